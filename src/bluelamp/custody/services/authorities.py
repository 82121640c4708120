"""What a force sets for itself: who authorises searches, where arrests lead to drug tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from bluelamp.access.enums import Rank
from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import SearchKind
from bluelamp.custody.models import DrugTestNotice, SearchAuthority, Suite
from bluelamp.custody.policies import can_set_authorities
from bluelamp.custody.rules.search_authority import may_set_authority

from .record_keeping import written


@transaction.atomic
def set_search_authority(
    *,
    kind: SearchKind,
    rank: Rank,
    in_force_from: date,
    protected_only: bool,
    confirmed: bool,
    source: str,
    by: Officer,
) -> SearchAuthority:
    """Set from which day a search needs an authority of this rank (SRC-4)."""
    require(can_set_authorities(by))
    may_set_authority(kind, rank).require("rank")
    words = written(source, "where that is laid down", field="source", rule="SRC-4")
    same = SearchAuthority.objects.filter(
        kind=kind, protected_only=protected_only, in_force_from=in_force_from
    )
    if same.exists():
        reason = "An authority for this search is set from that day already."
        raise NotPossible(reason, field="in_force_from", rule="SRC-4")
    made = SearchAuthority.objects.create(
        kind=kind,
        rank=rank,
        in_force_from=in_force_from,
        protected_only=protected_only,
        confirmed=confirmed,
        source=words,
        set_by_label=by.label,
    )
    subject = Subject(kind="search_authority", ids=(made.pk,), reference=kind)
    record_change(by=by, of=subject, action="set_search_authority", detail=rank)
    return made


@transaction.atomic
def notify_drug_tests(
    *, suite_id: UUID, in_force_from: date, source: str, by: Officer
) -> DrugTestNotice:
    """Record that tests on arrest are in force at a station from a day on (SRC-10)."""
    require(can_set_authorities(by))
    suite = Suite.objects.select_for_update().get(pk=suite_id)
    words = written(source, "by whom it was notified", field="source", rule="SRC-10")
    last = suite.drug_test_notices.last()
    if last and (last.in_force_until is None or last.in_force_until >= in_force_from):
        reason = f"Tests on arrest are in force at {suite.name} on that day already."
        raise NotPossible(reason, field="in_force_from", rule="SRC-10")
    made = DrugTestNotice.objects.create(
        suite=suite, in_force_from=in_force_from, source=words, set_by_label=by.label
    )
    record_change(by=by, of=_subject(suite), action="notify_drug_tests")
    return made


@transaction.atomic
def end_drug_tests(*, notice_id: UUID, in_force_until: date, by: Officer) -> DrugTestNotice:
    """Record the last day on which tests on arrest are in force at a station (SRC-10)."""
    require(can_set_authorities(by))
    notice = DrugTestNotice.objects.select_for_update().select_related("suite").get(pk=notice_id)
    if notice.in_force_until is not None:
        reason = "This has an end already."
        raise NotPossible(reason, field="in_force_until", rule="SRC-10")
    if in_force_until < notice.in_force_from:
        reason = "The last day cannot be before the first."
        raise NotPossible(reason, field="in_force_until", rule="SRC-10")
    notice.in_force_until, notice.ended_by_label = in_force_until, by.label
    notice.save()
    record_change(by=by, of=_subject(notice.suite), action="end_drug_tests")
    return notice


def _subject(suite: Suite) -> Subject:
    return Subject(kind="custody_suite", ids=(suite.pk,), reference=suite.code)
