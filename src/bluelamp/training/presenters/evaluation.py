"""Results of evaluation as tables and drawn bars, without what small cells must hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.training.enums import DeliveryMode, Dimension, EvaluationLevel, Question, Theme
from bluelamp.training.rules.characteristics import GROUPS, NOT_SAID, in_words
from bluelamp.training.rules.evaluation import (
    CONFIDENT_AIMED_AT,
    MAIN,
    MEAN_AIMED_AT,
    PASSED_AIMED_AT,
    Ratings,
)
from bluelamp.training.rules.small_cells import is_small, left_out
from bluelamp.training.selectors.evaluation import Answers
from bluelamp.training.selectors.learning import Learnt

WAYS = (DeliveryMode.CLASSROOM, DeliveryMode.DIGITAL)
WAY_WORDS = {DeliveryMode.CLASSROOM: "Classroom", DeliveryMode.DIGITAL: "Digital"}
TEAM_WORDS = {
    "both": "Supplier’s trainer and facilitator",
    "supplier": "Supplier’s trainer alone",
    "facilitator": "Facilitator alone",
    "nobody": "By oneself",
}
NOT_SHOWN = "Not shown"
GAP = Fraction(10, 100)
"""A difference from here on is named; to be confirmed (a convention of the project)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: how many, the share that counts, and what else is measured."""

    of: int
    share: Fraction | None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one way of teaching, in words and as the width of a bar."""

    way: str
    words: str
    more: str = ""
    width: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a table."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Groups of one dimension beside each other."""

    dimension: Dimension
    rows: tuple[GroupRow, ...]

    @property
    def title(self) -> str:
        """Return the heading."""
        return self.dimension.label

    @property
    def left_out(self) -> int:
        """Return how many rows are not shown."""
        return sum(row.hidden for row in self.rows)


Groups = Mapping[str, Mapping[DeliveryMode, Figure]]
Names = Mapping[Dimension, Mapping[str, str]]


def rated_figures(answers: Answers, level: EvaluationLevel) -> dict[Dimension, Groups]:
    """Return the figures of a level that is asked about: the share who say 4 or 5."""
    main = MAIN[level]
    return {
        dimension: {
            group: {mode: _rated(cell, main) for mode, cell in cells.items()}
            for group, cells in groups.items()
        }
        for dimension, groups in answers.items()
    }


def learnt_figures(
    learnt: Mapping[Dimension, Mapping[str, Mapping[DeliveryMode, Learnt]]],
) -> dict[Dimension, Groups]:
    """Return the figures of assessments: the share who passed at the first or second attempt."""
    return {
        dimension: {
            group: {mode: _learnt(each) for mode, each in cells.items()}
            for group, cells in groups.items()
        }
        for dimension, groups in learnt.items()
    }


def tables_of(figures: Mapping[Dimension, Groups], names: Names) -> list[GroupTable]:
    """Return the tables that may be shown; none where too few answered at all."""
    totals = figures.get(Dimension.ALL, {}).get("all", {})
    if not totals or any(is_small(each.of) for each in totals.values()):
        return []
    every = {dimension: groups for dimension, groups in figures.items() if groups}
    order = [each for each in Dimension if each in every]
    return [_table(each, every[each], totals, names) for each in order]


def differences(tables: Iterable[GroupTable], figures: Mapping[Dimension, Groups]) -> list[str]:
    """Return where a group that is shown falls behind everybody of its way of teaching."""
    totals = figures.get(Dimension.ALL, {}).get("all", {})
    found = []
    for table in tables:
        if table.dimension.is_protected:
            found += list(_behind(table, figures[table.dimension], totals))
    return [words for _gap, words in sorted(found, reverse=True)]


def theme_rows(
    counted: Mapping[str, Mapping[DeliveryMode, int]],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return how many comments are about each theme; a comment may be about several."""
    return [
        (theme.label, [(WAY_WORDS[way], _enough(counted[theme].get(way, 0))) for way in WAYS])
        for theme in Theme
        if theme in counted
    ]


def csv_rows(tables: Iterable[GroupTable]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the file: what the page shows, and nothing else."""
    yield ("By", "Group", "Taught", "Share", "More")
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield (table.title, row.name, cell.way, cell.words, cell.more)


def aims(level: EvaluationLevel) -> str:
    """Return what is aimed at, to be confirmed."""
    return {
        EvaluationLevel.REACTION: (
            f"Aimed at: a mean of {_number(MEAN_AIMED_AT)}, and {_share(CONFIDENT_AIMED_AT)} who "
            "can do their job on day 1."
        ),
        EvaluationLevel.LEARNING: (
            f"Aimed at: {_share(PASSED_AIMED_AT)} pass at the first or second attempt."
        ),
        EvaluationLevel.BEHAVIOUR: "Asked four to six weeks after go-live or the course.",
    }[level]


def counted_words(level: EvaluationLevel) -> str:
    """Return what the share of a level is the share of."""
    if level is EvaluationLevel.LEARNING:
        return "passed at the first or second attempt"
    return f"say 4 or 5 to “{MAIN[level].label}”"


def _table(
    dimension: Dimension,
    groups: Groups,
    totals: Mapping[DeliveryMode, Figure],
    names: Names,
) -> GroupTable:
    ways = [way for way in WAYS if way in totals]
    counts = {
        group: [groups[group][way].of if way in groups[group] else 0 for way in ways]
        for group in _in_order(dimension, groups)
    }
    # Who said nothing goes out with a small group first: that group is of no interest itself.
    following = sorted(counts, key=lambda group: group != NOT_SAID)
    hidden = left_out(
        {group: counts[group] for group in following}, empty_is_small=dimension.is_protected
    )
    rows = [
        GroupRow(
            _name(dimension, group, names),
            tuple(_cell(way, groups[group].get(way), group in hidden) for way in ways),
            group in hidden,
        )
        for group in counts
    ]
    return GroupTable(dimension, tuple(rows))


def _in_order(dimension: Dimension, groups: Groups) -> list[str]:
    known = [*GROUPS.get(dimension, {}), NOT_SAID]
    if dimension.is_protected:
        return [group for group in known if group in groups]
    return sorted(groups)


def _cell(way: DeliveryMode, figure: Figure | None, hidden: bool) -> Cell:
    if hidden:
        return Cell(WAY_WORDS[way], NOT_SHOWN)
    if figure is None or not figure.of:
        return Cell(WAY_WORDS[way], "Nobody")
    share = figure.share or Fraction(0)
    words = f"{_share(share)} of {figure.of:,}"
    return Cell(WAY_WORDS[way], words, figure.more, int(share * 100), way.lower())


def _behind(
    table: GroupTable, groups: Groups, totals: Mapping[DeliveryMode, Figure]
) -> Iterator[tuple[Fraction, str]]:
    shown = {row.name for row in table.rows if not row.hidden}
    for group, cells in groups.items():
        name = in_words(table.dimension, group)
        for way, figure in cells.items():
            whole = totals[way].share
            if name not in shown or group == NOT_SAID or figure.share is None or whole is None:
                continue
            gap = whole - figure.share
            if gap >= GAP:
                words = f"{table.title}, {name}, {WAY_WORDS[way].lower()}: {_share(figure.share)}"
                yield gap, f"{words}, beside {_share(whole)} of everybody"


def _rated(cell: Mapping[Question, Ratings], main: Question) -> Figure:
    asked = (question for question in Question if question in cell)
    means = ", ".join(f"{_short(each)} {_number(cell[each].mean)}" for each in asked)
    ratings = cell.get(main, Ratings())
    return Figure(ratings.of, ratings.agree, f"Means: {means}")


def _learnt(each: Learnt) -> Figure:
    more = f"Mean score {each.score:.0f}" if each.score is not None else ""
    if not is_small(each.both) and each.gain is not None:
        more += f", {each.gain:+.0f} since the test before"
    return Figure(each.assessed, Fraction(each.passed, each.assessed), more)


def _short(question: Question) -> str:
    return {
        Question.RELEVANCE: "relevance",
        Question.PACE: "pace",
        Question.CONFIDENCE: "day 1",
        Question.TOOK_PART: "took part",
        Question.FIRST_TIME_RIGHT: "first time",
        Question.REASONS: "reasons",
        Question.WITHOUT_HELP: "without help",
    }[question]


def _name(dimension: Dimension, group: str, names: Names) -> str:
    if dimension is Dimension.ALL:
        return "Everybody"
    if dimension is Dimension.TEAM:
        return TEAM_WORDS.get(group, group)
    return names.get(dimension, {}).get(group) or in_words(dimension, group)


def _enough(number: int) -> str:
    return NOT_SHOWN if is_small(number) else f"{number:,}"


def _share(share: Fraction) -> str:
    """Return per cent without decimals, rounded down: nothing reads better than it is."""
    return f"{int(share * 100)} %"


def _number(value: Fraction | None) -> str:
    return f"{int(value * 10) / 10:.1f}" if value is not None else "none"
