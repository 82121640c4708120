"""Words of names that another transaction commits late are taken in all the same."""

from __future__ import annotations

from threading import Event, Thread

from django.db import connection, transaction
from tests.nominals.conftest import AT
from tests.nominals.people import claim, officer

from bluelamp.access.enums import Role
from bluelamp.nominals.services import create_person
from bluelamp.resolution.models import NameWord
from bluelamp.resolution.vocabulary import Vocabulary

BY = officer(Role.CUSTODY_OFFICER)


def recorded(family: str) -> None:
    create_person(claim=claim("Ann", family=family), candidates_shown=[], by=BY, at=AT)


def test_a_name_committed_after_later_ones_were_read_is_found(committed_db):
    written, read = Event(), Event()

    def slowly() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # As a trigger of a name does, without the wait of one recording for another.
                cursor.execute(
                    "INSERT INTO resolution_nameword (word, bearers, added_in)"
                    " VALUES ('FEATHERSTONE', 1, pg_current_xact_id()::text::bigint)"
                )
            written.set()
            read.wait(30)
        connection.close()

    thread = Thread(target=slowly, daemon=True)
    thread.start()
    assert written.wait(30)
    recorded("Fotheringay")
    names = Vocabulary().read()
    assert names.tokens_like("Fotherinday") == ["FOTHERINGAY"]
    assert names.tokens_like("Fetherstone") == []
    read.set()
    thread.join(30)
    assert names.read().tokens_like("Fetherstone") == ["FEATHERSTONE"]


def test_nothing_is_read_again_once_everything_is_settled(committed_db):
    recorded("Fotheringay")
    names = Vocabulary().read()
    NameWord.objects.update(word="MORGENSTERN")
    assert names.read().tokens_like("Morgenstrn") == []
