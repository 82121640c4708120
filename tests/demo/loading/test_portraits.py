"""Placeholder portraits: the same for the same seed, and pictures that can be handed in."""

from __future__ import annotations

from random import Random

from bluelamp.demo.loading.portraits import SIZE, draw_portrait
from bluelamp.nominals.services.pictures import read_picture


def test_the_same_seed_draws_the_same_portrait_and_another_a_different_one():
    drawn = [draw_portrait(Random(seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_portrait_can_be_handed_in():
    kept = read_picture(draw_portrait(Random(3)))
    assert (kept.width, kept.height) == SIZE
