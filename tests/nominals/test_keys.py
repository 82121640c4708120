"""Computing the keys of everybody anew: in batches, stopped and gone on with."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bluelamp.cli.people import command
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import rebuild_all_keys

pytestmark = pytest.mark.django_db


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture
def keys(record):
    """Five people whose keys are lost; returns what they were."""
    for number in range(5):
        record("Zainab", family=f"Hussain{'abcde'[number]}", birth="2001-03-14")
    before = dict(Person.objects.values_list("pk", "keys"))
    assert all(before.values())
    Person.objects.update(keys=[])
    return before


def now() -> dict[object, list[int]]:
    return dict(Person.objects.values_list("pk", "keys"))


def test_keys_are_as_when_they_were_recorded(keys):
    assert rebuild_all_keys(batch=2) == 5
    assert now() == keys
    assert rebuild_all_keys(batch=2) == 0


def test_who_was_stopped_goes_on_from_there(keys):
    told = []

    def stop(people, last):
        told.append(last)
        if people == 2:
            raise Stopped

    with pytest.raises(Stopped):
        rebuild_all_keys(batch=2, tell=stop)
    assert sum(bool(each) for each in now().values()) == 2
    assert rebuild_all_keys(after=told[-1], batch=2) == 3
    assert now() == keys


def test_the_command_says_how_far_it_is_and_how_to_go_on(keys):
    done = CliRunner().invoke(command, ["rebuild-keys", "--batch", "3"])
    assert "The keys of 5 records were made anew." in done.output
    assert f"go on with --after {max(keys)}" in done.output
    assert now() == keys
