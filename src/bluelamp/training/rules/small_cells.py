"""Numbers about few people are not shown, nor what they could be computed from (section 9).

A table has a row for each group and a column for each way of teaching; the total of each column is
known to the reader. A row with a small cell is left out whole, the first row with it, and others in
their order, until what total and shown rows tell about those left out is only the sum of at least
two rows, and no small one.

Which others go follows from their order alone, never from their numbers, and the first goes
whatever its numbers are. So a reader who knows this very rule cannot tell whether a row is left out
because it is small: without that, two rows known to be under ten whose sum is 18 would be 9 each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

FEWEST = 10
"""Cells under this are not shown."""


def is_small(number: int, fewest: int = FEWEST, *, empty_is_small: bool = True) -> bool:
    """Tell whether a number is too small to be shown.

    That nobody is there tells something of a group of people, and nothing of a course or a venue.
    """
    return number < fewest and (number > 0 or empty_is_small)


def left_out(
    table: Mapping[str, Sequence[int]], fewest: int = FEWEST, *, empty_is_small: bool = True
) -> frozenset[str]:
    """Return the rows that must not be shown; rows are given in the order in which others follow.

    A column that is empty for everybody tells nothing: its cells are not small.
    """
    columns = [index for index, total in enumerate(_totals(table.values())) if total]

    def small(cells: Sequence[int]) -> bool:
        return any(is_small(cells[each], fewest, empty_is_small=empty_is_small) for each in columns)

    hidden = {name for name, cells in table.items() if small(cells)}
    if not hidden:
        return frozenset()
    for first, name in enumerate(table):
        if first and _is_safe(hidden, table, columns, fewest):
            break
        hidden.add(name)
    return frozenset(hidden)


def _is_safe(
    hidden: set[str], table: Mapping[str, Sequence[int]], columns: Sequence[int], fewest: int
) -> bool:
    if len(hidden) < 2:
        return False
    sums = _totals(table[name] for name in hidden)
    return all(sums[each] >= fewest for each in columns)


def _totals(rows: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]
