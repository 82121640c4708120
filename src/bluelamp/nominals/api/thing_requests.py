"""What programs say of objects and places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from bluelamp.core.shapes import NO_CONTROL_CHARACTERS, Said, ShortWords, Words

from ..enums import Colour, NumberScheme, ObjectKind, ObjectUnit, VehicleBody
from ..rules.object_numbers import NumberClaim
from ..rules.places import PlaceClaim
from ..rules.things import ObjectClaim

Make = Annotated[str, Field(max_length=40, pattern=NO_CONTROL_CHARACTERS)]
Code = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]
Degrees = Annotated[float, Field(strict=True)]
_THOUSANDTHS, _MILLIONTHS = Decimal("0.001"), Decimal("0.000001")


class ObjectNumberSaid(Said):
    """A number that an object bears, from when to when: plates are not the vehicle."""

    scheme: NumberScheme
    value: Annotated[str, Field(min_length=1, max_length=40, pattern=NO_CONTROL_CHARACTERS)]
    is_partial: bool = Field(default=False, strict=True)
    held_from: date | None = None
    held_until: date | None = None


class ObjectSaid(Said):
    """An object to be recorded, and which of the index the program has looked at first.

    ``sort`` is a code within the kind; which particulars a kind has is told where one is refused.
    """

    kind: ObjectKind
    numbers: list[ObjectNumberSaid] = Field(default_factory=list, max_length=10)
    sort: Annotated[str, Field(max_length=24, pattern=NO_CONTROL_CHARACTERS)] = ""
    make: Make = ""
    model: Make = ""
    body: VehicleBody | None = None
    colours: list[Colour] = Field(default_factory=list, max_length=6)
    description: Words = ""
    amount: Annotated[float, Field(ge=0, le=99_999_999, strict=True)] | None = None
    unit: ObjectUnit | None = None
    currency: Code = ""
    country: Code = ""
    is_suspicious: bool = Field(default=False, strict=True)
    seen: list[UUID] = Field(default_factory=list, max_length=50)

    def claim(self) -> ObjectClaim:
        """Return the object as the index takes it."""
        return ObjectClaim(
            self.kind,
            numbers=tuple(NumberClaim(**each.model_dump()) for each in self.numbers),
            sort=self.sort,
            make=self.make,
            model=self.model,
            body=self.body or "",
            colours=tuple(dict.fromkeys(self.colours)),
            description=self.description,
            amount=_rounded(self.amount, _THOUSANDTHS),
            unit=self.unit or "",
            currency=self.currency,
            country=self.country,
            is_suspicious=self.is_suspicious,
        )


class PlaceSaid(Said):
    """A place: an address in its parts (BS 7666), or coordinates and a described area."""

    saon: ShortWords = ""
    paon: ShortWords = ""
    street: Annotated[str, Field(max_length=100, pattern=NO_CONTROL_CHARACTERS)] = ""
    usrn: Annotated[str, Field(pattern=r"^[0-9]{0,8}$")] = ""
    locality: ShortWords = ""
    town: ShortWords = ""
    administrative_area: ShortWords = ""
    postcode: Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)] = ""
    uprn: Annotated[str, Field(pattern=r"^[0-9]{0,12}$")] = ""
    description: Words = ""
    latitude: Annotated[Degrees, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[Degrees, Field(ge=-180, le=180)] | None = None
    easting: Annotated[int, Field(ge=0, le=699_999, strict=True)] | None = None
    northing: Annotated[int, Field(ge=0, le=1_299_999, strict=True)] | None = None

    def claim(self) -> PlaceClaim:
        """Return the place as the index takes it."""
        said = self.model_dump(exclude={"latitude", "longitude"})
        return PlaceClaim(
            latitude=_rounded(self.latitude, _MILLIONTHS),
            longitude=_rounded(self.longitude, _MILLIONTHS),
            **said,
        )


def _rounded(number: float | None, to: Decimal) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(to)
