"""Recording and removing photographs of people."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import PhotographSource
from bluelamp.nominals.models import Person, Photograph, PhotographImage
from bluelamp.nominals.policies import can_amend_person, can_remove_photograph
from bluelamp.nominals.rules.photographs import problem_of_date
from bluelamp.nominals.selectors import golden_id

from .pictures import read_picture


@transaction.atomic
def add_photograph(
    *,
    person_id: UUID,
    data: bytes,
    source: PhotographSource,
    taken_on: date,
    by: Officer,
    at: datetime,
) -> Photograph:
    """Keep a photograph of a person. The latest taken stands for them; earlier ones stay listed.

    Raises NotPossible for what is no picture (``read_picture``), and for a day on which it cannot
    have been taken.
    """
    require(can_amend_person(by))
    person = Person.objects.select_for_update().get(pk=golden_id(person_id))
    problem = problem_of_date(taken_on, born=person.born_from, today=day_of(at))
    if problem:
        raise NotPossible(problem, field="taken_on", rule="M8")
    picture = read_picture(data)
    made = Photograph.objects.create(
        person=person,
        source=source,
        taken_on=taken_on,
        width=picture.width,
        height=picture.height,
        recorded_by=by.label,
    )
    PhotographImage.objects.create(photograph=made, full=picture.full, small=picture.small)
    record_change(by=by, of=_of(made), action="add_photograph")
    return made


@transaction.atomic
def remove_photograph(
    *, photograph_id: UUID, because: str, by: Officer, at: datetime
) -> Photograph:
    """Delete a picture for good; that there was one, who removed it and why stays.

    Raises NotPossible without a reason, and for one that is removed already.
    """
    require(can_remove_photograph(by))
    found = Photograph.objects.select_for_update().get(pk=photograph_id)
    if found.removed_at:
        raise NotPossible("This photograph is removed already.", field="because", rule="DPA s.47")
    if not because.strip():
        raise NotPossible(
            "Say why the photograph is removed (DPA s.47).", field="because", rule="DPA s.47"
        )
    PhotographImage.objects.filter(photograph=found).delete()
    found.removed_at, found.removed_by, found.removed_because = at, by.label, because.strip()
    found.save(update_fields=["removed_at", "removed_by", "removed_because"])
    record_change(by=by, of=_of(found), action="remove_photograph")
    return found


def _of(photograph: Photograph) -> Subject:
    return Subject(kind="person", ids=(photograph.person_id,), reference=str(photograph.pk))
