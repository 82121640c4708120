from __future__ import annotations

import pytest
from tests.training.world import World, make_world


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def committed_world(committed_db) -> World:
    return make_world()
