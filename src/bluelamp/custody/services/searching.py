"""Recording searches: where, why, by whose authority and before whom (SRC-1 to SRC-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    Presence,
    SearchKind,
    SearchSex,
    Signature,
    Step,
    WithoutAdult,
)
from bluelamp.custody.models import CustodyRecord, Search, SearchAuthority
from bluelamp.custody.policies import as_decider
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.search_authority import (
    SEARCH_AUTHORITIES,
    Authority,
    Present,
    SearchFacts,
    authority_for,
    check_search,
    may_authorise_search,
)
from bluelamp.custody.rules.vulnerability import Protected
from bluelamp.custody.selectors.protection import adult_is_here, protected_of

from .record_keeping import check_moment, enter
from .steps import step_of


@dataclass(frozen=True, slots=True)
class SearchTold:
    """A search as made. ``sex`` is that which the law goes by, ``gender_wishes`` as asked."""

    kind: SearchKind
    sex: SearchSex
    reason: str
    location: str = ""
    present: Sequence[Present] = ()
    gender_wishes: str = ""
    authorised_by_id: UUID | None = None
    authorised_at: datetime | None = None
    urgent: bool = False
    without_adult: WithoutAdult | None = None
    written_consent: bool = False
    result: str = ""
    items_taken: bool = False
    signature: Signature | None = None


def authorities_known() -> list[Authority]:
    """Return who may authorise searches: the force's own rows first, then those of the law."""
    rows = [
        Authority(
            SearchKind(one.kind),
            Rank(one.rank),
            one.in_force_from,
            one.protected_only,
            one.confirmed,
        )
        for one in SearchAuthority.objects.all()
    ]
    return [*rows, *SEARCH_AUTHORITIES]


def record_search(
    *,
    record_id: UUID,
    search: SearchTold,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> Search:
    """Record a search, or that none was made (SRC-1 to SRC-7).

    Refused without reason, location, persons present or, where it needs one, an authority of the
    right rank given beforehand.
    """
    with step_of(record_id, Step.SEARCH, seen=seen, by=by, at=at, action="record_search") as record:
        check_moment(record, "The search", occurred_at, at=at)
        protected = protected_of(record, occurred_at)
        check_search(_facts(search, protected))
        if any(one.part is Presence.ADULT for one in search.present) and not adult_is_here(record):
            reason = "The appropriate adult has not been recorded as here."
            raise NotPossible(reason, field="adult", rule="SRC-3")
        if search.kind is SearchKind.NOT_SEARCHED and search.signature is not Signature.SIGNED:
            reason = "Somebody who is not searched signs for it; refusing to, they are searched."
            raise NotPossible(reason, field="signature", rule="SRC-1")
        authoriser = _authoriser(record, search, protected, occurred_at)
        kept = _keep(record, search, protected, authoriser, occurred_at, by)
        _enter(record, kept, search, authoriser, by)
        return kept


def _facts(search: SearchTold, protected: Protected) -> SearchFacts:
    return SearchFacts(
        kind=search.kind,
        sex=search.sex,
        location=search.location,
        reason=search.reason,
        present=tuple(search.present),
        protected=protected,
        urgent=search.urgent,
        without_adult=search.without_adult,
        written_consent=search.written_consent,
    )


def _authoriser(
    record: CustodyRecord, search: SearchTold, protected: Protected, occurred_at: datetime
) -> Staff | None:
    """Return who authorised the search; refuse one who may not, and an authority given after."""
    needed = authority_for(search.kind, protected, day_of(occurred_at), authorities_known())
    if needed is None:
        return None
    rule = "SRC-3" if search.kind.is_strip else "SRC-5"
    key = search.authorised_by_id
    staff = Staff.objects.filter(pk=key).first() if key else None
    if staff is None:
        raise NotPossible("Enter who authorised the search.", field="authorised_by", rule=rule)
    officer = officer_for(staff, at=occurred_at)
    custody_officer = Role.CUSTODY_OFFICER in officer.roles
    may_authorise_search(
        as_decider(officer, record), needed, custody_officer=custody_officer
    ).require("authorised_by")
    when = search.authorised_at or occurred_at
    check_moment(record, "The authority", when, at=occurred_at, field="authorised_at")
    return staff


def _keep(
    record: CustodyRecord,
    search: SearchTold,
    protected: Protected,
    authoriser: Staff | None,
    occurred_at: datetime,
    by: Officer,
) -> Search:
    youngest, _ = ages_at(record.person.born_from, record.person.born_to, occurred_at)
    return Search.objects.create(
        record=record,
        kind=search.kind,
        occurred_at=occurred_at,
        recorded_by_id=by.id,
        location=search.location.strip(),
        reason=search.reason.strip(),
        sex=search.sex,
        gender_wishes=search.gender_wishes.strip(),
        present=[
            {"part": one.part, "name": one.name, "sex": one.sex or ""} for one in search.present
        ],
        authorised_by=authoriser,
        authority_rank=authoriser.rank if authoriser else "",
        authorised_at=(search.authorised_at or occurred_at) if authoriser else None,
        protected=protected.words,
        age=youngest,
        urgent=search.urgent,
        without_adult=search.without_adult or "",
        written_consent=search.written_consent,
        result=search.result.strip(),
        items_taken=search.items_taken,
        signature=search.signature or "",
    )


def _enter(
    record: CustodyRecord, kept: Search, search: SearchTold, authoriser: Staff | None, by: Officer
) -> None:
    people = "; ".join(
        f"{one.name} ({one.part.label.lower()}{f', {one.sex.label.lower()}' if one.sex else ''})"
        for one in search.present
    )
    words = [
        f"{search.kind.label}.",
        f"Where: {kept.location}." if kept.location else "",
        f"Reason: {kept.reason}",
        f"Authorised by {authoriser.label}, {told(kept.authorised_at)}."
        if authoriser and kept.authorised_at
        else "",
        f"Present: {people}." if people else "",
        f"No appropriate adult: {search.without_adult.label.lower()}."
        if search.without_adult
        else "",
        "Written consent." if kept.written_consent else "",
        f"Asked who should search: {kept.gender_wishes}." if kept.gender_wishes else "",
        f"Result: {kept.result}" if kept.result else "",
        "Signed by the person." if search.signature is Signature.SIGNED else "",
    ]
    text = "\n".join(filter(None, words))
    enter(
        record,
        CustodyEntryKind.SEARCH,
        text,
        occurred_at=kept.occurred_at,
        by=by,
        search=str(kept.pk),
        search_kind=kept.kind,
    )
