"""What programs say of people and links."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from bluelamp.core.shapes import NO_CONTROL_CHARACTERS, Said, ShortWords, Words

from ..enums import (
    BodyPart,
    Build,
    Complexion,
    DeathSource,
    EyeColour,
    FeatureKind,
    Gender,
    HairColour,
    IdentifierScheme,
    LinkRestriction,
    LinkRole,
    LinkStatus,
    NameOrder,
    NameType,
    ObservedEthnicity,
    PersonState,
    SelfDefinedEthnicity,
    Sex,
    WarningSignal,
)
from ..rules.appearance import DescriptionClaim, FeatureClaim
from ..rules.claims import AddressClaim, NameClaim, PersonClaim
from ..rules.ties import TieClaim
from ..selectors.candidates import WEIGHED

NamePart = Annotated[str, Field(max_length=35, pattern=NO_CONTROL_CHARACTERS)]
Birth = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="yyyy-mm-dd, as known")
]


class NameSaid(Said):
    """A name. ``full`` is the whole name verbatim, made from the parts where it is left out."""

    type: NameType = NameType.CURRENT
    order: NameOrder = NameOrder.GIVEN_FAMILY
    given: list[NamePart] = Field(default_factory=list, max_length=10)
    family: NamePart = ""
    full: Words = ""

    def claim(self) -> NameClaim:
        """Return the name as the index takes it."""
        return NameClaim(self.type, self.order, tuple(self.given), self.family, self.full)


class IdentifierSaid(Said):
    """A number or address by which a person is known elsewhere."""

    scheme: IdentifierScheme
    value: ShortWords = Field(min_length=1)


class IdentifierAdded(IdentifierSaid):
    """A number added to a person."""

    confirmed_by_prints: bool = Field(default=False, strict=True)


class AddressSaid(Said):
    """An address."""

    line: Annotated[str, Field(max_length=120, pattern=NO_CONTROL_CHARACTERS)] = ""
    town: ShortWords = ""
    postcode: Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)] = ""
    uprn: Annotated[str, Field(pattern=r"^[0-9]{0,12}$")] = ""


class FeatureSaid(Said):
    """A distinguishing feature: what, where on the body, and how it looks (DS_043)."""

    kind: FeatureKind
    place: BodyPart
    text: Annotated[str, Field(max_length=200, pattern=NO_CONTROL_CHARACTERS)] = ""


class DescriptionSaid(Said):
    """What a person looked like on a day (DS_039 to DS_046): centimetres and years, as spans."""

    described_on: date
    build: Build | None = None
    complexion: Complexion | None = None
    eye_left: EyeColour | None = None
    eye_right: EyeColour | None = None
    hair: HairColour | None = None
    height_from: Annotated[int, Field(ge=20, le=260, strict=True)] | None = None
    height_to: Annotated[int, Field(ge=20, le=260, strict=True)] | None = None
    age_from: Annotated[int, Field(ge=0, le=120, strict=True)] | None = None
    age_to: Annotated[int, Field(ge=0, le=120, strict=True)] | None = None
    observed_ethnicity: ObservedEthnicity | None = None
    clothing: Annotated[str, Field(max_length=300, pattern=NO_CONTROL_CHARACTERS)] = ""
    source: ShortWords = ""
    features: list[FeatureSaid] = Field(default_factory=list, max_length=20)

    def claim(self) -> DescriptionClaim:
        """Return the description as the index takes it."""
        said = self.model_dump(exclude={"features", "described_on"}, exclude_none=True)
        features = tuple(FeatureClaim(each.kind, each.place, each.text) for each in self.features)
        return DescriptionClaim(described_on=self.described_on, features=features, **said)


class PersonSaid(Said):
    """Somebody to be recorded, and whom of the index the program has looked at first (NV-11).

    ``reference`` and ``role`` are the record they belong to and their part in it; without them an
    address is needed (NV-03).
    """

    names: list[NameSaid] = Field(default_factory=list, max_length=20)
    sex: Sex = Sex.NOT_KNOWN
    birth: Birth | None = None
    estimated_age: Annotated[int, Field(ge=0, le=120, strict=True)] | None = None
    identifiers: list[IdentifierSaid] = Field(default_factory=list, max_length=20)
    address: AddressSaid | None = None
    self_defined_ethnicity: SelfDefinedEthnicity | None = None
    observed_ethnicity: ObservedEthnicity | None = None
    nationality: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    state: PersonState = PersonState.KNOWN
    title: Annotated[str, Field(max_length=35, pattern=NO_CONTROL_CHARACTERS)] = ""
    gender_identity: Gender | None = None
    place_of_birth: ShortWords = ""
    other_nationalities: list[Annotated[str, Field(pattern=r"^[A-Z]{3}$")]] = Field(
        default_factory=list, max_length=10
    )
    needs_interpreter: bool = Field(default=False, strict=True)
    expected_on: date | None = None
    died_on: date | None = None
    death_source: DeathSource | None = None
    description: DescriptionSaid | None = None
    reference: Annotated[str, Field(max_length=40, pattern=NO_CONTROL_CHARACTERS)] = ""
    role: LinkRole = LinkRole.INVOLVED_PARTY
    candidates_shown: list[UUID] = Field(default_factory=list, max_length=WEIGHED)

    def claim(self) -> PersonClaim:
        """Return what is said as the index takes it."""
        address = AddressClaim(**self.address.model_dump()) if self.address else None
        return PersonClaim(
            names=tuple(name.claim() for name in self.names),
            sex=self.sex,
            birth=self.birth or "",
            estimated_age=self.estimated_age,
            identifiers=tuple((each.scheme.value, each.value) for each in self.identifiers),
            address=address if address != AddressClaim() else None,
            self_defined_ethnicity=self.self_defined_ethnicity or "",
            observed_ethnicity=self.observed_ethnicity or "",
            nationality=self.nationality or "",
            language=self.language or "",
            state=self.state,
            title=self.title,
            gender_identity=self.gender_identity or "",
            place_of_birth=self.place_of_birth,
            other_nationalities=tuple(self.other_nationalities),
            needs_interpreter=self.needs_interpreter,
            expected_on=self.expected_on,
            died_on=self.died_on,
            death_source=self.death_source or "",
            description=self.description.claim() if self.description else None,
        )


class MarkerSaid(Said):
    """A warning marker: never without a reason, an event as evidence and a review date (NV-12)."""

    code: WarningSignal
    reason: Words = Field(min_length=1)
    evidence: UUID | None = None
    review_on: date | None = None


class LinkSaid(Said):
    """Two entries tied as the role asks (L2).

    ``grade`` is of intelligence (3x5x2). ``restriction`` hides an address from ordinary users (L5).
    An opinion says in ``details`` whose it is and on what grounds (L6).
    """

    source: UUID
    target: UUID
    role: LinkRole
    held_from: AwareDatetime | None = None
    held_until: AwareDatetime | None = None
    status: LinkStatus = LinkStatus.CONFIRMED
    origin: ShortWords = ""
    grade: Annotated[str, Field(pattern=r"^([1-3][A-E][PC])?$")] = ""
    is_opinion: bool = Field(default=False, strict=True)
    details: Annotated[str, Field(max_length=300, pattern=NO_CONTROL_CHARACTERS)] = ""
    restriction: LinkRestriction | None = None

    def claim(self) -> TieClaim:
        """Return what is said of the tie as the index takes it."""
        said = self.model_dump(exclude={"source", "target", "role", "restriction"})
        return TieClaim(**said, restriction=self.restriction or "")
