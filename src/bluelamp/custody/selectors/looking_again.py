"""Reading which disposals somebody must look at again, and when (BAI-15, section 15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bluelamp.core.time import day_of
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.models import Disposal, DisposalLook, Suite

AHEAD = timedelta(days=7)
BY_SUPERVISOR = (DisposalCode.RUI,)
BY_CUSTODY = (
    DisposalCode.CHG_BAIL,
    DisposalCode.CHG_NOBAIL,
    DisposalCode.POSTAL_REQ,
    DisposalCode.CAUTION_COND,
    DisposalCode.YCC,
)


def to_look_at(
    suites: Iterable[Suite], codes: Collection[DisposalCode], at: datetime
) -> QuerySet[Disposal]:
    """Return the disposals that stand and whose day is near or past, as ``on``: one statement."""
    looks = DisposalLook.objects.filter(disposal=OuterRef("pk")).order_by("-recorded_at")
    later = Disposal.objects.filter(
        offence=OuterRef("offence"), recorded_at__gt=OuterRef("recorded_at")
    )
    until: date = day_of(at) + AHEAD
    return (
        Disposal.objects.filter(
            offence__record__suite__in=list(suites), code__in=codes, code=F("offence__disposal")
        )
        .exclude(Exists(later))
        .annotate(looked=Exists(looks), next_on=Subquery(looks.values("next_on")[:1]))
        .filter(Q(looked=False) | Q(next_on__isnull=False))
        .annotate(on=Coalesce("next_on", "look_again_on"))
        .filter(on__lte=until)
        .select_related("offence__record__event", "offence__record__suite")
        .order_by("on")
    )
