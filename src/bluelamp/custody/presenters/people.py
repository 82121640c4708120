"""A detained person in few words: name, age, whether a child, and what to be warned of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.access.policies import Officer
from bluelamp.custody.rules.age import ADULT, age_on, local_day
from bluelamp.nominals.enums import Sex, WarningSignal
from bluelamp.nominals.models import Person
from bluelamp.nominals.policies import can_view_health_reason


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person as a card shows them. ``child`` is empty for an adult."""

    name: str
    age: str
    child: str
    warnings: tuple[str, ...]


def person_shown(
    person: Person, markers: Iterable[str], at: datetime, officer: Officer
) -> PersonShown:
    """Return a person in few words; the kind of a health warning is for those who care (WM5)."""
    sex = Sex(person.sex)
    known = "" if sex is Sex.NOT_KNOWN else sex.label.lower()
    age = ", ".join(filter(None, [age_words(person, at), known]))
    cares = bool(can_view_health_reason(officer))
    warnings = dict.fromkeys(warning_words(code, cares) for code in markers)
    return PersonShown(person.known_as, age, child_words(person, at), tuple(warnings))


def age_words(person: Person, at: datetime) -> str:
    """Return ``34``, ``17 to 19`` or ``age not known``."""
    if person.born_from is None or person.born_to is None:
        return "age not known"
    youngest, oldest = (age_on(day, local_day(at)) for day in (person.born_to, person.born_from))
    return f"{youngest}" if youngest == oldest else f"{youngest} to {oldest}"


def child_words(person: Person, at: datetime) -> str:
    """Return ``Child``, ``Treat as child`` where the age is uncertain (VUL-1), or nothing."""
    if person.born_from is None or person.born_to is None:
        return ""
    today = local_day(at)
    if age_on(person.born_from, today) < ADULT:
        return "Child"
    return "Treat as child" if age_on(person.born_to, today) < ADULT else ""


def warning_words(code: str, cares: bool) -> str:
    """Return ``SH self-harm``; for others than those who care, a health code is ``Health``."""
    if code not in WarningSignal.__members__:
        return code
    signal = WarningSignal(code)
    if signal.concerns_health and not cares:
        return "Health"
    meaning = signal.label.split(" (")[0]
    return f"{code} {meaning[0].lower()}{meaning[1:]}"
