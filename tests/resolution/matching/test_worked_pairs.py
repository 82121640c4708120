"""The worked pairs of nominals.md section 12, and pairs of our own for each pitfall of 8.6."""

from __future__ import annotations

import pytest
from tests.resolution.matching.kept_pairs import TODAY, claims, pairs

from bluelamp.resolution.matching import compare


def crowded(row):
    return frozenset("".join(place.split()) for place in row.get("crowded", []))


@pytest.mark.parametrize("row", pairs("worked_pairs.jsonl"))
def test_worked_pair(row):
    found = compare(*claims(row), today=TODAY)
    assert (found.result, found.reasons != ()) == (row["expect"], True)
    assert row.get("flag") in {None, *found.flags}


@pytest.mark.parametrize("row", pairs("pitfall_pairs.jsonl"))
def test_pitfall_pair(row):
    found = compare(*claims(row), today=TODAY, crowded=crowded(row))
    assert found.result == row["expect"], row["why"]
    assert row.get("flag") in {None, *found.flags}


@pytest.mark.parametrize("row", [*pairs("worked_pairs.jsonl"), *pairs("pitfall_pairs.jsonl")])
def test_order_of_the_two_makes_no_difference(row):
    a, b = claims(row)
    there, back = (compare(*pair, today=TODAY, crowded=crowded(row)) for pair in ((a, b), (b, a)))
    assert (there.result, there.score, there.flags) == (back.result, back.score, back.flags)
    assert there.scores == back.scores
