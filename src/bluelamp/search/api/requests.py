"""What programs say of whom and what they look for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from bluelamp.core.shapes import NO_CONTROL_CHARACTERS, Said, ShortWords
from bluelamp.nominals.enums import (
    Build,
    EventKind,
    HairColour,
    LinkRole,
    NumberScheme,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
)

from ..forms import LONGEST, SHORTEST

Box = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST, pattern=NO_CONTROL_CHARACTERS)]
Age = Annotated[int, Field(ge=0, le=120, strict=True)]
Height = Annotated[int, Field(ge=30, le=250, strict=True)]
PageSize = Annotated[int, Field(ge=1, le=100, strict=True)]
Postcode = Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)]


class PeopleSought(Said):
    """Whom a program looks for: in one box as an officer types it, or in parts that all hold.

    ``build``, ``hair``, the heights (cm) and the words in ``features`` find people by description,
    those of whom no name is known among them.
    """

    query: Box | None = None
    name: ShortWords = Field(default="", description="Any name; * stands for letters, ? for one")
    given_names: ShortWords = ""
    family_name: ShortWords = ""
    birth: Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    age_from: Age | None = None
    age_to: Age | None = None
    sex: Sex | None = None
    self_defined_ethnicity: SelfDefinedEthnicity | None = None
    observed_ethnicity: ObservedEthnicity | None = None
    numbers: list[ShortWords] = Field(
        default_factory=list, max_length=5, description="Whole, or of a telephone: ends 4321"
    )
    postcode: Postcode = ""
    area: Postcode = ""
    street: ShortWords = ""
    event_kind: EventKind | None = None
    role: LinkRole | None = None
    since: date | None = None
    until: date | None = None
    build: Build | None = None
    hair: HairColour | None = None
    height_from: Height | None = None
    height_to: Height | None = None
    features: ShortWords = ""
    limit: PageSize = 20
    after: UUID | None = Field(default=None, description="The key of the last person shown")

    def parts(self) -> dict[str, str]:
        """Return the parts that are given, as an officer would type them."""
        given = self.model_dump(exclude={"query", "limit", "after", "numbers"})
        said = {name: str(value) for name, value in given.items() if value not in (None, "")}
        said |= {"number": " ".join(self.numbers)} if any(self.numbers) else {}
        return {"area": said.pop("postcode"), **said} if "postcode" in said else said

    @model_validator(mode="after")
    def one_way_of_asking(self) -> Self:
        """Ask for the box or for parts, and for one of them."""
        if bool(self.query) == any(part.strip() for part in self.parts().values()):
            raise ValueError("Give either query or some of the parts")
        return self


class AnythingSought(Said):
    """What a program looks for, in one box."""

    query: Box


class ObjectsSought(Said):
    """A number by which an object is known, or a record that it is an exhibit in.

    A registration mark or a part of it, a telephone number or ``ends 4321``, an IMEI, a document or
    serial number, a property reference, an exhibit reference or a seal. A star at the end asks for
    what begins so. ``scheme`` says which kind of number is meant.
    """

    query: Box
    scheme: NumberScheme | None = None


class PlacesSought(Said):
    """A place: by UPRN, or by street, postcode and postcode district, all of which must hold."""

    uprn: Annotated[str, Field(pattern=r"^[0-9]{0,12}$")] = ""
    street: ShortWords = ""
    area: Annotated[Postcode, Field(description="A postcode or its first half")] = ""

    @model_validator(mode="after")
    def one_part_at_least(self) -> Self:
        """Ask for one of the parts; a district alone is too wide."""
        if not (self.uprn or self.street.strip() or self.area.strip()):
            raise ValueError("Give a UPRN, a street or a postcode")
        return self
