"""Narrowing what was found, and how many each choice would show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.search.enums import Span
from bluelamp.search.rules.filters import GROUPS, Chosen, Traits, counts_of, left_by, span_of

TODAY = date(2026, 3, 10)
FOUND = {
    "ann": Traits("person", frozenset({"suspect"}), frozenset({"SW9"}), date(2026, 3, 1)),
    "bob": Traits("person", frozenset({"victim", "witness"}), frozenset({"SW9", "E1"})),
    "cat": Traits("person", frozenset({"suspect"}), frozenset({"E1"}), date(2020, 1, 1)),
    "rec": Traits("custody", last=date(2026, 2, 1)),
}


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (0, Span.MONTH),
        (30, Span.MONTH),
        (31, Span.YEAR),
        (365, Span.YEAR),
        (366, Span.FIVE_YEARS),
        (5 * 365 + 1, Span.LONGER),
    ],
)
def test_a_day_lies_so_long_ago(days, span):
    assert span_of(TODAY - timedelta(days=days), TODAY) is span
    assert span_of(None, TODAY) is Span.NEVER


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Chosen(), {"ann", "bob", "cat", "rec"}),
        (Chosen(kind=frozenset({"person"})), {"ann", "bob", "cat"}),
        (Chosen(area=frozenset({"E1"})), {"bob", "cat"}),
        (Chosen(area=frozenset({"E1", "SW9"})), {"ann", "bob", "cat"}),
        (Chosen(area=frozenset({"SW9"}), role=frozenset({"suspect"})), {"ann"}),
        (Chosen(when=frozenset({"none"})), {"bob"}),
        (Chosen(kind=frozenset({"nonsense"})), set()),
    ],
)
def test_choices_of_a_group_are_alternatives_and_groups_all_hold(chosen, left):
    assert left_by(chosen, FOUND, TODAY) == left


def test_a_choice_says_how_many_it_would_show_beside_the_other_groups():
    counts = counts_of(Chosen(area=frozenset({"SW9"})), FOUND.values(), TODAY)
    assert counts["role"] == {"suspect": 1, "victim": 1, "witness": 1}
    assert counts["area"] == {"SW9": 2, "E1": 2}


WORDS = st.frozensets(st.sampled_from("abc"), max_size=2)
DAYS = st.sampled_from([None, TODAY, date(2025, 9, 1), date(2023, 1, 1), date(2015, 1, 1)])
TRAITS = st.builds(Traits, st.sampled_from("pq"), WORDS, WORDS, DAYS)


@given(st.lists(TRAITS, max_size=5), st.builds(Chosen, WORDS, WORDS, WORDS, WORDS))
def test_the_count_beside_a_box_is_what_ticking_it_alone_shows(found, chosen):
    things = dict(enumerate(found))
    for group in GROUPS:
        for value, count in counts_of(chosen, found, TODAY)[group].items():
            only = Chosen(**{**{g: chosen.of(g) for g in GROUPS}, group: frozenset({value})})
            assert len(left_by(only, things, TODAY)) == count
