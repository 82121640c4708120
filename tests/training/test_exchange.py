"""The curriculum out to a file and back, every bad row named; and what it asks of people."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from tests.training.world import AT

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import DeliveryMode
from bluelamp.training.models import Course, CurriculumRow, Prerequisite, Requirement
from bluelamp.training.services import (
    curriculum_as_csv,
    curriculum_as_xlsx,
    derive_requirements,
    import_curriculum,
    set_mode,
)

GOOD = "role_profile,module,level,course\nresponse,crime,use,RESP\ncustody,custody,aware,\n"


def load(world, content: str | bytes, name: str = "c.csv", by=None):
    data = content.encode() if isinstance(content, str) else content
    return import_curriculum(
        drop_id=world.drop.pk, name=name, content=data, by=by or world.coordinator, at=AT
    )


def matrix() -> set[tuple[str, str, str]]:
    return set(CurriculumRow.objects.values_list("profile", "module", "level"))


def test_a_file_sets_the_whole_matrix(world):
    report = load(world, GOOD)
    assert (report.added, report.changed, report.removed) == (2, 0, 0)
    changed = load(world, "role_profile,module,level,course\nresponse,crime,supervise,RESP\n")
    assert (changed.added, changed.changed, changed.removed) == (0, 1, 1)
    assert matrix() == {("response", "crime", "supervise")}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("nobody,crime,use,RESP", "role_profile"),
        ("response,cooking,use,RESP", "module"),
        ("response,crime,expert,RESP", "level"),
        ("response,crime,use,XXXX", "course"),
        ("response,crime,use,", "course"),
        ("custody,custody,aware,", "module"),
    ],
    ids=["role", "module", "level", "unknown course", "no course", "twice"],
)
def test_a_bad_row_is_named_and_nothing_is_changed(world, row, column):
    report = load(world, f"{GOOD}{row}\n")
    assert [(each.line, each.column) for each in report.faults] == [(4, column)]
    assert matrix() == set()


def test_every_bad_row_is_named_at_once(world):
    report = load(world, f"{GOOD}a,b,c,d\n,,,\nresponse,audit,use,\n")
    assert [each.line for each in report.faults] == [4, 4, 4, 4, 6]


@pytest.mark.parametrize("name", ["c.csv", "c.xlsx"])
def test_what_is_exported_can_be_read_back(world, name):
    load(world, GOOD)
    before = matrix()
    write = curriculum_as_csv if name.endswith("csv") else curriculum_as_xlsx
    report = load(world, write(world.drop), name)
    assert (report.added, report.changed, report.removed, report.faults) == (0, 0, 0, ())
    assert matrix() == before


def test_another_writers_workbook_is_read(world):
    book = Workbook()
    for row in (["Course", "Level", "Module", "role_profile"], ["RESP", "Use", "Crime", "CID"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    assert load(world, content.getvalue(), "C.XLSX").added == 1
    written = load_workbook(io.BytesIO(curriculum_as_xlsx(world.drop)))
    assert [cell.value for cell in written.active[2]] == ["cid", "crime", "use", "RESP"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\xff\xfe\x00", "c.csv"), (b"not a workbook", "c.xlsx"), (b"a,b\n1,2\n", "c.csv")],
    ids=["not UTF-8", "no workbook", "no columns"],
)
def test_a_file_that_is_none_is_refused(world, content, name):
    with pytest.raises(NotPossible) as error:
        load(world, content, name)
    assert error.value.field == "file"


def test_only_the_coordinator_loads_it(world):
    with pytest.raises(NotAllowed):
        load(world, GOOD, by=world.officer(Role.SUPERVISOR))


# --- What it asks of people --------------------------------------------------------------------


def derive(world):
    return derive_requirements(drop_id=world.drop.pk, by=world.coordinator, at=AT)


def needed(learner) -> dict[str, str]:
    return dict(learner.requirements.values_list("course__code", "source"))


def test_posts_become_courses_with_deltas_and_what_comes_first(world):
    foundation = Course.objects.create(drop=world.drop, code="FND", title="Foundation")
    whole = Course.objects.create(drop=world.drop, code="CUST", title="Custody", module="custody")
    delta = Course.objects.create(
        drop=world.drop, code="CUST-D", title="Custody: new", delta_of=whole
    )
    Prerequisite.objects.create(course=delta, needs=foundation)
    rows = "response,crime,use,RESP\ncustody,custody,use,CUST\n"
    load(world, f"role_profile,module,level,course\n{rows}")
    user = world.learner(profiles=["custody"], used_before=["custody"])
    new = world.learner(profiles=["custody", "response"])
    Requirement.objects.all().delete()
    report = derive(world)
    assert (report.added, report.dropped, report.kept) == (4, 0, 0)
    assert needed(user) == {"CUST-D": "DELTA", "FND": "PREREQUISITE"}
    assert needed(new) == {"CUST": "POST", "RESP": "POST"}
    assert derive(world).added == 0


def test_what_is_no_longer_asked_is_dropped_unless_begun(world):
    begun, fresh = world.learner(profiles=["response"]), world.learner(profiles=["response"])
    Requirement.objects.filter(learner=begun).update(outcome="IN_PROGRESS")
    assert derive(world).dropped == 1
    assert needed(fresh) == {}
    assert needed(begun) == {"RESP": "POST"}


def test_v22_who_cannot_travel_is_taught_digitally(world):
    learner = world.learner(profiles=["response"])
    moved = set_mode(learner_id=learner.pk, can_travel=False, by=world.coordinator, at=AT)
    assert (moved.mode, moved.mode_reason) == (DeliveryMode.DIGITAL, "CANNOT_TRAVEL")
    assert moved.is_exception
    assert needed(learner) == {"RESP": "POST"}
    back = set_mode(learner_id=learner.pk, can_travel=True, by=world.coordinator, at=AT)
    assert (back.mode, back.is_exception) == (DeliveryMode.CLASSROOM, False)
