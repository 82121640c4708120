"""Statements of xAPI: the units' own, and those that the platform makes (TRN-10.3, TRN-10.5)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bluelamp.core.errors import NotPossible
from bluelamp.core.ids import new_id
from bluelamp.training.models import Launch, Progress, Statement
from bluelamp.training.packages.launches import Cmi5Launch, own_statement
from bluelamp.training.packages.statements import LARGEST, Session, read_statement
from bluelamp.training.rules.outcomes import of_cmi5

from .progress import keep_progress, settle_attempt

Json = dict[str, Any]


class AlreadyStated(NotPossible):
    """Another statement has this id."""


@transaction.atomic
def take_token(*, launch_id: UUID, at: datetime) -> str | None:
    """Return the token of a launch the first time it is asked for, and None ever after."""
    launch = Launch.objects.select_for_update().get(pk=launch_id)
    if launch.fetched_at:
        return None
    token = secrets.token_urlsafe(32)
    launch.fetched_at, launch.token_hash = at, hash_of(token)
    launch.save(update_fields=["fetched_at", "token_hash"])
    return token


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def activity_of(launch: Launch) -> str:
    """Return the id of the unit as the platform names it, one for each version of a package."""
    return launch.progress.unit_id.urn


def as_cmi5(
    launch: Launch, *, content: str = "", endpoint: str = "", fetch: str = "", back: str = ""
) -> Cmi5Launch:
    """Return a launch as cmi5 speaks of it."""
    unit, attempt = launch.progress.unit, launch.progress.attempt
    return Cmi5Launch(
        learner=attempt.learner_id,
        registration=attempt.pk,
        session=launch.pk,
        activity=activity_of(launch),
        publisher_key=unit.key,
        course=attempt.package_id.urn,
        content=content,
        endpoint=endpoint,
        fetch=fetch,
        back=back,
        move_on=unit.move_on,
        mastery=unit.mastery,
        launch_parameters=unit.launch_data,
        entitlement_key=unit.entitlement_key,
    )


@transaction.atomic
def keep_statements(*, launch_id: UUID, sent: Sequence[Any], at: datetime) -> list[UUID]:
    """Keep what a unit states, all of it or none. The same statement sent again changes nothing.

    Raises NotPossible for what may not be stated now, AlreadyStated for an id used otherwise.
    """
    launch = _locked(launch_id)
    return [_keep(launch, each, at) for each in sent]


def state_by_platform(launch: Launch, verb: str, at: datetime) -> None:
    """Make a statement of the platform's own about a launch."""
    seconds = int((at - launch.opened_at).total_seconds())
    body = own_statement(as_cmi5(launch), verb, seconds=seconds)
    key = new_id()
    Statement.objects.create(
        id=key,
        launch=launch,
        attempt_id=launch.progress.attempt_id,
        verb=verb,
        by_platform=True,
        body=_stamped(body, key, at),
    )


def _locked(launch_id: UUID) -> Launch:
    launch = (
        Launch.objects.select_for_update(of=("self",))
        .select_related("progress__unit", "progress__attempt__package")
        .get(pk=launch_id)
    )
    if launch.closed_at:
        raise NotPossible("The session has ended.", field="session", rule="TRN-10.3")
    return launch


def _keep(launch: Launch, sent: Any, at: datetime) -> UUID:
    if len(repr(sent)) > LARGEST:
        raise NotPossible(f"A statement has at most {LARGEST:,} characters.", rule="TRN-10.5")
    again = _sent_before(launch, sent)
    if again:
        return again
    said = read_statement(sent, _session_of(launch))
    key = said.id or new_id()
    Statement.objects.create(
        id=key,
        launch=launch,
        attempt_id=launch.progress.attempt_id,
        verb=said.verb,
        body=_stamped(sent, key, at),
    )
    if said.verb:
        _follow(launch, said.verb, at)
    return key


def _sent_before(launch: Launch, sent: Any) -> UUID | None:
    """Return the id of a statement that stands already. Raises AlreadyStated for another's id."""
    try:
        key = UUID(sent["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    kept = Statement.objects.filter(pk=key).first()
    if kept is None:
        return None
    if kept.launch_id == launch.pk and _as_sent(kept.body, sent) == _as_sent(sent, sent):
        return key
    raise AlreadyStated("Another statement has this id.", field="id", rule="TRN-10.5")


def _as_sent(body: Json, sent: Json) -> Json:
    """Return a statement without what the platform adds to it."""
    added = {"id", "stored", "authority", "version", *({"timestamp"} - set(sent))}
    return {name: value for name, value in body.items() if name not in added}


def _session_of(launch: Launch) -> Session:
    own = Statement.objects.filter(attempt=launch.progress.attempt, by_platform=False)
    unit = own.exclude(verb="").filter(launch__progress=launch.progress_id)
    said = unit.filter(launch=launch).order_by("stored_at", "id").values_list("verb", flat=True)
    before = unit.exclude(launch=launch).values_list("verb", flat=True)
    progress = launch.progress
    return Session(
        learner=progress.attempt.learner_id,
        activity=activity_of(launch),
        registration=progress.attempt_id,
        id=launch.pk,
        mastery=progress.unit.mastery,
        said=_in_order(said),
        said_before=frozenset(before),
    )


def _in_order(said: Iterable[str]) -> tuple[str, ...]:
    """Return the verbs with the first word first: rows of one transaction have one time."""
    return tuple(sorted(said, key=lambda verb: (verb != "initialized", verb == "terminated")))


def _follow(launch: Launch, verb: str, at: datetime) -> None:
    progress = Progress.objects.select_for_update().get(pk=launch.progress_id)
    own = Statement.objects.filter(launch__progress=progress, by_platform=False)
    verbs = set(own.exclude(verb="").values_list("verb", flat=True))
    score = _latest_score(own.filter(verb__in=["passed", "failed"]))
    keep_progress(progress, of_cmi5(verbs, launch.progress.unit.move_on), score, at)
    attempt = settle_attempt(progress.attempt_id, at=at, ended=verb == "terminated")
    stated = Statement.objects.filter(attempt=attempt, verb="satisfied")
    if attempt.told and attempt.told != "FAILED" and not stated.exists():
        state_by_platform(launch, "satisfied", at)


def _latest_score(judged: QuerySet[Statement]) -> Decimal | None:
    latest = judged.order_by("-stored_at").first()
    scaled = (
        ((latest.body.get("result") or {}).get("score") or {}).get("scaled") if latest else None
    )
    return None if scaled is None else max(Decimal(str(scaled)), Decimal(0)) * 100


def _stamped(body: Json, key: UUID, at: datetime) -> Json:
    stored = at.isoformat().replace("+00:00", "Z")
    return {"timestamp": stored, **body, "id": str(key), "stored": stored, "version": "1.0.0"}
