"""Searching people, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, operation
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.nominals.panels import Finding, sought_in_parts

from ..models import Search
from ..presenters import narrowing_words, understood_words
from ..selectors import found_for, sought_by
from ..services import keep_precise_search, keep_search
from .answers import PeopleFound
from .requests import PeopleSought
from .routing import log_search, officer_of, router
from .telling import people_told


@router.post("/people/search", response=PeopleFound)
@operation(Permission.VIEW_PERSON, Touches.READS)
def find_people(request: HttpRequest, said: PeopleSought) -> PeopleFound:
    """Find people by a box, or by names, birth, place, parts in events; each says why."""
    officer, at = officer_of(request), now()
    kept = _keep(said, officer, at)
    found = found_for(sought_by(kept, day_of(at)), officer, day_of(at))
    begin = _place_after(said.after, found.people)
    page = found.people[begin : begin + said.limit]
    log_search(kept.pk, officer, [each.person_id for each in page])
    more = len(found.people) > begin + said.limit
    return PeopleFound(
        search=kept.pk,
        understood=understood_words(found.sought),
        found=len(found.people),
        narrow=narrowing_words(found),
        items=people_told(page, found),
        next=page[-1].person_id if more else None,
    )


def _keep(said: PeopleSought, officer: Officer, at: datetime) -> Search:
    """Keep what is looked for. Raises NotPossible for a part that is not what it should be."""
    if said.query:
        return keep_search(text=said.query, by=officer, at=at)
    today = day_of(at)
    for number in said.numbers:
        for problem in sought_in_parts({"number": number}, today)[1]:
            raise NotPossible(problem.message, field="numbers", rule=problem.rule)
    if said.postcode and not sought_in_parts({"area": said.postcode}, today)[0].postcode:
        raise NotPossible("What is given is not a postcode.", field="postcode", rule="NV-09")
    return keep_precise_search(parts=said.parts(), by=officer, at=at)


def _place_after(last: UUID | None, everybody: Sequence[Finding]) -> int:
    if last is None:
        return 0
    keys = [each.person_id for each in everybody]
    if last not in keys:
        said = "This person is no longer found: search again from the beginning."
        raise NotPossible(said, field="after")
    return keys.index(last) + 1
