"""The page on which visits are recorded: those in the suite, whose visit is due first on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.forms.boundfield import BoundField

from bluelamp.access.policies import Officer
from bluelamp.custody.enums import VisitSeen
from bluelamp.custody.forms.visits import VisitRoundForm
from bluelamp.custody.models import Visit
from bluelamp.custody.selectors.visits import ToVisit

from .acts import row
from .instants import instant
from .observation import ObservationShown, observation_shown
from .people import PersonShown, person_shown


@dataclass(frozen=True, slots=True)
class PersonToVisit:
    """A person in the suite with the box to tick and what is then asked."""

    key: str
    number: int
    where: str
    person: PersonShown
    watched: ObservationShown
    ticked: bool
    fields: list[BoundField]


def people_rows(
    form: VisitRoundForm, people: list[ToVisit], now: datetime, officer: Officer
) -> list[PersonToVisit]:
    """Return the people to visit, each with the fields of the form about them."""
    ticked = {str(key) for key in form["people"].value() or []}
    return [
        PersonToVisit(
            key=str(one.record.pk),
            number=number,
            where=f"Cell {one.cell}" if one.cell else "Not in a cell",
            person=person_shown(one.record.person, one.markers, now, officer),
            watched=observation_shown(one.observed, now),
            ticked=str(one.record.pk) in ticked,
            fields=form.fields_about(one.record.pk),
        )
        for number, one in enumerate(people)
    ]


def visit_rows(visit: Visit, now: datetime) -> list[dict[str, str]]:
    """Return what is known of a visit, with both its times, for the page that corrects it."""
    return [
        row("Made", instant(visit.visited_at, now).words),
        row("Typed", instant(visit.recorded_at, now).words),
        row("By", visit.visited_by_label),
        row("Where", f"Cell {visit.cell}" if visit.cell else "Not in a cell"),
        row("Found", VisitSeen(visit.seen).label),
    ]
