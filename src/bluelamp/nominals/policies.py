"""Who may see, record and amend people."""

from __future__ import annotations

from django.conf import settings

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Decision, Officer, can
from bluelamp.core.errors import NotPossible

from .enums import EventKind
from .models import Event, PartingNotice
from .registry import event_page


def can_view_person(officer: Officer) -> Decision:
    """Any person of the index, until records can be restricted by name (INF-10.12)."""
    return can(officer, Permission.VIEW_PERSON)


def can_create_person(officer: Officer) -> Decision:
    """Recording somebody new."""
    return can(officer, Permission.CREATE_PERSON)


def can_amend_person(officer: Officer) -> Decision:
    """Correcting or adding to what is recorded: those who may record may also correct."""
    return can(officer, Permission.CREATE_PERSON)


def can_remove_photograph(officer: Officer) -> Decision:
    """Removing a photograph for good: whoever answers for what is kept of people."""
    return can(officer, Permission.REMOVE_PHOTOGRAPH)


def can_record_object(officer: Officer) -> Decision:
    """Recording and correcting objects and places, and tying them."""
    return can(officer, Permission.RECORD_OBJECT)


def can_view_restricted_addresses(officer: Officer) -> Decision:
    """Seeing the addresses of protected people, and lifting the restriction (L5)."""
    return can(officer, Permission.VIEW_RESTRICTED_ADDRESSES)


def can_judge_sameness(officer: Officer) -> Decision:
    """Judging two records one person, two people, or parting them: the authority role of MG-01."""
    return can(officer, Permission.JUDGE_SAMENESS)


def can_answer_notice(officer: Officer, notice: PartingNotice) -> Decision:
    """Looking again at a record after a parting: the officer who owned it when it was parted."""
    if notice.staff_id == officer.id:
        return can(officer, Permission.VIEW_PERSON)
    return Decision(False, "Only the officer to whom this was sent may answer it.")


def can_view_health_reason(officer: Officer) -> Decision:
    """The words behind a health marker: for those who care for the person (WM5)."""
    return can(officer, Permission.CARE_FOR_PERSON)


def require_reason(officer: Officer) -> None:
    """Raise NotPossible (INF-5.6) before anything is typed that asking later would lose."""
    if officer.reason is None and settings.BLUELAMP_REASON_REQUIRED_BY != "NONE":
        raise NotPossible(
            "Say why you need to look through the index.", field="reason", rule="INF-5.6"
        )


def can_view_event(officer: Officer, event: Event) -> Decision:
    """Tell whether this officer may open an event: as the module that owns it says."""
    kind = EventKind(event.kind)
    if event_page(kind, officer):
        return Decision(True)
    return Decision(False, f"Your roles do not allow you to open a {kind.label.lower()} record.")
