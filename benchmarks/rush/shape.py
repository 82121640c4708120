"""The shape of a rush: how many people ask for how many seats, and how it is told."""

from __future__ import annotations

import os
from dataclasses import dataclass

from .crowd import Rush
from .judging import BOOKED, FULL, Verdict

ASKED_FOR_A_SESSION = 15
SEATS = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """``people`` who each ask for one of ``sessions`` with ``seats`` seats, through ``sockets``."""

    people: int
    sockets: int
    sessions: int
    seats: int = SEATS

    def session_of(self, person: int) -> int:
        """Return which session somebody asks for; neighbours ask for different ones."""
        return person % self.sessions

    @classmethod
    def asked(cls) -> Shape:
        """Return the shape that the environment asks for; fifteen people for twelve seats."""
        people = int(os.environ.get("BLUELAMP_BENCH_CROWD", "1000"))
        sessions = os.environ.get("BLUELAMP_BENCH_SESSIONS", people // ASKED_FOR_A_SESSION)
        return cls(
            people=people,
            sockets=int(os.environ.get("BLUELAMP_BENCH_SOCKETS", "64")),
            sessions=max(1, int(sessions)),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rush at one server: what the crowd measured, processor time, and the verdict."""

    name: str
    rush: Rush
    server: float
    database: float
    verdict: Verdict

    HEAD = (
        "| rush | requests | booked | told “full” | other | requests a second | p50, ms | p95, ms "
        "| everybody answered, s | processor, ms a request: server | PostgreSQL | verdict |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|"
    )

    def __str__(self) -> str:
        words, count = self.rush.words, len(self.rush.answers)
        booked, full = words[BOOKED], words[FULL]
        return (
            f"| {self.name} | {count:,} | {booked:,} | {full:,} | {count - booked - full:,} "
            f"| {self.rush.per_second:.1f} | {self.rush.took(0.5) * 1000:,.0f} "
            f"| {self.rush.took(0.95) * 1000:,.0f} | {self.rush.lasted:.0f} "
            f"| {self.server * 1000 / count:.1f} | {self.database * 1000 / count:.1f} "
            f"| {'none lost, none double' if self.verdict.fair else self.verdict} |"
        )
