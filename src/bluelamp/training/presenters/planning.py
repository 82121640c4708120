"""Plans in words, numbers and lengths to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from bluelamp.core.time import shown
from bluelamp.training.enums import Delivery, HoldKind, PlanKeeping, PlanRunState
from bluelamp.training.models import PlanHold, PlanRun, PlanUnplaced
from bluelamp.training.services.planning import is_lost

from .words import day_in_words

COLOURS = {
    PlanRunState.QUEUED: "grey",
    PlanRunState.RUNNING: "yellow",
    PlanRunState.STOPPED: "orange",
    PlanRunState.DONE: "green",
    PlanRunState.FAILED: "red",
}
PARTS = {
    "untrained": "People without a place",
    "session_days": "Days of sessions",
    "travel": "Travel",
    "early": "Weeks early",
    "changed": "Places changed",
}
RESTRICTED = (
    "What was agreed for this person cannot be met as things stand. "
    "The adjustments coordinator can see why."
)
TOLD_UP_TO = 1.0
"""A gap above the bound itself says only that the bound is far off."""


def number(value: float) -> str:
    """Return ``1,234``; small numbers with a decimal."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}".removesuffix(".0")


def per_cent(share: float) -> str:
    """Return ``3.1 %``, never parted at the end of a line."""
    return f"{share * 100:,.1f}\N{NO-BREAK SPACE}%"


def gap_told(share: float) -> str:
    """Return a gap in per cent; one above the bound itself is not told in numbers."""
    return per_cent(share) if share <= TOLD_UP_TO else "over 100\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    url: str
    name: str
    asked: str
    state: str
    colour: str
    placed: str
    cost: str
    gap: str

    @classmethod
    def of(cls, run: PlanRun, at: datetime) -> PlanRow:
        """Return the row of a plan."""
        told = run.summary
        words, colour = state_of(run, at)
        return cls(
            url=reverse("planning:plan", args=[run.pk]),
            name=run.name,
            asked=f"{shown(run.asked_at)}, {run.asked_by.label}",
            state=words,
            colour=colour,
            placed=f"{told['placed']:,} of {told['requirements']:,}" if told else "",
            cost=number(told["objective"]["total"]) if told else "",
            gap=gap_told(told["gap"]) if told else "",
        )


def state_of(run: PlanRun, at: datetime) -> tuple[str, str]:
    """Return how a plan stands, and the colour of its tag."""
    if run.taken_back_at:
        return "Taken back", "grey"
    if run.accepted_at:
        return "Accepted", "blue"
    if is_lost(run, at):
        return "No sign of life", "red"
    state = PlanRunState(run.state)
    if state is PlanRunState.STOPPED and not run.summary:
        return "Stopped before it began", "grey"
    return state.label, COLOURS[state]


def facts_of(run: PlanRun) -> list[dict[str, str]]:
    """Return what was asked for."""
    rows = [
        ("Sessions", Delivery(run.delivery).label),
        ("People of", run.command.name if run.command else "Everybody"),
        ("First day", day_in_words(run.first_day)),
        ("Keeps to", PlanKeeping(run.keeping).label),
        ("Asked by", f"{run.asked_by.label}, {shown(run.asked_at)}"),
        ("Effort", f"At most {run.seconds // 60} min {run.seconds % 60} s, or {run.gap_percent} % "
                   f"above the best possible; seed {run.seed}"),
    ]  # fmt: skip
    if run.saturdays_from:
        rows.insert(3, ("Saturdays from", day_in_words(run.saturdays_from)))
    if run.accepted_at:
        rows.append(("Accepted by", f"{run.accepted_by}, {shown(run.accepted_at)}"))
    if run.taken_back_at:
        rows.append(("Taken back", shown(run.taken_back_at)))
    return [{"key": key, "value": value} for key, value in rows]


def outcome_of(run: PlanRun) -> list[dict[str, str]]:
    """Return what came of it, in a few numbers."""
    told = run.summary
    rows = [
        ("Places given", f"{told['placed']:,} of {told['requirements']:,} asked for"),
        ("Of those any plan could place", _of_those_placeable(told)),
        ("Have no day on which they could start", f"{told['without_feasible_start']:,}"),
        *_left_out(told),
        ("Sessions", f"{told['sessions']:,}, {per_cent(told['seats_filled'])} of their seats"),
        ("Cost", number(told["objective"]["total"])),
        ("No plan costs less than", number(told["lower_bound"])),
        ("Above the best possible, at most", gap_told(told["gap"])),
        ("Time", f"{told['seconds']:,} s, first plan after {told['first_plan_seconds']:,} s"),
    ]
    again = told.get("again")
    if again:
        rows.append(("Lost their place", f"{again['displaced']:,}, {again['displaced_placed']:,} "
                                         "of them placed again"))  # fmt: skip
        rows.append(("Others moved", f"{again['others_moved']:,} of {again['others']:,}"))
    return [{"key": key, "value": value} for key, value in rows]


def _of_those_placeable(told: Mapping[str, Any]) -> str:
    most = told["requirements"] - told["without_feasible_start"] - told.get("left_out_by_caps", 0)
    share = told["placed"] / most if most else 1.0
    return f"{told['placed']:,} of at most {most:,}, {per_cent(share)}"


def _left_out(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    caps, left = told.get("left_out_by_caps", 0), told["unplaced_with_feasible_start"]
    rows = [("Left out by this plan", f"{left - caps:,}")]
    if caps:
        rows.insert(0, ("Left out by any plan, for the caps of their teams", f"at least {caps:,}"))
    return rows


def gap_in_words(told: Mapping[str, Any]) -> list[str]:
    """Return what cost and gap consist of where people left out make up most of them."""
    left = told["unplaced_with_feasible_start"]
    if not left:
        return []
    everybody = left + told["without_feasible_start"]
    price = told["objective"]["untrained"] / everybody
    if 2 * left * price < told["objective"]["total"]:
        return []
    placed = told["objective"]["total"] - told["objective"]["untrained"]
    caps = told.get("left_out_by_caps", 0)
    said = [
        f"The cost is mostly a price: {left:,} who could start somewhere have no place, and "
        f"count {number(price)} each, {number(left * price)} together. "
        f"All places given cost {number(placed)}."
    ]
    if caps:
        said.append(
            f"At least {caps:,} of them are left out by every plan, however good: the caps of "
            "their teams leave fewer days than their people need. Higher caps or an earlier first "
            "day would help; more searching would not. “No plan costs less” counts their price."
        )
    return said


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in one plan or two: numbers in words, lengths in per cent for drawing."""

    label: str
    one: str
    other: str
    change: str
    one_width: float
    other_width: float
    note: str = ""


def pairs(
    rows: Sequence[tuple[str, float, float | None]], notes: Mapping[str, str] | None = None
) -> list[Pair]:
    """Return rows to be drawn beside each other, the longest as long as the space."""
    most = max([abs(value or 0) for _l, *both in rows for value in both] or [0]) or 1
    return [
        Pair(
            label,
            number(one),
            "" if other is None else number(other),
            "" if other is None else _change(other - one),
            round(100 * one / most, 2),
            round(100 * (other or 0) / most, 2),
            (notes or {}).get(label, ""),
        )
        for label, one, other in rows
    ]


def _change(by: float) -> str:
    if abs(by) < 0.05:
        return "the same"
    return f"{'+' if by > 0 else '−'}{number(abs(by))}"


def cost_pairs(one: Mapping[str, Any], other: Mapping[str, Any] | None = None) -> list[Pair]:
    """Return the parts of the cost."""
    rows = [
        (words, one["objective"][part], other["objective"][part] if other else None)
        for part, words in PARTS.items()
    ]
    total = ("All", one["objective"]["total"], other["objective"]["total"] if other else None)
    return pairs([*rows, total])


def venue_pairs(
    one: Mapping[str, Any], other: Mapping[str, Any] | None, names: Mapping[str, str]
) -> list[Pair]:
    """Return the days taught at each venue, and the share of its rooms' days."""
    mine, theirs = _by(one["venues"], "venue"), _by(other["venues"], "venue") if other else None
    rows, notes = [], {}
    for key in sorted({*mine, *(theirs or {})}, key=lambda each: names.get(each, each)):
        label = names.get(key, "Virtual rooms")
        here = mine.get(key, {})
        there = theirs.get(key, {}) if theirs is not None else None
        rows.append((
            label,
            here.get("session_days", 0),
            None if there is None else there.get("session_days", 0),
        ))  # fmt: skip
        notes[label] = _use(here)
    return pairs(rows, notes)


def _use(venue: Mapping[str, Any]) -> str:
    if not venue or not venue["usable"]:
        return "may not be used"
    share = venue["session_days"] / venue["room_days"] if venue["room_days"] else 0
    return f"{per_cent(share)} of its rooms’ days, {venue['person_days']:,} people’s days"


def week_pairs(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> list[Pair]:
    """Return the people's days of training in each week."""
    mine, theirs = _by(one["weeks"], "monday"), _by(other["weeks"], "monday") if other else None
    rows = [
        (
            _monday(key),
            mine.get(key, {}).get("person_days", 0),
            None if theirs is None else theirs.get(key, {}).get("person_days", 0),
        )
        for key in sorted({*mine, *(theirs or {})})
    ]
    return pairs(rows)


def unit_pairs(
    one: Mapping[str, Any], other: Mapping[str, Any] | None, names: Mapping[str, str]
) -> list[Pair]:
    """Return the places of each unit below the whole, and how many it asked for."""
    mine, theirs = _by(one["units"], "unit"), _by(other["units"], "unit") if other else None
    rows, notes = [], {}
    for key in sorted({*mine, *(theirs or {})}):
        label = names.get(key.removesuffix(" itself"), key)
        here = mine.get(key, {"placed": 0, "asked": 0})
        there = None if theirs is None else theirs.get(key, {}).get("placed", 0)
        rows.append((label, here["placed"], there))
        left = here["asked"] - here["placed"]
        notes[label] = f"of {here['asked']:,}" + (f", {left:,} without a place" if left else "")
    return pairs(rows, notes)


def _by(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, Mapping[str, Any]]:
    return {each[key]: each for each in rows}


def _monday(text: str) -> str:
    day = datetime.fromisoformat(text)
    return f"Week of {day.day} {day:%b %Y}"


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """Somebody without a place, and why."""

    who: str
    unit: str
    course: str
    why: str

    @classmethod
    def of(cls, each: PlanUnplaced, *, sees_adjustments: bool) -> UnplacedRow:
        """Return the row; a reason that tells of adjustments only to who may see them."""
        hidden = each.about_adjustments and not sees_adjustments
        return cls(
            each.learner.staff.label,
            each.learner.staff.unit.name,
            each.course.title,
            RESTRICTED if hidden else f"{each.reason[:1].upper()}{each.reason[1:]}.",
        )


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Something held."""

    what: str
    why: str
    by: str
    url: str

    @classmethod
    def of(cls, hold: PlanHold) -> HoldRow:
        """Return the row of a hold."""
        return cls(
            held_in_words(hold),
            hold.why,
            f"{hold.held_by}, {shown(hold.held_at)}",
            reverse("planning:let_go", args=[hold.pk]),
        )


def held_in_words(hold: PlanHold) -> str:
    """Return what is held."""
    kind = HoldKind(hold.kind)
    if kind is HoldKind.SESSION and hold.session:
        return f"Session {hold.session.reference}, {hold.session.course.title}"
    if kind is HoldKind.BOOKING and hold.booking:
        who = hold.booking.learner.staff.label
        return f"{who} on {hold.booking.session.reference}, {hold.booking.course.title}"
    monday = f", week of {hold.monday.day} {hold.monday:%b %Y}" if hold.monday else ""
    return f"{hold.venue} not used{monday}"
