"""The weights learnt from data: what the file says of them, and how far they may go."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from bluelamp.resolution.matching import weights

KEPT = json.loads(
    resources.files(weights.__package__).joinpath("data", "weights.json").read_text("utf-8")
)
LEVELS = [
    pytest.param(kind, level, told, id=f"{kind} {level}")
    for kind, found in KEPT["weights"].items()
    for level, told in found.items()
]


def test_the_file_says_where_the_weights_come_from():
    assert {"source", "date", "rows", "seed", "method"} <= KEPT.keys()


@pytest.mark.parametrize(("kind", "level", "told"), LEVELS)
def test_a_weight_lies_between_judgement_and_what_was_learnt(kind, level, told):
    low, high = sorted((told["judged"], told["learnt"]))
    assert low <= told["weight"] <= high
    assert weights.JUDGED[kind][level] == told["judged"]
    assert weights.IN_USE[kind][level] == told["weight"]


@pytest.mark.parametrize(("kind", "level", "told"), LEVELS)
def test_whatever_did_not_go_all_the_way_names_the_pair_that_held_it(kind, level, told):
    assert bool(told.get("held_by")) == (told["weight"] != told["learnt"])


def test_levels_without_data_keep_their_judgement():
    assert weights.BIRTH["estimated"] == weights.JUDGED["birth"]["estimated"]
    assert "estimated" not in KEPT["weights"]["birth"]
