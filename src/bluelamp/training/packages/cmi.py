"""The data model of SCORM: what a commit tells, and what a later launch is told again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome
from bluelamp.training.rules.outcomes import of_scorm_12, of_scorm_2004

from .kinds import PackageKind
from .spans import as_clock, as_iso, seconds_in

# SCORM 1.2 says 4,096 (TRN-10.1), which much-used authoring tools pass: their work is not thrown
# away, and both versions may keep what SCORM 2004 grants (TRN-10.2).
SUSPEND_DATA = 64_000
ELEMENTS = 10_000
ONE_VALUE = 64_000
EVERYTHING = 512_000
Data = dict[str, str]

TOLD_ANEW = {
    "cmi.core.entry",
    "cmi.core.exit",
    "cmi.core.session_time",
    "cmi.core.total_time",
    "cmi.core.student_id",
    "cmi.core.student_name",
    "cmi.core.credit",
    "cmi.core.lesson_mode",
    "cmi.launch_data",
    "cmi.student_data.mastery_score",
    "cmi.entry",
    "cmi.exit",
    "cmi.session_time",
    "cmi.total_time",
    "cmi.learner_id",
    "cmi.learner_name",
    "cmi.credit",
    "cmi.mode",
    "cmi.scaled_passing_score",
}
"""What each launch tells for itself, and no earlier one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a commit says of the learner; the score in per cent."""

    outcome: Outcome
    score: Decimal | None
    seconds: int
    location: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What a launch tells the package: who learns (as an opaque key), how far, under what rules."""

    learner_key: str
    learner_name: str
    seconds: int
    mastery: Decimal | None
    launch_data: str


def clean(sent: object) -> Data:
    """Return what was committed, emptied of what says nothing.

    Raises NotPossible for what is no flat data model, or larger than one may be.
    """
    if not isinstance(sent, Mapping) or len(sent) > ELEMENTS:
        raise NotPossible("The data model is not a flat list of elements.", field="cmi")
    kept = {str(name): _value(name, value) for name, value in sent.items() if _says(value)}
    for name, value in kept.items():
        most = SUSPEND_DATA if name == "cmi.suspend_data" else ONE_VALUE
        if not name.startswith("cmi.") or len(name) > 200 or "\0" in name + value:
            raise NotPossible(f"{name[:60]!r} is no element of the data model.", field="cmi")
        if len(value) > most:
            raise NotPossible(
                f"{name} has {len(value):,} characters; at most {most:,} are kept.",
                field=name,
                rule="TRN-10.2",
            )
    if sum(map(len, kept.values())) > EVERYTHING:
        raise NotPossible("The data model is too large.", field="cmi", rule="TRN-10.2")
    return kept


def _says(value: object) -> bool:
    return isinstance(value, str | int | float) and value != "" and not isinstance(value, bool)


def _value(name: object, value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        raise NotPossible(f"{name} is no number.", field=str(name))
    return str(value)


def told_by(kind: PackageKind, data: Data, mastery: Decimal | None) -> Told:
    """Return what a commit says; a score against the mastery score decides (TRN-10.7, V30)."""
    if kind is PackageKind.SCORM_12:
        return _told_by_12(data, mastery)
    return _told_by_2004(data, mastery)


def _told_by_12(data: Data, mastery: Decimal | None) -> Told:
    score = _number(data.get("cmi.core.score.raw", ""))
    score = score if score is not None and 0 <= score <= 100 else None
    status = data.get("cmi.core.lesson_status", "not attempted")
    return Told(
        outcome=of_scorm_12(status, score, None if mastery is None else mastery * 100),
        score=score,
        seconds=seconds_in(data.get("cmi.core.session_time", "")),
        location=data.get("cmi.core.lesson_location", "")[:1000],
    )


def _told_by_2004(data: Data, mastery: Decimal | None) -> Told:
    scaled = _number(data.get("cmi.score.scaled", ""))
    success = data.get("cmi.success_status", "unknown")
    if mastery is not None and scaled is not None:
        success = "passed" if scaled >= mastery else "failed"
    outcome = of_scorm_2004(data.get("cmi.completion_status", "unknown"), success)
    if outcome is Outcome.NOT_STARTED and data.get("cmi.location"):
        outcome = Outcome.IN_PROGRESS
    return Told(
        outcome=outcome,
        score=None if scaled is None else max(scaled, Decimal(0)) * 100,
        seconds=seconds_in(data.get("cmi.session_time", "")),
        location=data.get("cmi.location", "")[:1000],
    )


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= 100 else None


def told_again(kind: PackageKind, data: Data, opening: Opening) -> Data:
    """Return the data model with which a launch begins: what was kept, and what is told anew."""
    kept = {name: value for name, value in data.items() if name not in TOLD_ANEW}
    entry = "resume" if data else "ab-initio"
    if kind is PackageKind.SCORM_12:
        return kept | _told_anew_12(opening, entry)
    return kept | _told_anew_2004(opening, entry)


def _told_anew_12(opening: Opening, entry: str) -> Data:
    new = {
        "cmi.core.student_id": opening.learner_key,
        "cmi.core.student_name": opening.learner_name,
        "cmi.core.credit": "credit",
        "cmi.core.lesson_mode": "normal",
        "cmi.core.entry": entry,
        "cmi.core.total_time": as_clock(opening.seconds),
        "cmi.launch_data": opening.launch_data,
    }
    if opening.mastery is not None:
        new["cmi.student_data.mastery_score"] = _plain(opening.mastery * 100)
    return new


def _told_anew_2004(opening: Opening, entry: str) -> Data:
    new = {
        "cmi.learner_id": opening.learner_key,
        "cmi.learner_name": opening.learner_name,
        "cmi.credit": "credit",
        "cmi.mode": "normal",
        "cmi.entry": entry,
        "cmi.total_time": as_iso(opening.seconds),
        "cmi.launch_data": opening.launch_data,
    }
    if opening.mastery is not None:
        new["cmi.scaled_passing_score"] = _plain(opening.mastery)
    return new


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
