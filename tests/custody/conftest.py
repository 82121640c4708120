"""A suite with cells and staff, for tests of everything in custody."""

from __future__ import annotations

import pytest
from tests.custody.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def committed_world(committed_db: None) -> World:
    return World()
