"""Tying people, things and places together, as an officer or a program asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import EntryKind, LinkRestriction, LinkRole, LinkStatus
from bluelamp.nominals.models import Entry, Event, Link, Person
from bluelamp.nominals.policies import (
    can_amend_person,
    can_record_object,
    can_view_event,
    can_view_restricted_addresses,
)
from bluelamp.nominals.rules.links import ends_of
from bluelamp.nominals.rules.ties import TieClaim, problems_of_tie
from bluelamp.nominals.selectors import golden_id

from .claims import refuse
from .events import link_entries
from .keys import rebuild_keys

NOTHING_MORE = TieClaim()


@transaction.atomic
def tie_entries(
    *,
    source: UUID,
    target: UUID,
    role: LinkRole,
    by: Officer,
    at: datetime,
    claim: TieClaim = NOTHING_MORE,
) -> Link:
    """Tie two entries by a role that fits them (L2), people at the record that stands for them.

    Raises NotPossible for ends that are not known or do not fit the role, and for what cannot be
    said of a tie (``problems_of_tie``); NotAllowed for an event that this officer may not open.
    """
    kinds = _kinds(source, target, role)
    _require_hand(by, kinds)
    refuse(problems_of_tie(role, claim, at))
    first, second = (
        golden_id(key) if kind is EntryKind.PERSON else key
        for key, kind in zip((source, target), kinds, strict=True)
    )
    if first == second:
        raise NotPossible("A link has two ends.", field="target", rule="L1")
    if kinds[1] is EntryKind.EVENT:
        require(can_view_event(by, Event.objects.get(pk=second)))
    link = link_entries(source=first, target=second, role=role, by=by, at=at, claim=claim)
    if link.status == LinkStatus.INFERRED:
        link.status, link.lapses_at = claim.status, None
        link.save(update_fields=["status", "lapses_at"])
    if claim.restriction and not link.restriction:
        _restrict([link], LinkRestriction(claim.restriction), by)
    if kinds == (EntryKind.PERSON, EntryKind.LOCATION):
        rebuild_keys(Person.objects.select_for_update().get(pk=first))
    return link


@transaction.atomic
def change_tie(
    *,
    link_id: UUID,
    status: LinkStatus,
    held_until: datetime | None,
    details: str = "",
    by: Officer,
    at: datetime,
) -> Link:
    """Confirm, deny or end a tie; one that was inferred stands for good once confirmed (L4)."""
    link = (
        Link.objects.select_for_update(of=("self",))
        .select_related("source", "target")
        .get(pk=link_id)
    )
    if not ends_of(LinkRole(link.role)):
        raise NotPossible("This belongs to the record of another module.", rule="L2")
    _require_hand(by, (EntryKind(link.source.kind), EntryKind(link.target.kind)))
    if link.restriction:
        require(can_view_restricted_addresses(by))
    claim = TieClaim(held_from=link.held_from, held_until=held_until, status=status)
    refuse(problems_of_tie(LinkRole(link.role), claim, at))
    link.status, link.held_until = status, held_until
    link.details = details.strip() or link.details
    link.lapses_at = None
    link.save(update_fields=["status", "held_until", "details", "lapses_at"])
    _log(link, "change_tie", by)
    _rebuild_keys_of([link])
    return link


@transaction.atomic
def restrict_address(
    *,
    link_id: UUID,
    restriction: LinkRestriction,
    with_everybody: bool,
    by: Officer,
    at: datetime,
) -> list[Link]:
    """Hide the address of a protected person from ordinary users (L5), and return what is hidden.

    ``with_everybody`` hides it for whoever else is recorded there, since a child or a partner at
    the same address would give it away. Whoever may tie an address may hide it; only who may see
    restricted addresses shows it again.
    """
    require(can_amend_person(by))
    link = Link.objects.select_for_update().get(pk=link_id)
    refuse(problems_of_tie(LinkRole(link.role), TieClaim(restriction=restriction), at))
    links = [link]
    if with_everybody:
        there = Link.objects.select_for_update().filter(target=link.target_id, restriction="")
        links += list(there.filter(source__kind=EntryKind.PERSON).exclude(pk=link.pk))
    _restrict(links, restriction, by)
    return links


@transaction.atomic
def lift_restriction(*, link_id: UUID, by: Officer, at: datetime) -> Link:
    """Show an address again to everybody who may see people (L5)."""
    require(can_view_restricted_addresses(by))
    link = Link.objects.select_for_update().get(pk=link_id)
    link.restriction, link.restricted_by = "", ""
    link.save(update_fields=["restriction", "restricted_by"])
    _log(link, "lift_restriction", by)
    _rebuild_keys_of([link])
    return link


def _require_hand(by: Officer, kinds: tuple[EntryKind, EntryKind]) -> None:
    """Refuse who may not tie such ends: who records people, or who records things and places."""
    about_things = EntryKind.OBJECT in kinds or EntryKind.PERSON not in kinds
    require(can_record_object(by) if about_things else can_amend_person(by))


def _restrict(links: list[Link], restriction: LinkRestriction, by: Officer) -> None:
    for link in links:
        link.restriction, link.restricted_by = restriction, by.label
        link.save(update_fields=["restriction", "restricted_by"])
        _log(link, "restrict_address", by)
    _rebuild_keys_of(links)


def _rebuild_keys_of(links: list[Link]) -> None:
    """Compute anew by what people are found: a hidden address is no key (L5)."""
    people = {link.source_id for link in links}
    for person in Person.objects.select_for_update().filter(pk__in=people):
        rebuild_keys(person)


def _log(link: Link, action: str, by: Officer) -> None:
    subject = Subject(kind="link", ids=(link.source_id, link.target_id))
    record_change(by=by, of=subject, action=action, detail=link.role)


def _kinds(source: UUID, target: UUID, role: LinkRole) -> tuple[EntryKind, EntryKind]:
    """Return the kinds of both ends. Raises NotPossible where the role does not tie such ends."""
    allowed = ends_of(role)
    if not allowed:
        said = f"The role “{role.label}” is not drawn by hand."
        raise NotPossible(said, field="role", rule="L2")
    found = dict(Entry.objects.filter(pk__in=[source, target]).values_list("pk", "kind"))
    for field, key, position in (("source", source, 0), ("target", target, 1)):
        fitting = {ends[position] for ends in allowed}
        if found.get(key) not in fitting:
            kind = " or ".join(sorted(each.label.lower() for each in fitting))
            raise NotPossible(f"The index knows no {kind} with this key.", field=field, rule="L1")
    kinds = EntryKind(found[source]), EntryKind(found[target])
    if kinds not in allowed:
        said = f"“{role.label}” does not link a {kinds[0].label.lower()} to this."
        raise NotPossible(said, field="role", rule="L2")
    return kinds
