"""Tests before a course: told one by one or from a file, all of it or nothing (section 9)."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from tests.officers import signed_in
from tests.training.world import AT, FIRST_DAY, GO_LIVE

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import DeliveryMode, Dimension, Outcome, ResultSource
from bluelamp.training.models import Course, Requirement, Result
from bluelamp.training.rules.tests_before import ScoreBefore, read_scores
from bluelamp.training.selectors.learning import courses_tested, learnt_in
from bluelamp.training.services import import_tests_before

HEAD = "staff_number,course,score,day\n"
DAY = date(2027, 1, 25)


def load(world, content, name="t.csv", by=None):
    data = content.encode() if isinstance(content, str) else content
    by = by or world.officer(Role.TRAINER)
    return import_tests_before(drop_id=world.drop.pk, name=name, content=data, by=by, at=AT)


def before() -> list[tuple[str, Decimal, date]]:
    found = Result.objects.filter(source=ResultSource.BEFORE).order_by("recorded_at", "pk")
    return [(each.learner.staff.staff_number, each.score, each.on) for each in found]


def number_of(learner) -> str:
    return learner.staff.staff_number


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (",RESP,50,2027-01-25", "staff_number", "TRN-8.7"),
        ("W9,COOK,50,2027-01-25", "course", "TRN section 9"),
        ("W9,,50,2027-01-25", "course", "TRN section 9"),
        ("W9,RESP,101,2027-01-25", "score", "TRN-10.1"),
        ("W9,RESP,NaN,2027-01-25", "score", "TRN-10.1"),
        ("W9,RESP,50.555,2027-01-25", "score", "TRN-10.1"),
        ("W9,RESP,,2027-01-25", "score", "TRN-10.1"),
        ("W9,RESP,50,2027-02-30", "day", "TRN-10.7"),
        ("W9,RESP,50,2027-03-01", "day", "TRN-10.7"),
        ("w1,resp,50,2027-01-25", "staff_number", "TRN section 9"),
    ],
    ids=[
        "nobody",
        "unknown course",
        "no course",
        "over 100",
        "not a number",
        "three decimals",
        "no score",
        "no such day",
        "tomorrow",
        "twice",
    ],
)
def test_a_bad_row_is_named_with_its_column_and_rule(row, column, rule):
    lines = ["W1,RESP,40,25/01/2027", row]
    rows = [
        (number, dict(zip(HEAD.strip().split(","), line.split(","), strict=True)))
        for number, line in enumerate(lines, start=2)
    ]
    told, faults = read_scores(rows, {"RESP"}, AT.date())
    assert told == [ScoreBefore(2, "W1", "RESP", Decimal("40"), DAY)]
    assert [(each.line, each.column, each.rule) for each in faults] == [(3, column, rule)]


def test_a_file_is_kept_and_changes_nobodys_standing(world):
    one, two = world.learners(2)
    first = f"{number_of(one).lower()},RESP,41.5,2027-01-25"
    content = f"{HEAD}{first}\n\n{number_of(two)},resp,62%,25/01/2027\n"
    report = load(world, content)
    assert (report.added, report.known, report.faults) == (2, 0, ())
    assert before() == [
        (number_of(one), Decimal("41.50"), DAY),
        (number_of(two), Decimal("62.00"), DAY),
    ]
    assert set(Requirement.objects.values_list("outcome", flat=True)) == {Outcome.NOT_STARTED}
    again = load(world, content)
    assert (again.added, again.known) == (0, 2)
    line = AuditLine.objects.get(action="tell_tests_before")
    assert line.operation == "COLLECT"


def test_with_one_bad_row_nothing_is_kept_and_every_fault_is_named(world):
    good, ended, other, own = world.learners(4)
    Result.objects.create(
        learner=ended,
        course=world.course,
        outcome=Outcome.PASSED,
        source=ResultSource.ASSESSMENT,
        score=90,
        on=DAY - timedelta(days=1),
    )
    Requirement.objects.filter(learner=other).delete()
    rows = [f"{number_of(each)},RESP,50,2027-01-25" for each in (good, ended, other, own)]
    report = load(
        world, HEAD + "\n".join([*rows, "W9999,RESP,50,2027-01-25"]), by=world.of(own, Role.TRAINER)
    )
    assert [(each.line, each.column, each.rule) for each in report.faults] == [
        (3, "day", "TRN section 9"),
        (4, "course", "TRN-3.10"),
        (5, "staff_number", "TRN-8.7"),
        (6, "staff_number", "TRN-8.7"),
    ]
    assert before() == []


def test_a_course_without_a_test_at_its_end_has_none_before(world):
    Course.objects.create(drop=world.drop, code="FND", title="Foundation", is_assessed=False)
    (learner,) = world.learners(1)
    report = load(world, f"{HEAD}{number_of(learner)},FND,50,2027-01-25\n")
    assert [each.column for each in report.faults] == ["course"]


def test_a_workbook_and_another_countrys_csv_are_read(world):
    one, two = world.learners(2)
    book = Workbook()
    book.active.append(["Staff number", "Course", "Score", "Day"])
    book.active.append([number_of(one), "RESP", 55.0, DAY])
    content = io.BytesIO()
    book.save(content)
    assert load(world, content.getvalue(), "t.xlsx").added == 1
    semicolons = f"staff_number;course;score;day\r\n{number_of(two)};RESP;50;2027-01-25\r\n"
    assert load(world, semicolons.encode("utf-8-sig")).added == 1
    assert [score for _, score, _ in before()] == [Decimal(55), Decimal(50)]


def test_what_was_told_last_counts_beside_the_test_after(world):
    (learner,) = world.learners(1)
    for score in (80, 8):
        load(world, f"{HEAD}{number_of(learner)},RESP,{score},2027-01-25\n")
    Result.objects.create(
        learner=learner,
        course=world.course,
        outcome=Outcome.PASSED,
        source=ResultSource.ASSESSMENT,
        score=88,
        on=FIRST_DAY,
    )
    found = learnt_in(world.drop, GO_LIVE)[Dimension.ALL]["all"][DeliveryMode.CLASSROOM]
    assert (found.both, found.gain) == (1, 80)
    (course,) = courses_tested(world.drop)
    assert (course.before, course.both) == (1, 1)


def test_only_who_teaches_or_runs_the_programme_tells_results(world):
    for role in (Role.SUPERVISOR, Role.ADJUSTMENTS_COORDINATOR):
        with pytest.raises(NotAllowed):
            load(world, HEAD, by=world.officer(role))
    with pytest.raises(NotPossible, match="no rows"):
        load(world, HEAD, by=world.coordinator)


def test_the_page_keeps_what_was_typed_and_names_the_field(world, monkeypatch):
    monkeypatch.setattr("bluelamp.training.views.tests_before.now", lambda: AT)
    (learner,) = world.learners(1)
    client = signed_in(Staff.objects.get(pk=world.officer(Role.TRAINER).id))
    url = reverse("evaluation:tests_before")
    typed = {
        "staff_number": number_of(learner),
        "course": "RESP",
        "score": "6x",
        "day": "2027-01-25",
    }
    wrong = client.post(url, typed | {"score": "6x"}).text
    assert "6x is not a number from 0 to 100" in wrong
    assert 'value="6x"' in wrong
    shown = client.post(url, typed | {"score": "62.5"}, follow=True).text
    assert "1 result kept." in shown
    assert before() == [(number_of(learner), Decimal("62.50"), DAY)]
    load_url = reverse("evaluation:import_tests")
    bad = SimpleUploadedFile("t.csv", f"{HEAD}nobody-1,RESP,50,2027-01-25\n".encode())
    assert "row 2, staff_number" in client.post(load_url, {"file": bad}).text
    none = SimpleUploadedFile("t.csv", b"a,b\n1,2\n")
    assert (
        "has no columns staff_number, course, score, day"
        in client.post(load_url, {"file": none}).text
    )
    supervisor = signed_in(Staff.objects.get(pk=world.officer(Role.SUPERVISOR).id))
    assert supervisor.get(url).status_code == 403
    results = reverse("evaluation:results")
    assert url in client.get(results).text
    assert url not in supervisor.get(results).text
