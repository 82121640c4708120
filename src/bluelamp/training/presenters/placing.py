"""Who has no place, counted and listed: words, bars and what can be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from bluelamp.training.enums import NoPlace
from bluelamp.training.models import Requirement
from bluelamp.training.selectors.placing import KEPT_BACK, PlaceCount

from .planning import RESTRICTED

LABELS = {each.value: each.label for each in NoPlace} | {KEPT_BACK: "Agreed measures decide"}
OF_A_TIMETABLE = (NoPlace.ROOM, NoPlace.TRAINER, NoPlace.CLASS, NoPlace.BY_HAND, NoPlace.NOT_TRIED)
ASK = {
    NoPlace.TEAM: "Ask the commander to let more of the team go",
    NoPlace.DUTY: "Ask the manager for a change of duty",
    NoPlace.AWAY: "Ask the manager for a day",
    NoPlace.WINDOW: "Ask for training after go-live",
    KEPT_BACK: "Ask the adjustments coordinator",
}


@dataclass(frozen=True, slots=True)
class CountBar:
    """A reason or a command with its number, and the width of its bar in per cent."""

    key: str
    name: str
    number: int
    width: float


@dataclass(frozen=True, slots=True)
class PlacingRow:
    """Somebody without a place: why, and what can be done about it."""

    who: str
    unit: str
    command: str
    course: str
    mode: str
    cause: str
    why: str
    act: str
    url: str

    @classmethod
    def of(cls, each: Requirement, versions: Mapping[tuple[UUID, str], UUID]) -> PlacingRow:
        """Return the row of a requirement that ``without_a_place`` found."""
        cause: str = each.cause  # type: ignore[attr-defined]  # annotated by the selector
        learner = each.learner
        return cls(
            learner.staff.label,
            learner.staff.unit.name,
            learner.command.name,
            each.course.title,
            learner.get_mode_display(),
            LABELS[cause],
            _why(each, cause),
            *_act(cause, versions.get((each.course_id, learner.mode))),
        )


def by_cause(counts: Iterable[PlaceCount]) -> list[CountBar]:
    """Return the reasons, the most frequent first."""
    number: Counter[str] = Counter()
    for each in counts:
        number[each.cause] += each.number
    return _bars([(key, LABELS[key], count) for key, count in number.items()])


def by_command(counts: Iterable[PlaceCount]) -> list[CountBar]:
    """Return the commands, the one with most people first."""
    number: Counter[tuple[str, str]] = Counter()
    for each in counts:
        number[each.code, each.command] += each.number
    return _bars([(*key, count) for key, count in number.items()])


def _bars(counted: Sequence[tuple[str, str, int]]) -> list[CountBar]:
    most = max((number for _key, _name, number in counted), default=1)
    ordered = sorted(counted, key=lambda each: (-each[2], each[1]))
    return [CountBar(*each, round(100 * each[2] / most, 1)) for each in ordered]


def _why(each: Requirement, cause: str) -> str:
    """Return the demands that clash in numbers, where the timetable said so."""
    if cause == KEPT_BACK:
        return RESTRICTED
    kept = getattr(each, "without_place", None)
    return f"{kept.words}." if kept and kept.cause == cause else ""


def _act(cause: str, version: UUID | None) -> tuple[str, str]:
    """Return what can be done, and the page where."""
    if cause in ASK:
        return ASK[cause], ""
    if version is None:
        return "", ""
    url = f"{reverse('training:add_session')}?course={version}"
    if cause in OF_A_TIMETABLE:
        return "Add a session", url
    return "Add a catch-up session", f"{url}&catch_up=yes"
