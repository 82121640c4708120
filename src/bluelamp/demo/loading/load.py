"""The order in which the demonstration is loaded."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from bluelamp.access.models import Staff
from bluelamp.access.policies import operator
from bluelamp.access.services import import_staff, import_units, read_units
from bluelamp.core.postgres.urls import database_urls
from bluelamp.core.time import now
from bluelamp.demo.force import write_staff_csv, write_units_csv
from bluelamp.investigations.services import load_offences
from bluelamp.nominals.models import Person
from bluelamp.resolution.services import propose_pairs

from .associates import make_associates
from .custody import fill_suite
from .many_rows import collecting_rarely
from .people import load_people
from .sign_ins import set_passwords
from .stores import make_stores
from .things import record_unknown_people
from .training import appoint_staff, load_training

Say = Callable[[str], None]
SEED = 1829
# Enough for the page of pairs to show some of each kind; `bluelamp people propose` does the rest.
LOOKED_THROUGH = 1_000


def is_loaded() -> bool:
    """Tell whether the demonstration is there already."""
    return Staff.objects.exists() and Person.objects.exists()


def load_demonstration(*, home: Path, staff: int, people: int, say: Say) -> None:
    """Load everything or nothing: force, people, a full custody suite, property and a case."""
    with collecting_rarely(), transaction.atomic():
        load_offences()
        _load_force(staff, say)
        appoint_staff()
        set_passwords(home)
        load_people(people, SEED, say)
        make_stores()
        fill_suite(SEED, say)
        record_unknown_people(SEED, say)
        make_associates(SEED, say)
        load_training(SEED, say)
    _tell_the_planner()
    found = propose_pairs(by=operator(), at=now(), most=LOOKED_THROUGH, settled_after=timedelta(0))
    say(f"{found.alike:,} pairs of records that may be one person")


def _tell_the_planner() -> None:
    """Let the database count the new rows: as the owner of the tables, who alone may."""
    owner = make_conninfo(database_urls().owner, dbname=connection.settings_dict["NAME"])
    with psycopg.connect(owner, autocommit=True) as connected:
        connected.execute("ANALYZE")


def _load_force(count: int, say: Say) -> None:
    with tempfile.TemporaryDirectory() as folder:
        units, staff = Path(folder) / "units.csv", Path(folder) / "staff.csv"
        write_units_csv(units, SEED)
        say(f"{import_units(read_units(units)):,} units")
        write_staff_csv(staff, count, SEED)
        report = import_staff(
            staff, by=operator(), at=now(), progress=lambda rows: say(f"{rows:,} staff")
        )
    if report.problems:
        raise RuntimeError(f"The demonstration's own staff file is at fault: {report.problems[0]}")
