"""Use of force, incidents and complaints: told, and open until the right people know."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.custody.enums import CareTaskKind, CustodyEntryKind, IncidentKind
from bluelamp.custody.models import CustodyEntry

from .caring import cared_for, open_task
from .record_keeping import enter, written


def record_force(
    *,
    record_id: UUID,
    who: str,
    technique: str,
    why: str,
    form_reference: str,
    injuries: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record a use of force: who, what or which restraint, why, and the national form (CAR-16)."""
    with cared_for(
        record_id, "The use of force", occurred_at, by=by, at=at, action="record_force"
    ) as record:
        told = {
            "who": written(who, "who used force", field="who", rule="CAR-16"),
            "technique": written(technique, "what was used", field="technique", rule="CAR-16"),
            "why": written(why, "why force was needed", field="why", rule="CAR-16"),
            "form": form_reference.strip(),
            "injuries": injuries.strip(),
        }
        form = told["form"] or "not completed yet"
        said = (
            f"Force used by {told['who']}: {told['technique']}. Why: {told['why']} "
            f"Injuries: {told['injuries'] or 'none seen'}. Use-of-force record: {form}."
        )
        kind = CustodyEntryKind.FORCE
        return enter(record, kind, said, occurred_at=occurred_at, by=by, told=told)


def record_incident(
    *,
    record_id: UUID,
    kind: IncidentKind,
    text: str,
    scene_preserved: bool,
    recordings_preserved: bool,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record an adverse incident or near miss; the inspector is told, the gravest referred.

    What is not preserved yet is said so, and stays to be done (CAR-17).
    """
    with cared_for(
        record_id, "The incident", occurred_at, by=by, at=at, action="record_incident"
    ) as record:
        words = written(text, "what happened", rule="CAR-17")
        open_task(
            record,
            CareTaskKind.TELL_INSPECTOR,
            f"{kind.label}: {words}",
            opened_at=occurred_at,
            by=by,
        )
        if kind.is_referred:
            text = f"{kind.label}: duty to refer (Police Reform Act 2002, Schedule 3)"
            open_task(record, CareTaskKind.REFER_IOPC, text, opened_at=occurred_at, by=by)
        kept = [
            "Scene preserved" if scene_preserved else "Scene not preserved",
            "recordings preserved" if recordings_preserved else "recordings not preserved yet",
        ]
        return enter(
            record,
            CustodyEntryKind.INCIDENT,
            f"{kind.label}. {words} {', '.join(kept)}.",
            occurred_at=occurred_at,
            by=by,
            incident=kind,
            scene_preserved=scene_preserved,
            recordings_preserved=recordings_preserved,
        )


def record_complaint(
    *,
    record_id: UUID,
    text: str,
    assault: bool,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record a complaint of treatment; the inspector is told, an assault seen to (CAR-19)."""
    with cared_for(
        record_id, "The complaint", occurred_at, by=by, at=at, action="record_complaint"
    ) as record:
        words = written(text, "what the person complains of", rule="CAR-19")
        open_task(
            record, CareTaskKind.TELL_INSPECTOR, f"Complaint: {words}", opened_at=occurred_at, by=by
        )
        if assault:
            open_task(
                record,
                CareTaskKind.CALL_HEALTHCARE,
                "Alleged assault",
                opened_at=occurred_at,
                by=by,
            )
        said = f"Complaint of treatment. {words}{' Assault alleged.' if assault else ''}"
        kind = CustodyEntryKind.COMPLAINT
        return enter(record, kind, said, occurred_at=occurred_at, by=by, assault=assault)
