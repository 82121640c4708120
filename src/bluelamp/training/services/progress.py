"""What packages report: kept at once, and recorded as a result once (TRN-10.7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Delivery, Outcome, ResultSource
from bluelamp.training.models import Attempt, Launch, Progress
from bluelamp.training.packages.cmi import Data, Opening, clean, told_again, told_by
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.packages.rolling_up import DONE, of_package, score_of

from .refreshers import finish_e_learning
from .results import ResultTold, record_result

STALE = "This course was opened again since, in another window. Close this one and go on there."
LEARNER = "Learner"


def seconds_spent(progress: Progress) -> int:
    """Return how long all launches of a unit lasted, as they reported."""
    return progress.launches.aggregate(all=Sum("seconds"))["all"] or 0


def data_for(launch: Launch) -> Data:
    """Return the data model with which a launch begins, or begins again."""
    progress, unit = launch.progress, launch.progress.unit
    opening = Opening(
        learner_key=str(progress.attempt.learner_id),
        learner_name=LEARNER,
        seconds=seconds_spent(progress),
        mastery=unit.mastery,
        launch_data=unit.launch_data,
    )
    return told_again(PackageKind(progress.attempt.package.kind), progress.cmi, opening)


@transaction.atomic
def commit_data(
    *, launch_id: UUID, version: object, sent: object, ended: bool, at: datetime
) -> Progress:
    """Keep the data model that a package commits.

    Raises NotPossible for a commit that does not know the latest one, and for data that are none.
    """
    launch = Launch.objects.select_for_update(of=("self",)).get(pk=launch_id)
    progress = (
        Progress.objects.select_for_update(of=("self",))
        .select_related("attempt__package", "unit")
        .get(pk=launch.progress_id)
    )
    if launch.closed_at or version != progress.version:
        raise NotPossible(STALE, field="version")
    data = clean(sent)
    told = told_by(PackageKind(progress.attempt.package.kind), data, progress.unit.mastery)
    launch.seconds = max(launch.seconds, told.seconds)
    launch.save(update_fields=["seconds"])
    progress.cmi, progress.location = data, told.location
    keep_progress(progress, told.outcome, told.score, at)
    settle_attempt(progress.attempt_id, at=at, ended=ended)
    return progress


def keep_progress(
    progress: Progress, outcome: Outcome, score: Decimal | None, at: datetime
) -> None:
    """Write how far a unit is. Whoever is done is not undone by looking at it again."""
    if progress.outcome not in DONE or outcome in DONE:
        progress.outcome, progress.score = outcome, score
    progress.version += 1
    progress.changed_at = at
    progress.save()


def settle_attempt(attempt_id: UUID, *, at: datetime, ended: bool) -> Attempt:
    """Set the outcome of the whole, and record it as a result where it is a new one.

    Failing is recorded only when a launch has ended: within it the package may let people retry.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("package__course_version", "learner__staff")
        .get(pk=attempt_id)
    )
    attempt.outcome, attempt.score = _standing(attempt)
    if _is_news(attempt, ended=ended):
        attempt.told = attempt.outcome
        _record(attempt, at)
    attempt.save(update_fields=["outcome", "score", "told"])
    return attempt


def _standing(attempt: Attempt) -> tuple[Outcome, Decimal | None]:
    """Return outcome and score over all units, begun or not."""
    begun = {each.unit_id: each for each in attempt.progress.all()}
    units = list(attempt.package.units.all())
    counted = [
        Outcome(begun[unit.pk].outcome) if unit.pk in begun else Outcome.NOT_STARTED
        for unit in units
        if not (unit.move_on == "NotApplicable" and _untouched(begun.get(unit.pk)))
    ]
    return of_package(counted or [Outcome.NOT_STARTED]), score_of(
        [each.score for each in begun.values()]
    )


def _untouched(progress: Progress | None) -> bool:
    return progress is None or progress.outcome == Outcome.NOT_STARTED


def _is_news(attempt: Attempt, *, ended: bool) -> bool:
    outcome = Outcome(attempt.outcome)
    if outcome == attempt.told or attempt.told == Outcome.PASSED:
        return False
    return outcome in DONE or (outcome is Outcome.FAILED and ended)


def _record(attempt: Attempt, at: datetime) -> None:
    staff = attempt.learner.staff
    version = attempt.package.course_version
    if version.delivery == Delivery.REFRESHER:
        if attempt.outcome in DONE:
            by = officer_for(staff, at=at)
            finish_e_learning(
                learner_id=attempt.learner_id, course_id=version.course_id, by=by, at=at
            )
        return
    record_result(
        learner_id=attempt.learner_id,
        course_id=version.course_id,
        told=ResultTold(
            outcome=Outcome(attempt.outcome),
            source=ResultSource.PACKAGE,
            on=day_of(at),
            score=attempt.score,
        ),
        by=officer_for(staff, at=at),
        at=at,
    )
