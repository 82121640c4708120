"""Python collects as before once the rows are made, or could not be."""

from __future__ import annotations

import gc

import pytest

from bluelamp.demo.loading.many_rows import AFTER, collecting_rarely


def make_none() -> None:
    with collecting_rarely():
        assert gc.get_threshold()[0] == AFTER
        raise ValueError("no rows")


def test_garbage_is_looked_for_rarely_and_afterwards_as_before():
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="no rows"):
        make_none()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
