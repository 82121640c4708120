"""What the generator hands over: finished, immutable records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bluelamp.nominals.enums import (
        DobQuality,
        IdentifierScheme,
        LinkRole,
        NameOrder,
        NameType,
        ObservedEthnicity,
        SelfDefinedEthnicity,
        Sex,
        WarningSignal,
    )


@dataclass(frozen=True, slots=True)
class SyntheticName:
    """A name in its owner's order; ``family`` is empty for patronymic names and mononyms."""

    type: NameType
    given: tuple[str, ...]
    family: str
    full: str
    order: NameOrder


@dataclass(frozen=True, slots=True)
class SyntheticAddress:
    """An invented street under a London outcode; the inward code cannot exist (``places``)."""

    line: str
    town: str
    postcode: str
    uprn: str


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """One record of a person. ``names[0]`` is the current name.

    ``dob`` is ``yyyy-mm-dd``, ``yyyy-mm`` or ``yyyy``. ``relations`` holds (role, truth_id): the
    part the other person plays for this one, so ``(PARENT, x)`` says that x is the parent.
    The answer key: ``same_as`` names the record of which this one is a second recording and
    ``variation`` says what was recorded differently; ``twin_of`` names the twin.
    """

    truth_id: str
    names: tuple[SyntheticName, ...]
    dob: str
    dob_quality: DobQuality
    sex: Sex
    self_defined_ethnicity: SelfDefinedEthnicity
    observed_ethnicity: ObservedEthnicity
    nationality: str
    language: str
    address: SyntheticAddress
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    identifiers: tuple[tuple[IdentifierScheme, str], ...]
    warning_markers: tuple[tuple[WarningSignal, str], ...]
    household_id: str
    relations: tuple[tuple[LinkRole, str], ...]
    twin_of: str | None = None
    same_as: str | None = None
    variation: str = ""

    @property
    def name(self) -> SyntheticName:
        """Return the current name."""
        return self.names[0]
