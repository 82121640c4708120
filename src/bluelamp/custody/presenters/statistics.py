"""Statistics of custody as figures: each a table, with every number drawn as a bar beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.access.enums import Rank
from bluelamp.core.time import day_of
from bluelamp.custody.enums import DetentionType, PostponementReason
from bluelamp.custody.rules.age import ADULT
from bluelamp.custody.selectors.statistics import WITHIN, Counted, StripSearched
from bluelamp.nominals.enums import SelfDefinedEthnicity

from .clock_bar import percent

# Ages of children are told apart where the law does: 14, and from 18 on in broad steps.
AGES = ((0, 14, "Under 14"), (14, ADULT, "14 to 17"), (ADULT, 25, "18 to 24"), (25, 200, "25 up"))
NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a figure: its words, its number and how long it is drawn, in percent."""

    words: str
    number: int
    width: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A table with its bars; ``code`` names its file."""

    code: str
    title: str
    what: str
    bars: list[Bar]

    @property
    def total(self) -> int:
        """Return the sum of all lines."""
        return sum(bar.number for bar in self.bars)


def figures_of(counted: Counted) -> list[Figure]:
    """Return every figure, in the order of a detention."""
    strips = counted.strips
    in_time = {"In time": counted.reviews - sum(counted.late.values())}
    late = {_reason(code): number for code, number in counted.late.items()}
    return [
        _figure("detentions", "Detentions by suite", "Suite", counted.detentions),
        _figure("powers", "Detentions by power", "Power", _powers(counted)),
        _figure("authorisation", "From arrival to authorisation", "Time", _decided(counted)),
        _figure("reviews", "Reviews, and why they were late", "Review", in_time | late),
        _figure("strip-age", "Strip searches by age", "Age", _by_age(strips)),
        _figure(
            "strip-ethnicity",
            "Strip searches by self-defined ethnicity",
            "Ethnicity",
            _tally(_ethnicity(one.ethnicity) for one in strips),
        ),
        _figure(
            "strip-location",
            "Strip searches by location",
            "Location",
            _tally(one.location or NOT_RECORDED for one in strips),
        ),
        _figure(
            "strip-authority",
            "Strip searches by rank that authorised",
            "Rank",
            _tally(Rank(one.rank).label if one.rank else NOT_RECORDED for one in strips),
        ),
    ]


def span_words(since: datetime, until: datetime) -> str:
    """Return ``1 March 2026 to 28 March 2026``."""
    first, last = day_of(since), day_of(until)
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _figure(code: str, title: str, what: str, numbers: dict[str, int]) -> Figure:
    most = max(numbers.values(), default=0)
    bars = [
        Bar(words, number, percent(number / most if most else 0))
        for words, number in numbers.items()
    ]
    return Figure(code, title, what, bars)


def _powers(counted: Counted) -> dict[str, int]:
    return {DetentionType(code).label: number for code, number in counted.powers.items()}


def _decided(counted: Counted) -> dict[str, int]:
    starts = (0, *WITHIN[:-1])
    words = [f"{start} to {end} min" for start, end in zip(starts, WITHIN, strict=True)]
    words += [f"Over {WITHIN[-1]} min", "Not authorised"]
    return dict(zip(words, counted.decided, strict=True))


def _reason(code: str) -> str:
    return f"Late: {PostponementReason(code).label}" if code else "Late, no reason recorded"


def _by_age(strips: Iterable[StripSearched]) -> dict[str, int]:
    ages = [one.age for one in strips]
    numbers = {
        words: sum(1 for age in ages if age is not None and first <= age < end)
        for first, end, words in AGES
    }
    return numbers | {NOT_RECORDED: sum(1 for age in ages if age is None)}


def _ethnicity(code: str) -> str:
    known = code in SelfDefinedEthnicity.__members__
    return SelfDefinedEthnicity(code).label if known else code or NOT_RECORDED


def _tally(words: Iterable[str]) -> dict[str, int]:
    """Return how often each stands, the most frequent first."""
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))
