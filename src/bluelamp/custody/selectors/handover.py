"""Reading what a change of shift needs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.custody.models import Briefing, Suite

WORKING_HERE = (Role.CUSTODY_OFFICER, Role.DETENTION_OFFICER)
SHOWN = 10


def latest_briefings(suite: Suite) -> QuerySet[Briefing]:
    """Return the last briefings of a suite with who made and who took over: two statements."""
    found = Briefing.objects.filter(suite=suite).select_related("made_by")
    return found.defer("content").prefetch_related("takeovers").order_by("-as_at")[:SHOWN]


def briefing_by_id(briefing_id: UUID) -> QuerySet[Briefing]:
    """Return a briefing with its suite and takeovers, if there is one."""
    found = Briefing.objects.filter(pk=briefing_id).select_related("suite", "made_by")
    return found.prefetch_related("takeovers")


def suite_staff(suite: Suite) -> list[str]:
    """Return who of the suite's unit works in custody; who is on duty, no roster here knows."""
    holding = RoleHolding.objects.filter(role__in=WORKING_HERE, held_until=None)
    staff = Staff.objects.filter(unit=suite.unit_id, is_active=True, role_holdings__in=holding)
    return [one.label for one in staff.distinct().order_by("family_name", "given_name")[:50]]
