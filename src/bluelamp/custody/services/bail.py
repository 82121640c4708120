"""Bail before charge: granted with a release, varied, extended, suspended (section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Role
from bluelamp.access.policies import Decision as May
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import BailFactor, CustodyEntryKind, DisposalCode, VictimViews
from bluelamp.custody.models import (
    Bail,
    BailConditions,
    BailDecision,
    CustodyEntry,
    CustodyRecord,
    Suite,
)
from bluelamp.custody.policies import (
    ActingUp,
    as_decider,
    can_act_up,
    can_manage_bail,
    can_open_bail_extension,
)
from bluelamp.custody.rules.bail_period import bail_starts, period_ends
from bluelamp.custody.rules.bail_terms import (
    FIRST_MONTHS,
    decider_of,
    ends_after_restart,
    may_bail,
    may_be_due,
    may_extend_bail,
    next_step,
)

from .record_keeping import changed_record, check_moment, enter, written
from .reviews import acting_columns, acting_words


@dataclass(frozen=True, slots=True)
class BailTerms:
    """On what terms a person is bailed before charge (BAI-2, BAI-3, BAI-5, BAI-11)."""

    station_id: UUID
    due_at: datetime
    factors: Sequence[BailFactor]
    reason: str
    victim_views: VictimViews | None
    conditions: str = ""
    cps_reference: str = ""


def start_bail(
    record: CustodyRecord,
    terms: BailTerms | None,
    codes: Sequence[DisposalCode],
    *,
    at: datetime,
    by: Officer,
) -> str:
    """Begin a time on bail for a locked record; return its words for the entry.

    The period counts from the arrest however often the person is bailed (BAI-4); awaiting a CPS
    decision it does not run (BAI-9).
    """
    if terms is None:
        raise NotPossible("Enter the terms of bail.", field="bail_due", rule="BAI-2")
    cps = DisposalCode.PCB_CPS in codes
    may_bail(
        factors=terms.factors,
        reason=terms.reason,
        victim_views=terms.victim_views,
        cps=cps,
        cps_reference=terms.cps_reference,
    ).require(_field_at_fault(terms))
    earlier = record.bails.order_by("granted_at").last()
    starts = bail_starts(record.arrested_at)
    months = earlier.months if earlier else FIRST_MONTHS
    ends = earlier.period_ends_on if earlier else period_ends(starts, months)
    may_be_due(terms.due_at, granted_at=at, ends_on=ends, suspended=cps).require("bail_due")
    bail = Bail.objects.create(
        record=record,
        granted_at=at,
        granted_by_id=by.id,
        for_cps=cps,
        cps_reference=terms.cps_reference.strip(),
        station=Suite.objects.get(pk=terms.station_id),
        due_at=terms.due_at,
        starts_on=starts,
        months=months,
        period_ends_on=ends,
        suspended_at=at if cps else None,
        factors=list(terms.factors),
        reason=terms.reason.strip(),
        victim_views=terms.victim_views or "",
    )
    BailConditions.objects.create(
        bail=bail, text=terms.conditions.strip(), from_at=at, set_by_id=by.id
    )
    return _bail_words(bail, terms.conditions)


def vary_bail(
    *,
    record_id: UUID,
    version: int,
    conditions: str,
    due_at: datetime,
    reason: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Change the conditions or the day of return; every version is kept (BAI-12, BAI-18)."""
    with changed_record(
        record_id, version=version, may=can_manage_bail, by=by, action="vary_bail"
    ) as record:
        bail = running_bail(record)
        check_moment(record, "The change", occurred_at, at=at, after=[("bail", bail.granted_at)])
        words = written(reason, "why it is changed", field="reason", rule="BAI-12")
        may_be_due(
            due_at,
            granted_at=occurred_at,
            ends_on=bail.period_ends_on,
            suspended=bail.suspended_at is not None,
        ).require("due_at")
        present = bail.condition_sets.get(until_at=None)
        lines = [f"Bail varied, in writing. {words}"]
        if conditions.strip() != present.text:
            present.until_at = occurred_at
            present.save(update_fields=["until_at"])
            BailConditions.objects.create(
                bail=bail,
                text=conditions.strip(),
                from_at=occurred_at,
                set_by_id=by.id,
                reason=words,
            )
            lines.append(f"Conditions now: {conditions.strip() or 'none'}.")
        if due_at != bail.due_at:
            lines.append(f"To return {told(due_at)}, no longer {told(bail.due_at)}.")
            bail.due_at = due_at
        bail.save()
        text = "\n".join(lines)
        return enter(record, CustodyEntryKind.BAIL, text, occurred_at=occurred_at, by=by)


def extend_bail(
    *,
    record_id: UUID,
    version: int,
    reasons: Mapping[str, str],
    representations: str,
    due_at: datetime,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    acting: ActingUp | None = None,
) -> BailDecision:
    """Extend the bail period by the next step of the ladder (BAI-6, BAI-7, BAI-17)."""

    def may(officer: Officer, record: CustodyRecord) -> May:
        lent = can_act_up(officer, acting)
        return can_open_bail_extension(officer, record) if lent else lent

    with changed_record(record_id, version=version, may=may, by=by, action="extend_bail") as record:
        bail = running_bail(record)
        check_moment(record, "The decision", occurred_at, at=at, after=[("bail", bail.granted_at)])
        may_extend_bail(
            bail.months,
            starts_on=bail.starts_on,
            at=occurred_at,
            reasons=reasons,
            representations=representations,
            officer=as_decider(by, record, acting),
            custody_officer=Role.CUSTODY_OFFICER in by.roles,
        ).require(_reason_at_fault(reasons))
        step = next_step(bail.months)
        assert step is not None  # noqa: S101  the rule asks for it
        ends = period_ends(bail.starts_on, step.to_month)
        may_be_due(due_at, granted_at=occurred_at, ends_on=ends, suspended=False).require("due_at")
        decision = BailDecision.objects.create(
            bail=bail,
            decider=decider_of(step),
            decided_at=occurred_at,
            decided_by_id=by.id,
            from_month=step.from_month,
            to_month=step.to_month,
            ends_on=ends,
            reasons=dict(reasons),
            representations=representations.strip(),
            **acting_columns(acting),
        )
        bail.months, bail.period_ends_on, bail.due_at = step.to_month, ends, due_at
        bail.save()
        _enter_decision(record, decision, bail, by, acting)
        return decision


def suspend_bail(
    *,
    record_id: UUID,
    version: int,
    reason: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Let the period stand still, or run again if it does (BAI-9, BAI-10)."""
    with changed_record(
        record_id, version=version, may=can_manage_bail, by=by, action="suspend_bail"
    ) as record:
        bail = running_bail(record)
        since = bail.suspended_at
        after = [("bail", bail.granted_at), ("the suspension", since)]
        check_moment(record, "The change", occurred_at, at=at, after=after)
        words = written(reason, "why", field="reason", rule="BAI-9")
        if since is None:
            bail.suspended_at = occurred_at
            text = f"Bail period stands still. {words}"
        else:
            bail.period_ends_on = ends_after_restart(bail.period_ends_on, since, occurred_at)
            bail.suspended_at = None
            text = f"Bail period runs again, to {bail.period_ends_on:%-d %B %Y}. {words}"
        bail.save()
        return enter(record, CustodyEntryKind.BAIL, text, occurred_at=occurred_at, by=by)


def running_bail(record: CustodyRecord) -> Bail:
    """Return the time on bail that has not ended, locked."""
    bail = record.bails.select_for_update().filter(ended_at=None).first()
    if bail is None:
        raise NotPossible("The person is not on bail.", rule="section 16")
    return bail


def _field_at_fault(terms: BailTerms) -> str:
    if not terms.factors:
        return "factors"
    if not terms.reason.strip():
        return "bail_reason"
    return "victim_views" if terms.victim_views is None else "cps_reference"


def _reason_at_fault(reasons: Mapping[str, str]) -> str:
    empty = next((letter for letter in "ABCD" if not reasons.get(letter, "").strip()), "")
    return f"reason_{empty.lower()}" if empty else "representations"


def _bail_words(bail: Bail, conditions: str) -> str:
    factors = "; ".join(BailFactor(one).label.lower() for one in bail.factors)
    stands = " The period does not run while the CPS decides." if bail.for_cps else ""
    return (
        f"To return to {bail.station.name} {told(bail.due_at)}. Necessary and proportionate: "
        f"{factors}. {bail.reason}\nConditions: {conditions.strip() or 'none'}. Victim’s views: "
        f"{VictimViews(bail.victim_views).label.lower()}.\nBail period from "
        f"{bail.starts_on:%-d %B %Y} to {bail.period_ends_on:%-d %B %Y} (BAI-4).{stands}"
    )


def _enter_decision(
    record: CustodyRecord,
    decision: BailDecision,
    bail: Bail,
    by: Officer,
    acting: ActingUp | None,
) -> None:
    reasons = "\n".join(f"{letter}: {words}" for letter, words in decision.reasons.items())
    enter(
        record,
        CustodyEntryKind.BAIL,
        f"Bail period extended from {decision.from_month} to {decision.to_month} months, to "
        f"{decision.ends_on:%-d %B %Y}.{acting_words(acting)} To return {told(bail.due_at)}.\n"
        f"{reasons}\nRepresentations: {decision.representations}",
        occurred_at=decision.decided_at,
        by=by,
        decision=str(decision.pk),
    )
