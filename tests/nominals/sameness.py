"""Judging in tests: who judges, what they say, and what may be compared afterwards."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from tests.nominals.conftest import AT
from tests.nominals.people import officer

from bluelamp.access.enums import Role
from bluelamp.nominals.models import ClusterMember, Judgement
from bluelamp.nominals.services import Judged, judge_not_same, judge_same

SAID = Judged(reason="Prints and documents agree", evidence="Custody photographs, passport")
# What judging itself writes: everything else must be as it was.
WRITTEN = {"judgement", "parting", "partingnotice"}


def supervisor() -> Any:
    return officer(Role.SUPERVISOR)


def join(one: Any, other: Any, *, said: Judged = SAID, by: Any = None) -> Judgement:
    return judge_same(one=one.pk, other=other.pk, said=said, by=by or supervisor(), at=AT)


def part(one: Any, other: Any, *, by: Any = None) -> Judgement:
    return judge_not_same(
        one=one.pk, other=other.pk, said=Judged("Two brothers"), by=by or supervisor(), at=AT
    )


def standing() -> dict[Any, Any]:
    """Return which record stands for which."""
    return dict(ClusterMember.objects.values_list("person_id", "golden_id"))


def everything() -> dict[str, list[Any]]:
    """Return every row of the index, but for what judging itself writes."""
    return {
        model._meta.model_name: sorted(model.objects.values_list(), key=repr)
        for model in apps.get_app_config("nominals").get_models()
        if model._meta.model_name not in WRITTEN
    }


def held() -> None:
    """Check now what the database holds at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
