"""A suite with cells and staff, for tests of everything in custody."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.custody.browser import signed_in
from tests.custody.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def committed_world(committed_db: None) -> World:
    return World()


@pytest.fixture
def browser(client: Client, world: World) -> Client:
    return signed_in(client, world.custody_officer)
