"""Amending what a case says. A stale save is refused, so that neither text is lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.cases.models import Case, CaseOffence
from bluelamp.core.errors import NotPossible

from .collecting import locked_case, log_change
from .offences import OffenceDetails, check_details

EDIT_CONFLICT = "edit conflict"


def check_version(case: Case, version: int) -> None:
    """Refuse a change that was begun before somebody else's was saved."""
    if case.version != version:
        raise NotPossible(
            "Somebody else has changed this while you were writing. Compare both, then save again.",
            field="version",
            rule=EDIT_CONFLICT,
        )


@transaction.atomic
def amend_summary(*, case_id: UUID, summary: str, version: int, by: Officer, at: datetime) -> Case:
    """Change the summary of a case, as it stood at ``version``."""
    case = locked_case(case_id, by)
    check_version(case, version)
    case.summary = summary.strip()
    case.version += 1
    case.save(update_fields=["summary", "version"])
    log_change(case, "amend_summary", by, detail="summary")
    return case


@transaction.atomic
def amend_offence(
    *,
    case_id: UUID,
    case_offence_id: UUID,
    details: OffenceDetails,
    version: int,
    by: Officer,
    at: datetime,
) -> CaseOffence:
    """Change an offence of a case, as it stood at ``version`` of the case."""
    case = locked_case(case_id, by)
    check_version(case, version)
    check_details(details, at)
    offence = CaseOffence.objects.get(pk=case_offence_id, defendant__case=case)
    offence.offence_id = details.offence_id
    offence.committed_from, offence.committed_to = details.committed_from, details.committed_to
    offence.where, offence.wording = details.where.strip(), details.wording.strip()
    offence.save()
    case.version += 1
    case.save(update_fields=["version"])
    log_change(case, "amend_offence", by, detail="offence")
    return offence
