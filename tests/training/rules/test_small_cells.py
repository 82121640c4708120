"""What is left out of a table cannot be found again from what is shown of it (section 9)."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.training.rules.small_cells import FEWEST, is_small, left_out

NAMES = ("not_said", "one", "two", "three", "four")
TABLES = st.integers(2, 5).flatmap(
    lambda rows: st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=rows, max_size=rows
    )
)


def table_of(rows) -> dict[str, tuple[int, ...]]:
    return dict(zip(NAMES, rows, strict=False))


def test_the_fewest_are_ten():
    assert FEWEST == 10
    assert [is_small(number) for number in (0, 9, 10)] == [True, True, False]
    assert not is_small(0, empty_is_small=False)


def test_large_cells_are_all_shown():
    assert left_out(table_of([(10, 10), (30, 12)])) == frozenset()


def test_one_small_group_takes_who_said_nothing_with_it():
    assert left_out(table_of([(50, 50), (9, 40), (60, 60)])) == {"not_said", "one"}


def test_so_many_go_out_that_even_their_sum_is_no_small_number():
    table = table_of([(3, 40), (2, 40), (60, 60), (70, 70), (80, 80)])
    assert left_out(table) == {"not_said", "one", "two"}


def test_the_first_goes_out_though_two_small_groups_would_do():
    """Two groups known to be small whose sum is 18 would be 9 each."""
    assert left_out(table_of([(50, 50), (9, 40), (9, 60)])) == {"not_said", "one", "two"}


def test_a_course_that_is_not_given_in_one_way_is_shown():
    table = {"classroom only": (40, 0), "both": (30, 30), "digital only": (0, 25)}
    assert left_out(table, empty_is_small=False) == frozenset()


@given(TABLES)
def test_no_small_cell_is_ever_shown(rows):
    table = table_of(rows)
    hidden = left_out(table)
    totals = [sum(column) for column in zip(*rows, strict=True)]
    for name, cells in table.items():
        if name not in hidden:
            assert all(cell >= FEWEST for cell, total in zip(cells, totals, strict=True) if total)


@given(TABLES)
def test_what_total_and_shown_rows_tell_is_the_sum_of_several_and_no_small_one(rows):
    table = table_of(rows)
    hidden = left_out(table)
    if not hidden or hidden == set(table):
        return
    assert len(hidden) >= 2
    for index, total in enumerate(map(sum, zip(*rows, strict=True))):
        if total:
            assert sum(table[name][index] for name in hidden) >= FEWEST


def test_who_knows_totals_shown_rows_and_this_very_rule_computes_no_hidden_cell():
    """Every small table of four groups is tried as the truth.

    Of those that look the same from outside (totals, shown rows and which rows are hidden) each
    hidden cell has more than one value, however the reader reckons.
    """
    fewest, most = 3, 9
    looks_like: dict[tuple, list[tuple[int, ...]]] = {}
    for cells in product(range(most), repeat=4):
        table = {name: (cell,) for name, cell in zip(NAMES, cells, strict=False)}
        hidden = left_out(table, fewest)
        kept_back = sum(table[name][0] for name in hidden)
        # What is kept back bounds each hidden cell, so that no truth lies beyond what is tried.
        if hidden and kept_back < most:
            shown = tuple(cell for name, cell in table.items() if name not in hidden)
            looks_like.setdefault((sum(cells), shown, hidden), []).append(cells)
    computed = [
        (outside, NAMES[index])
        for outside, truths in looks_like.items()
        for index in range(4)
        if NAMES[index] in outside[2]
        and outside[0] >= fewest
        and len({truth[index] for truth in truths}) == 1
    ]
    assert len(looks_like) > 100
    assert computed == []
