"""Words and shapes of readiness: bars, gates, and the line of the burn-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from bluelamp.training.models import Drop, Learner, ReadinessSnapshot
from bluelamp.training.rules.readiness import Ask, Standing, asks_of, gate_dates
from bluelamp.training.selectors.readiness import Tally

WIDE, HIGH = 600, 220
MOST_FAILING = 10
STATES = {"trained": "Trained", "booked": "Booked", "at_risk": "At risk"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A group as a line of numbers and a bar of three parts, in per cent of its width."""

    name: str
    code: str
    tally: Tally
    trained: float
    booked: float
    at_risk: float

    @classmethod
    def of(cls, name: str, tally: Tally, code: str = "") -> Bar:
        """Return the bar of a group."""
        parts = (_percent(each, tally.of) for each in (tally.trained, tally.booked, tally.at_risk))
        return cls(name, code, tally, *parts)

    @property
    def booked_from(self) -> float:
        """Return where the second part begins."""
        return self.trained

    @property
    def at_risk_from(self) -> float:
        """Return where the third part begins."""
        return self.trained + self.booked


@dataclass(frozen=True, slots=True)
class GateBlock:
    """A gate: its day, what it asks, and whether it is passed."""

    name: str
    day: date
    passed: bool
    asks: list[AskRow]
    more: int


@dataclass(frozen=True, slots=True)
class AskRow:
    """One thing a gate asks; the share is shown rounded down, and judged exactly (TRN-7.9)."""

    asks: str
    found: str
    needed: str
    passed: bool
    missing: int

    @classmethod
    def of(cls, ask: Ask) -> AskRow:
        """Return what is asked in words."""
        share = ask.found.share
        found = f"{ask.found.done:,} of {ask.found.of:,} ({_rounded_down(share)})"
        return cls(ask.asks, found, _rounded_down(ask.needed), ask.passed, ask.missing)


def gate_blocks(drop: Drop, standing: Standing) -> list[GateBlock]:
    """Return the gates in the order of their days; of many units only those that fail."""
    blocks = []
    for gate, day in sorted(gate_dates(drop.go_live).items(), key=lambda item: item[1]):
        asks = asks_of(gate, standing)
        units = [ask for ask in asks if ask.asks.startswith("Complete in ")]
        failing = sorted((ask for ask in units if not ask.passed), key=lambda ask: -ask.missing)
        kept = [ask for ask in asks if ask not in units]
        rows = [AskRow.of(ask) for ask in (*kept, *failing[:MOST_FAILING])]
        passed = all(ask.passed for ask in asks)
        more = max(0, len(failing) - MOST_FAILING)
        blocks.append(GateBlock(gate.label, day, passed, rows, more))
    return blocks


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The line of the trained, of trained and booked, and of what is needed, as SVG points."""

    trained: str
    placed: str
    dots: list[list[str]]
    ticks: list[tuple[float, str]]
    goal: float
    rows: list[tuple[date, int, int, int]]


def burn_up(drop: Drop, snapshots: Sequence[ReadinessSnapshot]) -> BurnUp | None:
    """Return the chart against go-live; None with nothing kept yet."""
    if not snapshots:
        return None
    first, last = (
        min(drop.starts_on, snapshots[0].taken_on),
        max(drop.go_live, snapshots[-1].taken_on),
    )
    days = max(1, (last - first).days)
    most = max(each.people for each in snapshots) or 1

    def point(each: ReadinessSnapshot, number: int) -> str:
        x = (each.taken_on - first).days / days * WIDE
        return f"{x:.1f},{HIGH - number / most * HIGH:.1f}"

    return BurnUp(
        trained=" ".join(point(each, each.trained) for each in snapshots),
        placed=" ".join(point(each, each.trained + each.booked) for each in snapshots),
        dots=[
            point(each, number).split(",")
            for each in snapshots
            for number in (each.trained, each.trained + each.booked)
        ],
        ticks=[
            ((day - first).days / days * WIDE, words)
            for day, words in ((first, f"{first:%-d %b}"), (drop.go_live, "Go-live"))
        ],
        goal=HIGH - 0.9 * HIGH,
        rows=[(each.taken_on, each.people, each.trained, each.booked) for each in snapshots],
    )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody behind a number."""

    who: str
    unit: str
    command: str
    mode: str
    state: str


def person_rows(learners: Iterable[Learner], states: Mapping[UUID, str]) -> list[PersonRow]:
    """Return the people of a list, with how each stands."""
    return [
        PersonRow(
            each.staff.label,
            each.staff.unit.name,
            each.command.name,
            each.get_mode_display(),
            STATES[states[each.pk]],
        )
        for each in learners
    ]


def _percent(part: int, of: int) -> float:
    return round(100 * part / of, 2) if of else 0.0


def _rounded_down(share: Fraction) -> str:
    """Return per cent to one decimal, rounded down so that 89.99 never reads 90."""
    return f"{int(share * 1000) / 10:g} %"
