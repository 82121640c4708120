"""Every test runs as the application's role in tables that their owner made.

So a missing right or a refused change shows in tests as it would in service.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from tests.job_runner import Jobs

from bluelamp.config.databases import django_database
from bluelamp.core.postgres import database_urls

# The same examples each time, and as long as they take: a test that fails by chance, or on a busy
# machine, stops people who changed nothing. `--hypothesis-profile=searching` looks for new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("searching", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")


def log_in_as(url: str) -> None:
    """Use another role of the database from now on."""
    login = django_database(url)
    connection.close()
    connection.settings_dict.update(USER=login["USER"], PASSWORD=login["PASSWORD"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """Make the tables as their owner, then run as the application's role."""
    log_in_as(database_urls().application)
    yield
    log_in_as(database_urls().owner)


@pytest.fixture
def jobs(db: None) -> Jobs:
    """What was enqueued in the test's transaction, and a worker to do it there."""
    return Jobs()


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """For tests of several connections: nothing is rolled back, everything is emptied after."""
    with django_db_blocker.unblock():
        yield
        log_in_as(database_urls().owner)
        _empty_all_tables()
        log_in_as(database_urls().application)


def _empty_all_tables() -> None:
    """Empty the tables as a superuser may: the append-only triggers do not fire for replicas."""
    tables = [
        table
        for table in connection.introspection.table_names()
        if table not in {"django_migrations", "django_content_type"}
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")
