"""People held without an arrest for an offence, on top of the world of custody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.custody.world import HOUR, NOON, World

from bluelamp.access.models import Staff
from bluelamp.custody.enums import DetentionType
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.rules.mental_health import PlaceOfSafety
from bluelamp.custody.services import InspectorAuthority, hold_under_power
from bluelamp.nominals.models import Person

T = DetentionType
OTHERS = [kind for kind in T if kind.is_other_power]
UNTIL = {"court": "Lampton Magistrates", "court_until": (NOON + timedelta(days=2)).isoformat()}
# Enough for what each power rests on.
POWERS = {
    T.WARRANT: {"warrant_number": "W 7", "court": "Lampton Magistrates"},
    T.COURT_BAIL_BREACH: {"court": "Lampton Magistrates", "breach": "Broke the curfew."},
    T.REMAND_INQUIRIES: UNTIL,
    T.RECALL: {"revocation": "REV 1"},
    T.IMMIGRATION: {"notice_ref": "HO 1", "removal_set": "NO"},
    T.MENTAL_HEALTH: {"section": "S136", "consulted": "Nurse Bright, street triage."},
    T.BREACH_OF_PEACE: {"feared": "Shouting that he will go back and fight."},
    T.DRUG_CONCEALMENT: UNTIL,
    T.OTHER_POWER: {"act": "Extradition Act 2003 s.5"},
}
PLACE = PlaceOfSafety(
    imminent_risk="Tried to strangle herself in the van.",
    no_other_place="Both suites of the trust are full; asked at 11:40.",
    health_checks="Nurse Bright of the custody healthcare team, every 30 minutes.",
)


def brought(
    world: World, kind: DetentionType, person: Person | None = None, **change: Any
) -> CustodyRecord:
    """Bring somebody in under a power; no offence, no necessity."""
    usual: dict[str, Any] = {
        "detention_type": kind,
        "offence_ids": (),
        "necessity": (),
        "power": POWERS[kind],
    }
    return world.arrived(person, **(usual | change))


def inspectors(world: World, at: datetime = NOON + HOUR / 4, **change: Any) -> InspectorAuthority:
    """Return the inspector's authority that MH-4 asks for."""
    usual: dict[str, Any] = {
        "place": PLACE,
        "inspector": Staff.objects.get(pk=world.inspector.id),
        "authorised_at": at,
    }
    return InspectorAuthority(**(usual | change))


def held(
    world: World, kind: DetentionType, person: Person | None = None, **change: Any
) -> CustodyRecord:
    """Bring somebody in and decide at 12:30 that the power holds them."""
    opening = {name: change.pop(name) for name in ("power", "first_station_at") if name in change}
    record = brought(world, kind, person, **opening)
    usual: dict[str, Any] = {
        "record_id": record.pk,
        "version": record.version,
        "text": "As the papers say.",
        "not_told": None,
        "place": inspectors(world) if kind is T.MENTAL_HEALTH else None,
        "occurred_at": NOON + HOUR / 2,
        "by": world.custody_officer,
        "at": NOON + HOUR,
    }
    hold_under_power(**(usual | change))
    return CustodyRecord.objects.get(pk=record.pk)
