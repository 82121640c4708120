"""The page of a custody record: who, the clock, what can be done, what was written."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.custody.power_world import held
from tests.custody.test_board import sign_in, to_hospital
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.enums import Permission, Role
from bluelamp.audit.models import AuditLine
from bluelamp.custody.enums import (
    CustodyEntryKind,
    DetentionType,
    DisposalCode,
    PostponementReason,
    ReviewOutcome,
)
from bluelamp.custody.panels import person_panel
from bluelamp.custody.presenters.record import record_page
from bluelamp.custody.selectors.board import current_markers
from bluelamp.custody.selectors.records import record_for_page
from bluelamp.custody.services import add_entry, correct_entry, hold_review
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.models import WarningMarker
from bluelamp.nominals.panels import event_page


def page(world, record, at=NOON + HOUR, officer=None):
    found = record_for_page(record.pk)
    return record_page(found, current_markers(found.person), at, officer or world.custody_officer)


def record_url(record) -> str:
    return reverse("custody:record", args=[record.pk])


def drink(world, record, text="Given a drnik.", at=NOON + HOUR):
    return add_entry(
        record_id=record.pk,
        kind=CustodyEntryKind.CARE,
        text=text,
        occurred_at=at,
        by=world.detention_officer,
        at=at,
    )


def corrected(world, entry, text):
    return correct_entry(
        entry_id=entry.pk,
        text=text,
        occurred_at=entry.occurred_at,
        by=world.detention_officer,
        at=NOON + 2 * HOUR,
    )


def review(world, record, at, **more):
    record.refresh_from_db()
    hold_review(
        record_id=record.pk,
        representations=HEARD,
        version=record.version,
        outcome=ReviewOutcome.CONTINUE,
        text="Goes on.",
        occurred_at=at,
        by=world.inspector,
        at=at,
        **more,
    )


def acts(shown):
    """Return every act on the page of a record, what is due next first."""
    first = [shown.actions.first] if shown.actions.first else []
    return [*first, *(each for group in shown.actions.groups for each in group.actions)]


def test_the_head_says_who_and_warns_first(world, client):
    record = world.detained(world.person(born=None), cell=world.cells[0].pk)
    WarningMarker.objects.create(
        person=record.person, code="SU", reason="Said so", set_at=NOON, set_by="S1"
    )
    shown = page(world, record)
    assert (shown.person.name, shown.where, shown.state) == ("Kai Okafor", "Cell M1", "Detained")
    assert shown.person.warnings == ("SU suicidal",)
    html = sign_in(client, world.custody_officer).get(record_url(record)).content.decode()
    head, rest = html.split("What can be done now")
    assert "SU suicidal" in head
    assert record.event.reference in head
    assert "OFFICIAL-SENSITIVE" in head.split("custody-record__head")[1]
    assert "style=" not in rest


def test_the_clock_is_explained_with_its_rules(world):
    record = world.detained()
    review(world, record, NOON + 6.75 * HOUR, postponed_for=PostponementReason.INTERVIEW)
    sentences = page(world, record, NOON + 7 * HOUR).clock.sentences
    assert sentences == [
        "The clock starts at the relevant time, Tue 10 Mar 2026 12:00 GMT (LIM-1).",
        "24 h limit (LIM-1): 24 h from Tue 10 Mar 2026 12:00 GMT = Wed 11 Mar 2026 12:00 GMT.",
        "Review 1 held Tue 10 Mar 2026 18:45 GMT, due by Tue 10 Mar 2026 18:30 GMT: postponed, "
        "reason recorded: being questioned; interruption would prejudice the investigation "
        "(REV-3).",
        "Review 2 latest Wed 11 Mar 2026 03:30 GMT: 9 h after review 1 was due, "
        "Tue 10 Mar 2026 18:30 GMT (REV-6).",
    ]


def test_the_line_numbers_what_happened_and_what_is_due_in_order(world):
    record = world.detained()
    review(world, record, NOON + 5 * HOUR)
    marks = page(world, record, NOON + 6 * HOUR).clock.line.marks
    assert [(mark.number, mark.kind, mark.words) for mark in marks] == [
        (1, "done", "Arrival, and relevant time: the clock starts"),
        (2, "done", "Detention authorised"),
        (3, "done", "Review 1 held, on time"),
        (4, "now", "Now"),
        (5, "due", "Review 2 due by"),
        (6, "limit", "24 h limit (LIM-1)"),
    ]
    places = [float(mark.x.rstrip("%")) for mark in marks]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


def test_marks_that_are_close_stand_in_different_rows(world):
    marks = page(world, world.detained()).clock.line.marks
    assert marks[0].y != marks[1].y


def test_a_pause_is_drawn_and_the_limit_is_not(world):
    record = world.detained()
    to_hospital(world, record)
    clock = page(world, record, NOON + 3 * HOUR).clock
    kinds = [mark.kind for mark in clock.line.marks]
    assert "pause" in kinds
    assert "limit" not in kinds
    assert [part.kind for part in clock.line.stretches] == ["counted", "paused"]
    assert "paused, 2 h used" in clock.sentences[1]


def test_after_release_the_line_ends_and_nothing_is_due(world):
    record = world.detained()
    world.released(record, DisposalCode.NFA, NOON + 4 * HOUR, text="No evidence.")
    shown = page(world, record, NOON + 100 * HOUR)
    assert shown.clock.line.marks[-1].words == "Released"
    assert (shown.due, shown.offences[0].disposal) == ([], "No further action")
    assert [action.label for action in acts(shown)] == ["Add an entry"]


def test_a_power_without_the_pace_clock_says_which_limit_it_has(world):
    record = held(world, DetentionType.RECALL)
    clock = page(world, record).clock
    assert clock.bar is None
    assert "no detention clock" in clock.none
    assert not any("24 h limit" in sentence for sentence in clock.sentences)


@pytest.mark.parametrize(
    ("who", "label", "allowed", "reason"),
    [
        ("custody_officer", "Dispose and release", True, ""),
        ("custody_officer", "Review detention", False, "inspector or above"),
        ("inspector", "Review detention", True, ""),
        ("inspector", "Move to a cell", False, "Your roles do not allow"),
        ("arresting", "Add an entry", False, "Your roles do not allow"),
    ],
)
def test_an_action_is_offered_or_the_reason_why_not(world, who, label, allowed, reason):
    shown = page(world, world.detained(), officer=getattr(world, who))
    action = next(each for each in acts(shown) if each.label == label)
    assert action.allowed is allowed
    assert reason in action.reason


def test_what_the_officer_may_do_stands_before_what_not(world, client):
    record = world.detained()
    for group in page(world, record).actions.groups:
        allowed = [each.allowed for each in group.actions]
        assert allowed == sorted(allowed, reverse=True), group.title
    html = sign_in(client, world.custody_officer).get(record_url(record)).content.decode()
    assert f'href="{reverse("custody:release", args=[record.pk])}"' in html
    assert f'href="{reverse("custody:review", args=[record.pk])}"' not in html


def test_rec_4_a_correction_stands_beside_what_it_corrects(world):
    record = world.arrived()
    wrong = drink(world, record)
    again = corrected(world, corrected(world, wrong, "Given a drink"), "Given a drink of water.")
    lines = page(world, record).lines
    line = next(each for each in lines if each.entry.id == wrong.pk)
    assert [each.text for each in line.corrections] == ["Given a drink", "Given a drink of water."]
    assert [each.corrected for each in (line.entry, *line.corrections)] == [True, True, False]
    assert line.corrections[-1].id == again.pk
    assert again.pk not in {each.entry.id for each in lines}


def test_the_time_of_typing_shows_only_where_it_differs(world):
    record = world.arrived()
    drink(world, record)
    typed = page(world, record).lines[0].entry
    assert (typed.happened.at, typed.typed.at > NOON + HOUR) == (NOON + HOUR, True)
    entry = record_for_page(record.pk).entries.all()[0]
    entry.recorded_at = entry.occurred_at + timedelta(seconds=60)
    found = record_for_page(record.pk)
    found._prefetched_objects_cache["entries"]._result_cache = [entry]
    assert record_page(found, [], NOON, world.inspector).lines[0].entry.typed is None


def test_the_latest_entry_stands_first(world):
    record = world.arrived()
    drink(world, record, "First", NOON + HOUR)
    drink(world, record, "Second", NOON + 2 * HOUR)
    assert [each.entry.text for each in page(world, record).lines[:2]] == ["Second", "First"]


def test_thirty_entries_and_reviews_take_as_many_statements_as_few(world, client):
    record = world.detained(cell=world.cells[0].pk)
    sign_in(client, world.custody_officer)
    review(world, record, NOON + 5 * HOUR)
    corrected(world, drink(world, record), "Water")
    with CaptureQueriesContext(connection) as few:
        assert client.get(record_url(record)).status_code == 200
    for number in range(15):
        corrected(world, drink(world, record), f"Drink {number}")
    review(world, record, NOON + 9 * HOUR)
    with CaptureQueriesContext(connection) as many:
        assert client.get(record_url(record)).status_code == 200
    assert len(many) == len(few)


def test_opening_the_page_is_logged_with_record_person_and_version(world, client):
    record = world.detained()
    sign_in(client, world.inspector).get(record_url(record))
    line = AuditLine.objects.get(action="view_custody_record")
    assert line.records == [record.pk, record.person_id]
    assert (line.record_reference, line.record_version) == (record.event.reference, record.version)
    assert line.operation == "CONSULT"


def test_without_a_reason_the_record_is_not_shown(world, client):
    record = world.detained()
    response = sign_in(client, world.inspector, reason=None).get(record_url(record))
    assert response.status_code == 302
    assert not AuditLine.objects.filter(action="view_custody_record").exists()


@pytest.mark.parametrize(
    "role", [Role.PROPERTY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR], ids=lambda role: role.value
)
def test_others_are_refused_and_see_no_name(world, client, role):
    record = world.detained()
    officer = world.officer("X1", "constable", role)
    response = sign_in(client, officer).get(record_url(record))
    assert response.status_code == 403
    assert "Kai Okafor" not in response.content.decode()


def test_a_record_that_is_not_there_is_not_found(world, client):
    url = reverse("custody:record", args=[uuid4()])
    assert sign_in(client, world.inspector).get(url).status_code == 404


def test_what_people_typed_is_never_markup(world, client):
    record = world.detained(world.person("<b>Kai</b> عمر 😀"))
    drink(world, record, "<script>alert(1)</script> £5 «شاي»")
    html = sign_in(client, world.inspector).get(record_url(record)).content.decode()
    assert "&lt;b&gt;Kai&lt;/b&gt; عمر 😀" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; £5 «شاي»" in html


def test_an_event_of_custody_is_opened_on_this_page(world):
    found = event_page(EventKind.CUSTODY, world.inspector)
    assert (found.url_name, found.permission) == ("custody:record", Permission.VIEW_CUSTODY_RECORD)
    assert event_page(EventKind.CUSTODY, world.officer("P1", "constable")) is None


def test_a_persons_page_lists_their_detentions(world, django_assert_num_queries):
    record = world.detained()
    with django_assert_num_queries(3):
        rows = person_panel([record.person_id], world.inspector)["detentions"]
    assert [(row.record_id, row.state, row.released, row.offences) for row in rows] == [
        (record.pk, "Detained", None, "Theft from a shop")
    ]
