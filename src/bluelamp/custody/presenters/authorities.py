"""What the force has set, and the law behind it, as rows of two tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bluelamp.access.enums import Rank
from bluelamp.custody.enums import SearchKind
from bluelamp.custody.models import DrugTestNotice, SearchAuthority
from bluelamp.custody.rules.search_authority import SEARCH_AUTHORITIES


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """Who authorises one kind of search from a day on, and by what text."""

    search: str
    rank: str
    whom: str
    since: str
    checked: bool
    source: str
    set_by: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """When tests on arrest are in force at a station; ``ends`` is open where nothing ends them."""

    id: UUID
    station: str
    since: str
    until: str
    standing: str
    colour: str
    source: str
    set_by: str
    ends: bool


def authority_rows(set_here: Iterable[SearchAuthority]) -> list[AuthorityRow]:
    """Return what the force has set, then what holds by law where it has not."""
    own = [
        AuthorityRow(
            SearchKind(one.kind).label,
            Rank(one.rank).label,
            _whom(one.protected_only),
            _day(one.in_force_from),
            one.confirmed,
            one.source,
            one.set_by_label,
        )
        for one in set_here
    ]
    lawful = [
        AuthorityRow(
            one.kind.label,
            one.rank.label,
            _whom(one.protected_only),
            _day(one.in_force_from),
            one.confirmed,
            "PACE and Code C",
            "",
        )
        for one in SEARCH_AUTHORITIES
    ]
    return [*own, *lawful]


def notice_rows(notices: Iterable[DrugTestNotice], today: date) -> list[NoticeRow]:
    """Return where and when tests on arrest are in force."""
    return [_notice_row(one, today) for one in notices]


def _notice_row(one: DrugTestNotice, today: date) -> NoticeRow:
    over = one.in_force_until is not None and one.in_force_until < today
    standing, colour = ("In force", "green")
    if over:
        standing, colour = "No longer in force", "grey"
    elif one.in_force_from > today:
        standing, colour = "Not yet in force", "blue"
    return NoticeRow(
        id=one.pk,
        station=one.suite.name,
        since=_day(one.in_force_from),
        until=_day(one.in_force_until) if one.in_force_until else "",
        standing=standing,
        colour=colour,
        source=one.source,
        set_by="; ended by ".join(filter(None, (one.set_by_label, one.ended_by_label))),
        ends=one.in_force_until is None,
    )


def _whom(protected_only: bool) -> str:
    return "Children and vulnerable people" if protected_only else "All"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
