"""What people were told, held against what the database keeps: none lost, none double."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

BOOKED = "booked"
FULL = "full"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody asked for a place on a session and was answered in a word."""

    person: str
    session: str
    word: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that may not happen, by name; all of it empty after a fair rush."""

    lost: Collection[str]
    """People who were told that they have a place, and have none."""
    untold: Collection[str]
    """People who have a place, and were told otherwise or nothing."""
    double: Collection[str]
    """People with more than one place."""
    overfull: Collection[str]
    """Sessions with more people than seats."""
    unfilled: Collection[str]
    """Sessions with a free seat that more people asked for than it has seats."""

    @property
    def fair(self) -> bool:
        """Whether nothing of it happened."""
        return not (self.lost or self.untold or self.double or self.overfull or self.unfilled)

    def __str__(self) -> str:
        return (
            f"lost {len(self.lost)}, untold {len(self.untold)}, double {len(self.double)}, "
            f"sessions overfull {len(self.overfull)}, unfilled {len(self.unfilled)}"
        )


def judge(
    told: Sequence[Told], held: Sequence[tuple[str, str]], seats: Mapping[str, int]
) -> Verdict:
    """Compare; ``held`` are the person and the session of each place that the database keeps."""
    places = set(held)
    promised = {(each.person, each.session) for each in told if each.word == BOOKED}
    asked = Counter(session for _, session in {(each.person, each.session) for each in told})
    taken = Counter(session for _, session in held)
    return Verdict(
        lost=sorted(person for person, _ in promised - places),
        untold=sorted(person for person, _ in places - promised),
        double=sorted(person for person, n in Counter(p for p, _ in held).items() if n > 1),
        overfull=sorted(each for each, n in taken.items() if n > seats.get(each, 0)),
        unfilled=sorted(each for each, n in seats.items() if taken[each] < n and asked[each] >= n),
    )
