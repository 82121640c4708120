"""`bluelamp custody clock`: the detention clock over a file of timelines, without a database."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bluelamp.cli.custody_paper import paper_pack, whole
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import lasting
from bluelamp.custody.enums import ExclusionReason, PostponementReason
from bluelamp.custody.rules.clock_events import Exclusion, ReviewHeld
from bluelamp.custody.rules.clock_explanation import explained
from bluelamp.custody.rules.detention_clock import LIMITS, DetentionClock, Paused
from bluelamp.custody.rules.review_schedule import ReviewSchedule, schedule_for
from bluelamp.custody.rules.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

T = TypeVar("T")
W = TypeVar("W", bound="StrEnum")

# Years outside these are slips of the pen, and near the ends of the calendar cannot be counted.
YEARS = range(1900, 3000)
KNOWN = {"id", "rt", "auth", "periods", "excl", "reviews", "now", "reauth", "charged"}
IGNORED = {"expect", "next_review"}


@click.group(name="custody")
def command() -> None:
    """Custody: the detention clock, and the record on paper."""


@command.command()
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="replace"))
@click.pass_context
def clock(ctx: click.Context, file: Any) -> None:
    """Answer each timeline in FILE (JSON lines; - for standard input) with its limits.

    A timeline has id and rt (relevant time), and may have auth (first authorisation), periods,
    excl (excluded spans), reviews, reauth (authorisations after bail), charged and now. Times are
    ISO with an offset, such as 2026-03-10T14:52Z.
    """
    refused = False
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            click.echo(json.dumps(_answer(line, number)))
        except NotPossible as error:
            refused = True
            where = f"line {number}, field {error.field}" if error.field else f"line {number}"
            rule = f" ({error.rule})" if error.rule else ""
            click.echo(f"{where}: {error.reason}{rule}", err=True)
    ctx.exit(1 if refused else 0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One line of the file, read."""

    name: Any
    clock: DetentionClock
    now: datetime | None
    unknown: list[str] = field(default_factory=list)


def _answer(line: str, number: int) -> dict[str, Any]:
    timeline = _read(line)
    for key in timeline.unknown:
        click.echo(f"line {number}, field {key}: not known, left aside", err=True)
    schedule = schedule_for(timeline.clock)
    limits = {str(hours): _instant(timeline.clock.limit(hours)) for hours in LIMITS}
    answer: dict[str, Any] = {
        "id": timeline.name,
        "limits": limits,
        "next_review": _instant(schedule.next_due),
        "explanation": [*explained(timeline.clock), *_review_words(timeline.clock, schedule)],
    }
    if timeline.now is not None:
        answer["now"] = _as_at(timeline.clock, schedule, timeline.now)
    return answer


def _review_words(clock: DetentionClock, schedule: ReviewSchedule) -> list[str]:
    words = [
        f"Review {one.number}: {one.status.label.lower()}{_because(one.reason)}."
        for one in schedule.taken
    ]
    words.append(schedule.sentence)
    if len(clock.detention) > 1 and not clock.reauthorised:
        words.append(
            "No authorisation on return (reauth) is given: the old count goes on (REV-18)."
        )
    return words


def _because(reason: PostponementReason | None) -> str:
    return f" ({reason.value}, REV-4)" if reason else ""


def _as_at(clock: DetentionClock, schedule: ReviewSchedule, now: datetime) -> dict[str, Any]:
    return {
        "at": _instant(now),
        "used": lasting(clock.counted(now)),
        "left": {str(hours): lasting(clock.remaining(now, hours)) for hours in LIMITS},
        "running": clock.is_running(now),
        "next_review": schedule.status_at(now).value,
    }


def _instant(value: datetime | Paused | None) -> str | None:
    """Write an instant to the minute; a part of a minute is dropped, so never too late."""
    return f"{value:%Y-%m-%dT%H:%MZ}" if isinstance(value, datetime) else None


def _read(line: str) -> Timeline:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotPossible(f"Not a line of JSON ({type(error).__name__}).") from error
    if not isinstance(found, dict):
        raise NotPossible("Expected an object in braces.")
    if found.get("id") in (None, ""):
        raise NotPossible("Missing.", field="id")
    relevant_time = _time(found.get("rt"), "rt")
    reviews = _listed(found, "reviews", _review)
    made = DetentionClock(
        relevant_time=relevant_time,
        periods=_listed(found, "periods", _period, [[found["rt"], None]]),
        exclusions=_listed(found, "excl", _exclusion),
        first_authorised_at=_optional_time(found.get("auth"), "auth"),
        reviews=reviews,
        reauthorised=_listed(found, "reauth", _time),
        charged_at=_optional_time(found.get("charged"), "charged"),
    )
    unknown = sorted(set(found) - KNOWN - IGNORED)
    return Timeline(found["id"], made, _optional_time(found.get("now"), "now"), unknown)


def _listed(
    found: dict[str, Any], key: str, read: Callable[[Any, str], T], default: Any = ()
) -> tuple[T, ...]:
    values = found.get(key)
    if values is None:
        values = list(default)
    if not isinstance(values, list):
        raise NotPossible("Expected a list.", field=key)
    return tuple(read(value, f"{key}[{place}]") for place, value in enumerate(values))


def _time(value: Any, where: str) -> datetime:
    if not isinstance(value, str):
        raise NotPossible("Expected a time such as 2026-03-10T14:52Z.", field=where)
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        reason = f"“{value}” is not a time such as 2026-03-10T14:52Z."
        raise NotPossible(reason, field=where) from None
    if at.tzinfo is None:
        reason = f"“{value}” has no offset from UTC: end it with Z."
        raise NotPossible(reason, field=where)
    if at.year not in YEARS:
        raise NotPossible(f"The year {at.year} is out of range.", field=where)
    return at.astimezone(UTC)


def _optional_time(value: Any, where: str) -> datetime | None:
    return None if value is None else _time(value, where)


def _ends(value: Any, where: str) -> tuple[datetime, datetime | None]:
    if isinstance(value, dict):
        value = [value.get("start"), value.get("end")]
    if not isinstance(value, list) or len(value) < 2:
        raise NotPossible("Expected a start and an end (null while open).", field=where)
    start, end = _time(value[0], f"{where}[0]"), _optional_time(value[1], f"{where}[1]")
    if end is not None and end < start:
        raise NotPossible("The end is before the start.", field=where)
    return start, end


def _period(value: Any, where: str) -> Span:
    return Span(*_ends(value, where))


def _exclusion(value: Any, where: str) -> Exclusion:
    start, end = _ends(value, where)
    named = value.get("reason") if isinstance(value, dict) else (value[2:] or [None])[0]
    return Exclusion(start, end, _word(named, ExclusionReason, f"{where}.reason"))


def _review(value: Any, where: str) -> ReviewHeld:
    if not isinstance(value, dict):
        return ReviewHeld(_time(value, where))
    return ReviewHeld(
        held_at=_time(value.get("held"), f"{where}.held"),
        due_at=_optional_time(value.get("due"), f"{where}.due"),
        reason=_word(value.get("reason"), PostponementReason, f"{where}.reason"),
    )


def _word(value: Any, words: type[W], where: str) -> W | None:
    if value is None:
        return None
    if value not in list(words):
        reason = f"“{value}” is not one of {', '.join(words)}."
        raise NotPossible(reason, field=where)
    return words(value)


command.add_command(whole)
command.add_command(paper_pack)
