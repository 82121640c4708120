"""What the board says of watching, waiting and the next hour, on the wall and over all suites."""

from __future__ import annotations

from datetime import timedelta

import pytest
from benchmarks.people_held import hold
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.custody.test_board import board_url, page, sign_in
from tests.custody.world import HOUR, NOON

from bluelamp.core.time import now
from bluelamp.custody.enums import CallKind, CallState, CellKind
from bluelamp.custody.models import Call, Cell, ObservationSetting
from bluelamp.custody.presenters.board import BoardView, board_page
from bluelamp.custody.presenters.suites import force_row, suite_row
from bluelamp.custody.selectors.board import board_of, suites_shown

MINUTE = timedelta(minutes=1)


def watch(world, record, level="2", minutes=30, set_at=NOON, **more):
    ObservationSetting.objects.create(
        record=record,
        level=level,
        interval_minutes=minutes,
        set_at=set_at,
        set_by_id=world.custody_officer.id,
        **more,
    )


def await_solicitor(record, state=CallState.WANTED, since=NOON, who=""):
    Call.objects.create(record=record, kind=CallKind.SOLICITOR, state=state, since=since, who=who)


def hour_page(world, at):
    board = board_of(world.suite, drafts=True)
    return board_page(board, at, world.custody_officer, BoardView(hour=True))


@pytest.mark.parametrize(
    ("minutes", "words", "level"),
    [
        (10, "in 20 min", "later"),
        (20, "in 10 min", "hour"),
        (27, "in 3 min", "soon"),
        (33, "Overdue 3 min", "overdue"),
    ],
)
def test_a_cell_says_level_and_next_visit_in_words_and_shape(world, minutes, words, level):
    watch(world, world.detained(cell=world.cells[0].pk))
    cell = page(world, NOON + minutes * MINUTE).cells[0]
    watched = cell.held.watched
    assert (watched.every, watched.due.brief, watched.due.level) == ("every 30 min", words, level)
    assert cell.modifier == level
    assert watched.due.shape


def test_visits_that_are_late_stand_first_in_a_list_of_their_own(world):
    late = world.detained(world.person("Long Unseen"), cell=world.cells[0].pk)
    watch(world, late)
    world.detained(world.person("Seen Hourly"), cell=world.cells[1].pk)
    shown = page(world, NOON + 50 * MINUTE)
    assert [(row.name, row.mark.near) for row in shown.visits] == [
        ("Long Unseen", "Overdue 20 min"),
        ("Seen Hourly", "Due in 10 min"),
    ]
    assert not any(row.is_visit for row in shown.due)


def test_nobody_drowns_in_visits_and_those_left_out_are_counted(world):
    hold(
        world.suite,
        15,
        staff_id=world.custody_officer.id,
        offence_id=world.shop_theft.pk,
        at=NOON,
    )
    shown = page(world, NOON + 2 * HOUR)
    assert len(shown.visits) == 12
    assert shown.more_visits == "3 more visits due: see the cells."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CallState.WANTED, ["Solicitor to be contacted"]),
        (CallState.CONTACTED, ["Solicitor awaited"]),
        (CallState.PRESENT, []),
        (CallState.DONE, []),
    ],
)
def test_a_cell_says_who_is_awaited_and_since_when(world, state, words):
    record = world.detained(cell=world.cells[0].pk)
    await_solicitor(record, state, who="Amal Price")
    awaited = page(world, NOON + 70 * MINUTE).cells[0].held.awaited
    assert [one.words for one in awaited] == words
    assert [(one.who, one.waiting) for one in awaited] == [("Amal Price", "1 h 10 min")] * len(
        words
    )


def test_two_in_one_cell_are_both_drawn(world):
    Cell.objects.filter(pk=world.cells[0].pk).update(capacity=2)
    for name in ("First Inside", "Second Inside"):
        world.detained(world.person(name), cell=world.cells[0].pk)
    shown = page(world, NOON + HOUR)
    assert [one.person.name for one in shown.cells[0].people] == ["First Inside", "Second Inside"]


def test_the_next_hour_leaves_out_whom_nothing_awaits(world):
    near = world.detained(world.person("Visit Near"), cell=world.cells[0].pk)
    far = world.detained(world.person("Away"), cell=world.cells[1].pk)
    type(far).objects.filter(pk=far.pk).update(state="HOSPITAL")
    watch(world, near)
    shown = hour_page(world, NOON + 10 * MINUTE)
    assert [one.held.person.name for one in shown.cells] == ["Visit Near"]
    assert [(row.name, row.mark.what, row.is_visit) for row in shown.due] == [
        ("Visit Near", "Visit", True)
    ]


def test_the_next_hour_puts_visits_and_reviews_in_one_order_of_time(world):
    record = world.detained(cell=world.cells[0].pk)
    watch(world, record, set_at=NOON)
    shown = hour_page(world, NOON + 6 * HOUR)
    assert [row.mark.what for row in shown.due] == ["Visit", "Review"]


@pytest.mark.parametrize("query", ["", "?screen=large", "?due=hour", "?screen=large&due=hour"])
def test_every_view_asks_for_itself_again_and_can_be_left_by_a_link(world, client, query):
    shown = sign_in(client, world.inspector).get(board_url(world) + query).content.decode()
    kept = query.replace("&", "&amp;")
    assert f'hx-get="{board_url(world)}{kept}"' in shown
    assert ("Show everybody" in shown) == ("due=hour" in query)
    assert ("Ordinary screen" in shown) == ("screen=large" in query)


def test_the_large_screen_has_no_navigation_and_keeps_the_marking(world, client):
    world.detained(cell=world.cells[0].pk)
    shown = sign_in(client, world.inspector).get(board_url(world) + "?screen=large")
    words = shown.content.decode()
    assert "<nav" not in words
    assert "OFFICIAL-SENSITIVE" in words
    assert "custody-board--large" in words


def test_a_refresh_sends_the_board_alone(world, client):
    sign_in(client, world.inspector)
    sent = client.get(board_url(world), headers={"HX-Request": "true"}).content.decode()
    assert 'id="custody-board"' in sent
    assert "<html" not in sent
    packed = client.get(board_url(world), headers={"HX-Request": "true", "Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"


def test_a_visit_is_one_press_away_for_those_who_care(world, client):
    record = world.detained(cell=world.cells[0].pk)
    link = reverse("custody:visit", args=[record.pk])
    assert link in sign_in(client, world.detention_officer).get(board_url(world)).content.decode()
    assert link not in sign_in(client, world.inspector).get(board_url(world)).content.decode()


def test_200_people_take_as_many_statements_as_five(world, client):
    about = {"staff_id": world.custody_officer.id, "offence_id": world.shop_theft.pk}
    sign_in(client, world.custody_officer)
    counts = []
    for more in (5, 195):
        hold(world.suite, more, at=now(), **about)
        for url in (board_url(world), board_url(world) + "?due=hour", reverse("custody:suites")):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 22
    assert len(board_of(world.suite, drafts=False).held) == 200


def test_an_overview_says_room_by_kind_what_is_worst_and_who_waits_longest(world):
    room = CellKind.DETENTION_ROOM
    Cell.objects.create(suite=world.suite, number="D1", kind=room, position=9, capacity=2)
    Cell.objects.filter(pk=world.cells[2].pk).update(out_of_use=True)
    record = world.detained(cell=world.cells[0].pk)
    await_solicitor(record, CallState.CONTACTED, since=NOON + 30 * MINUTE)
    shown = suites_shown(drafts=True)
    row = suite_row(shown[0], NOON + 2 * HOUR)
    assert row.capacity == "1 of 4 places taken"
    assert row.free == "1 cell, 1 detention room"
    assert (row.worst.mark.what, row.worst.mark.near, row.worst.where) == (
        "Visit",
        "Overdue 1 h",
        "Cell M1",
    )
    assert row.longest == "Solicitor awaited, Cell M1: 1 h 30 min"
    force = force_row(shown)
    assert (force.held, force.capacity, force.free) == (1, 4, row.free)


def test_the_overview_names_nobody(world, client):
    world.detained(cell=world.cells[0].pk)
    shown = sign_in(client, world.custody_officer).get(reverse("custody:suites"))
    assert "Okafor" not in shown.content.decode()
