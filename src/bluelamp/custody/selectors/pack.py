"""Reading every open record whole, for the paper that stands in when the system is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from bluelamp.custody.models import CustodyEntry, CustodyRecord, Suite
from bluelamp.nominals.models import WarningMarker

from .observation import Observed, observation_of
from .records import FOR_THE_POWER, NOT_HELD


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A person held: the whole record, what to be warned of, and how they are watched."""

    record: CustodyRecord
    markers: tuple[str, ...]
    watched: Observed


@dataclass(frozen=True, slots=True)
class OpenSuite:
    """A suite and everybody held there, those in cells first."""

    suite: Suite
    held: list[OpenRecord]


def open_suites(suites: Iterable[Suite] | None = None) -> list[OpenSuite]:
    """Return these suites, or all, with their open records whole: eleven statements."""
    places = list(Suite.objects.order_by("name") if suites is None else suites)
    current = WarningMarker.objects.filter(ended_at=None).order_by("code")
    records = list(
        CustodyRecord.objects.filter(suite__in=places)
        .exclude(state__in=NOT_HELD)
        .select_related(
            "event__entry",
            "person",
            "suite",
            "arrested_by",
            "investigating_officer",
            "authorised_by",
            "place_of_safety__inspector",
            *FOR_THE_POWER,
        )
        .prefetch_related(
            "offences__offence",
            Prefetch("entries", CustodyEntry.objects.order_by("occurred_at", "recorded_at")),
            "entries__superseded_by",
            "reviews",
            "pauses",
            "occupations__cell",
            Prefetch("person__markers", current, to_attr="current_markers"),
        )
        .order_by("arrived_at")
    )
    watched = observation_of(records)
    return [
        OpenSuite(
            suite,
            [
                OpenRecord(one, _markers(one), watched[one.pk])
                for one in records
                if one.suite_id == suite.pk
            ],
        )
        for suite in places
    ]


def _markers(record: CustodyRecord) -> tuple[str, ...]:
    found: list[WarningMarker] = getattr(record.person, "current_markers", [])
    return tuple(one.code for one in found)
