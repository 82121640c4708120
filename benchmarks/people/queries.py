"""What somebody types who means a known person and makes one error."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from bluelamp.demo.population.duplicates import NEIGHBOURS_ON_KEYBOARD
from bluelamp.demo.population.other_names import nicknames
from bluelamp.nominals.enums import NameType
from bluelamp.nominals.panels import KnownPerson, NameClaim

FORMER = {NameType.MAIDEN, NameType.PREVIOUS}
SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("gh", "g"), ("sch", "sh"), ("ie", "y"), ("y", "i"), ("ee", "ea"),
    ("ou", "oo"), ("c", "k"), ("k", "c"), ("z", "s"), ("v", "w"), ("th", "t"), ("mm", "m"),
    ("nn", "n"), ("ll", "l"), ("tt", "t"), ("ss", "s"), ("e", "i"), ("a", "e"), ("o", "u"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """Words as typed, the date of birth as typed (or none), and the words without the error."""

    kind: str
    person: UUID
    words: str
    born: str
    meant: tuple[str, ...]
    between: tuple[date, date] | None = None

    @property
    def text(self) -> str:
        """Return what is typed into the box."""
        return f"{self.words} {self.born}".strip()

    @property
    def year(self) -> int | None:
        """Return the year of birth, where a birth is typed."""
        return self.between[0].year if self.between else None


def queries_about(rng: Random, key: UUID, person: KnownPerson) -> Iterator[Query]:
    """Yield every query that can be made about a person: each error, without and with birth."""
    for kind, vary in KINDS.items():
        varied = vary(rng, person)
        if varied is None:
            continue
        words, meant = varied
        tokens = tuple(meant.split())
        if kind != "day and month swapped":
            yield Query(kind, key, words, "", tokens)
        born = person.born.exact if person.born else None
        if born is None:
            continue
        swapped = kind == "day and month swapped"
        typed, between = _swapped(born) if swapped else _partly(rng, born)
        if typed:
            yield Query(kind, key, words, typed, tokens, between)


def _partly(rng: Random, born: date) -> tuple[str, tuple[date, date]]:
    """Return a birth as a year, a month or a day, and between which days it lies."""
    month_ends = born.replace(day=monthrange(born.year, born.month)[1])
    return rng.choice(
        [
            (f"{born.year}", (born.replace(month=1, day=1), born.replace(month=12, day=31))),
            (f"{born:%m/%Y}", (born.replace(day=1), month_ends)),
            (f"{born:%d/%m/%Y}", (born, born)),
        ]
    )


def _swapped(born: date) -> tuple[str, tuple[date, date]]:
    fits = born.day <= 12 and born.day != born.month
    return (f"{born:%m/%d/%Y}" if fits else ""), (born, born)


Varied = tuple[str, str] | None


def _first(person: KnownPerson) -> NameClaim:
    return person.names[0]


def _as_recorded(rng: Random, person: KnownPerson) -> Varied:
    full = _first(person).verbatim
    return full, full


def _spoil(rng: Random, person: KnownPerson, spoil: Callable[[Random, str], str]) -> Varied:
    """Spoil one word of five letters or more."""
    words = _first(person).verbatim.split()
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    rng.shuffle(long)
    for place in long:
        wrong = spoil(rng, words[place])
        if wrong.lower() != words[place].lower():
            return " ".join([*words[:place], wrong, *words[place + 1 :]]), " ".join(words)
    return None


def _typo(rng: Random, person: KnownPerson) -> Varied:
    return _spoil(rng, person, _mistyped)


def _mistyped(rng: Random, word: str) -> str:
    """Hit the wrong key, exchange, drop or double a letter; one time in twelve it is the first."""
    at = rng.randrange(1, len(word) - 1) if rng.randrange(12) else 0
    beside = NEIGHBOURS_ON_KEYBOARD.get(word[at].lower(), "e")
    return rng.choice(
        [
            word[:at] + beside + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
        ]
    )


def _phonetic(rng: Random, person: KnownPerson) -> Varied:
    return _spoil(rng, person, _as_heard)


def _as_heard(rng: Random, word: str) -> str:
    fitting = [pair for pair in SOUNDS if pair[0] in word[1:]]
    if not fitting:
        return word
    old, new = rng.choice(fitting[:3])
    return word[0] + word[1:].replace(old, new, 1)


def _nickname(rng: Random, person: KnownPerson) -> Varied:
    name = _first(person)
    short = nicknames().get(name.given[0]) if name.given and name.family else None
    if not short:
        return None
    typed = rng.choice(short)
    return f"{typed} {name.family}", f"{name.given[0]} {name.family}"


def _order(rng: Random, person: KnownPerson) -> Varied:
    words = _first(person).verbatim.split()
    return (" ".join((words[-1], *words[:-1])), " ".join(words)) if len(words) > 1 else None


def _former(rng: Random, person: KnownPerson) -> Varied:
    former = [name for name in person.names if name.type in FORMER]
    return (former[0].verbatim, former[0].verbatim) if former else None


def _part_missing(rng: Random, person: KnownPerson) -> Varied:
    words = _first(person).verbatim.split()
    if len(words) < 3:
        return None
    gone = rng.randrange(1, len(words))
    left = " ".join(words[:gone] + words[gone + 1 :])
    return left, left


KINDS: dict[str, Callable[[Random, KnownPerson], Varied]] = {
    "as recorded": _as_recorded,
    "typo": _typo,
    "phonetic": _phonetic,
    "nickname": _nickname,
    "order swapped": _order,
    "changed surname": _former,
    "missing part": _part_missing,
    "day and month swapped": _as_recorded,
}
