"""Packages taken in, withdrawn, launched, and what they report."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from tests.training.digital import Frame, digital_learner, film, launched, self_paced, uploaded
from tests.training.packages.making import cmi5, packed, scorm_12, scorm_2004
from tests.training.world import AT

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import Outcome
from bluelamp.training.models import (
    Attempt,
    Package,
    PackageFile,
    PackagePiece,
    Requirement,
    Result,
    Statement,
)
from bluelamp.training.packages.archives import AT_A_TIME
from bluelamp.training.packages.contents import BadPackage
from bluelamp.training.services import waive_course
from bluelamp.training.services.launches import begin_again, close_launch, launch_unit
from bluelamp.training.services.packages import upload_package, withdraw_package

LATER = AT + timedelta(minutes=10)


@pytest.fixture
def learner(world):
    return digital_learner(world)


def results(learner) -> list[tuple[str, Decimal | None]]:
    return [(each.outcome, each.score) for each in learner.results.order_by("recorded_at", "id")]


# --- Taking in -------------------------------------------------------------------------------


def test_versions_follow_each_other(world):
    assert [uploaded(world, scorm_12()).number, uploaded(world, scorm_2004()).number] == [1, 2]


def test_a_file_is_kept_piece_by_piece_and_whole(world):
    large = bytes(range(256)) * (AT_A_TIME // 256) + b"end"
    package = uploaded(world, scorm_12(**{"content/large.bin": large}))
    file = package.files.get(path="content/large.bin")
    pieces = [bytes(each.data) for each in file.pieces.order_by("number")]
    assert [len(piece) for piece in pieces] == [AT_A_TIME, 3]
    assert b"".join(pieces) == large
    assert (file.size, file.content_type) == (len(large), "application/octet-stream")


def test_a_bad_package_leaves_nothing(world):
    with pytest.raises(BadPackage, match="neither imsmanifest"):
        uploaded(world, packed({"a.html": "x"}))
    assert not Package.objects.exists()
    assert not PackageFile.objects.exists()


def test_a_video_has_its_captions_and_transcript(world):
    package = film(world)
    types = dict(package.files.values_list("path", "content_type"))
    assert types == {
        "video.mp4": "video/mp4",
        "captions.vtt": "text/vtt; charset=utf-8",
        "transcript.txt": "text/plain; charset=utf-8",
    }
    assert package.size == sum(package.files.values_list("size", flat=True))


@pytest.mark.parametrize("missing", ["captions", "transcript"])
def test_a_video_without_them_is_refused(world, missing):
    with pytest.raises(BadPackage):
        film(world, **{missing: None})
    assert not PackagePiece.objects.exists()


def test_only_who_runs_the_programme_takes_in_packages(world, learner):
    version = self_paced(world)
    with pytest.raises(NotAllowed):
        upload_package(course_version_id=version.pk, file=io.BytesIO(), by=world.of(learner), at=AT)


def test_a_withdrawn_package_is_not_opened(world, learner):
    package = uploaded(world, scorm_12())
    with pytest.raises(NotPossible, match="Say why"):
        withdraw_package(package_id=package.pk, because=" ", by=world.coordinator, at=AT)
    withdraw_package(package_id=package.pk, because="An error", by=world.coordinator, at=AT)
    with pytest.raises(NotPossible, match="withdrawn"):
        launched(world, package, learner)


# --- SCORM -----------------------------------------------------------------------------------


def test_what_is_committed_is_told_again_at_the_next_launch(world, learner):
    package = uploaded(world, scorm_12())
    first = Frame(launched(world, package, learner))
    first.commit(
        {
            "cmi.core.lesson_status": "incomplete",
            "cmi.core.lesson_location": "page-3",
            "cmi.core.session_time": "0000:07:00",
            "cmi.suspend_data": "answers=1,2",
            "cmi.core.exit": "suspend",
        }
    )
    second = Frame(launched(world, package, learner, at=LATER))
    setting = second.get("stage/").context["setting"]
    assert setting["cmi"]["cmi.core.lesson_location"] == "page-3"
    assert setting["cmi"]["cmi.suspend_data"] == "answers=1,2"
    assert setting["cmi"]["cmi.core.entry"] == "resume"
    assert setting["cmi"]["cmi.core.total_time"] == "0000:07:00.00"
    assert setting["version"] == 1
    assert Attempt.objects.count() == 1


def test_a_stale_commit_is_refused_and_changes_nothing(world, learner):
    frame = Frame(launched(world, uploaded(world, scorm_12()), learner))
    frame.commit({"cmi.suspend_data": "one"})
    frame.commit({"cmi.suspend_data": "two"})
    refused = frame.commit({"cmi.suspend_data": "old"}, version=1)
    assert refused.status_code == 409
    assert "in another window" in refused.json()["detail"]
    frame.launch.progress.refresh_from_db()
    assert frame.launch.progress.cmi == {"cmi.suspend_data": "two"}


def test_a_later_launch_ends_the_earlier(world, learner):
    package = uploaded(world, scorm_12())
    first = Frame(launched(world, package, learner))
    launched(world, package, learner, at=LATER)
    assert first.commit({"cmi.suspend_data": "x"}).status_code == 410
    assert first.get("content/content/start.html").status_code == 404


def test_passing_is_recorded_once(world, learner):
    frame = Frame(launched(world, uploaded(world, scorm_12()), learner))
    passed = {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "90"}
    for _ in range(3):
        assert frame.commit(passed, ended=True).status_code == 200
    close_launch(launch_id=frame.launch.pk, by=world.of(learner), at=LATER)
    assert results(learner) == [("PASSED", Decimal("90.00"))]
    assert Requirement.objects.get(learner=learner).outcome == Outcome.PASSED


def test_failing_is_recorded_when_the_launch_has_ended(world, learner):
    frame = Frame(launched(world, uploaded(world, scorm_12()), learner))
    frame.commit({"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "10"})
    assert results(learner) == []
    close_launch(launch_id=frame.launch.pk, by=world.of(learner), at=LATER)
    assert results(learner) == [("FAILED", Decimal("10.00"))]


def test_who_failed_begins_again_with_nothing_kept(world, learner):
    package = uploaded(world, scorm_12())
    frame = Frame(launched(world, package, learner))
    officer = world.of(learner)
    with pytest.raises(NotPossible, match="Go on"):
        begin_again(package_id=package.pk, by=officer, at=AT)
    frame.commit({"cmi.core.lesson_status": "failed", "cmi.suspend_data": "x"}, ended=True)
    begin_again(package_id=package.pk, by=officer, at=LATER)
    again = launched(world, package, learner, at=LATER)
    assert again.progress.cmi == {}
    assert again.progress.attempt.number == 2


def test_v30_completed_without_score_gives_no_pass(world, learner):
    frame = Frame(launched(world, uploaded(world, scorm_12()), learner))
    frame.commit({"cmi.core.lesson_status": "completed"}, ended=True)
    assert results(learner) == [("COMPLETED", None)]
    assert Requirement.objects.get(learner=learner).outcome == Outcome.COMPLETED


def test_a_package_of_parts_is_done_when_every_part_is(world, learner):
    package = uploaded(world, scorm_2004())
    one = Frame(launched(world, package, learner, unit=0))
    one.commit({"cmi.success_status": "passed", "cmi.score.scaled": "0.9"}, ended=True)
    assert results(learner) == []
    two = Frame(launched(world, package, learner, unit=1))
    two.commit({"cmi.completion_status": "completed"}, ended=True)
    assert results(learner) == [("PASSED", Decimal("90.00"))]


def test_looking_again_at_what_is_done_does_not_undo_it(world, learner):
    frame = Frame(launched(world, uploaded(world, scorm_12()), learner))
    frame.commit({"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "85"})
    frame.commit({"cmi.core.lesson_status": "incomplete"})
    frame.launch.progress.refresh_from_db()
    assert frame.launch.progress.outcome == Outcome.PASSED


def test_a_film_that_was_seen_is_completed(world, learner):
    frame = Frame(launched(world, film(world), learner))
    frame.commit({"cmi.location": "12", "cmi.completion_status": "incomplete"})
    assert frame.get("stage/").context["setting"]["cmi"]["cmi.location"] == "12"
    frame.commit({"cmi.location": "60", "cmi.completion_status": "completed"}, ended=True)
    assert results(learner) == [("COMPLETED", None)]


def test_who_is_no_learner_opens_nothing(world):
    package = uploaded(world, scorm_12())
    unit = package.units.get()
    with pytest.raises(NotPossible, match="not in the training programme"):
        launch_unit(unit_id=unit.pk, application="", by=world.coordinator, at=AT)


# --- cmi5 ------------------------------------------------------------------------------------


@pytest.fixture
def frame(world, learner) -> Frame:
    frame = Frame(launched(world, uploaded(world, cmi5()), learner))
    frame.fetch()
    return frame


def test_a_session_from_beginning_to_end(frame, learner):
    assert frame.state("initialized").status_code == 200
    score = {"success": True, "score": {"scaled": 0.85}}
    assert frame.state("passed", score).status_code == 200
    assert frame.state("completed", {"completion": True}).status_code == 200
    assert frame.state("terminated").status_code == 200
    assert results(learner) == [("PASSED", Decimal("85.00"))]
    verbs = Statement.objects.order_by("stored_at", "id").values_list("verb", flat=True)
    assert set(verbs) == {
        "launched",
        "initialized",
        "passed",
        "satisfied",
        "completed",
        "terminated",
    }


def test_the_platform_states_what_was_abandoned(world, frame, learner):
    frame.state("initialized")
    close_launch(launch_id=frame.launch.pk, by=world.of(learner), at=LATER)
    abandoned = Statement.objects.get(verb="abandoned")
    assert abandoned.by_platform
    assert abandoned.body["result"]["duration"] == "PT0H10M0S"


def test_nothing_follows_the_end(frame):
    frame.state("initialized")
    frame.state("terminated")
    refused = frame.state("completed", {"completion": True})
    assert (refused.status_code, refused.json()["rule"]) == (403, "TRN-10.3")


def test_all_statements_of_a_request_or_none(frame):
    good, bad = frame.statement("initialized"), frame.statement("waived")
    assert frame.ask("POST", "statements", [good, bad]).status_code == 403
    assert not Statement.objects.exclude(verb="launched").exists()


def test_a_statement_sent_again_is_kept_once(frame):
    sent = frame.statement("initialized", id=str(uuid4()))
    assert frame.ask("POST", "statements", sent).json() == [sent["id"]]
    assert frame.ask("POST", "statements", sent).json() == [sent["id"]]
    other = frame.statement("initialized", id=sent["id"], timestamp="2027-02-01T09:00:00Z")
    assert frame.ask("PUT", f"statements?statementId={sent['id']}", other).status_code == 409
    assert Statement.objects.filter(verb="initialized").count() == 1


def test_statements_are_never_altered(frame):
    frame.state("initialized")
    for change in (
        "UPDATE training_statement SET verb = 'passed'",
        "DELETE FROM training_statement",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_v29_a_waived_unit_needs_nothing_of_the_package(world, learner):
    waive_course(
        learner_id=learner.pk,
        course_id=world.course.pk,
        reason="Taught it for years",
        by=world.coordinator,
        at=AT,
    )
    assert [each.reason for each in Result.objects.all()] == ["Taught it for years"]
    assert Requirement.objects.get(learner=learner).outcome == Outcome.WAIVED
