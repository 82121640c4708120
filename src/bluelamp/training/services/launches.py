"""Opening and closing the units of digital packages."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Outcome
from bluelamp.training.models import Attempt, Launch, Learner, Package, PackageUnit, Progress
from bluelamp.training.packages.kinds import PackageKind

from .progress import settle_attempt
from .statements import state_by_platform

LONGEST = timedelta(hours=12)


@transaction.atomic
def launch_unit(*, unit_id: UUID, application: str, by: Officer, at: datetime) -> Launch:
    """Open a unit for whoever asks, where they left it; any earlier opening of it is closed.

    ``application`` is the origin of the page that frames it. Raises NotPossible for somebody who
    is no learner, and for a withdrawn package.
    """
    learner = _learner(by)
    unit = PackageUnit.objects.select_related("package").get(pk=unit_id)
    attempt = _attempt(learner, unit.package, at)
    progress, _ = Progress.objects.select_for_update(of=("self",)).get_or_create(
        attempt=attempt, unit=unit
    )
    for open_one in progress.launches.filter(closed_at=None):
        _close(open_one, at)
    launch = Launch.objects.create(
        progress=progress, opened_at=at, expires_at=at + LONGEST, application=application
    )
    if unit.package.kind == PackageKind.CMI5:
        state_by_platform(launch, "launched", at)
    subject = Subject("training_attempt", (attempt.pk, learner.pk), regime=Regime.GEN)
    record_change(by=by, of=subject, action="launch_package")
    return launch


@transaction.atomic
def close_launch(*, launch_id: UUID, by: Officer, at: datetime) -> Launch:
    """End a launch of one's own: its ticket and its token are of no more use."""
    launch = (
        Launch.objects.select_for_update(of=("self",))
        .select_related("progress__attempt")
        .get(pk=launch_id, progress__attempt__learner__staff_id=by.id)
    )
    if launch.closed_at is None:
        _close(launch, at)
    return launch


@transaction.atomic
def begin_again(*, package_id: UUID, by: Officer, at: datetime) -> Attempt:
    """Begin anew after failing. Raises NotPossible while an attempt is under way or has passed."""
    learner = _learner(by)
    package = Package.objects.get(pk=package_id)
    latest = _attempt(learner, package, at)
    if latest.outcome != Outcome.FAILED:
        raise NotPossible("Go on with the attempt you have begun.", rule="TRN-10.7")
    return _create(learner, package, latest.number + 1, at)


def _close(launch: Launch, at: datetime) -> None:
    launch.closed_at = at
    launch.save(update_fields=["closed_at"])
    said = set(launch.statements.values_list("verb", flat=True))
    if "initialized" in said and "terminated" not in said:
        state_by_platform(launch, "abandoned", at)
    settle_attempt(launch.progress.attempt_id, at=at, ended=True)


def _learner(by: Officer) -> Learner:
    """Return the learner, locked, so that of two presses only one begins an attempt."""
    found = Learner.objects.select_for_update(no_key=True).filter(staff_id=by.id).first()
    if found is None:
        raise NotPossible("You are not in the training programme.", rule="TRN-3.1")
    return found


def _attempt(learner: Learner, package: Package, at: datetime) -> Attempt:
    if package.withdrawn_at:
        raise NotPossible("This package is withdrawn. Open the course again to get the new one.")
    latest = package.attempts.filter(learner=learner).order_by("-number").first()
    return latest or _create(learner, package, 1, at)


def _create(learner: Learner, package: Package, number: int, at: datetime) -> Attempt:
    return Attempt.objects.create(learner=learner, package=package, number=number, started_at=at)
