"""Searching, for programs. What is looked for stands in the body, never in the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field, model_validator

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, operation
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.shapes import NO_CONTROL_CHARACTERS, Answer, Said, ShortWords
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import (
    EventKind,
    LinkRole,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
)
from bluelamp.nominals.panels import (
    EventInBrief,
    Finding,
    PersonInBrief,
    event_in_brief,
    person_in_brief,
    sought_in_parts,
)

from .forms import LONGEST, SHORTEST
from .models import Search
from .presenters import narrowing_words, role_words, understood_words, why_words
from .selectors import Background, Found, found_for, people_of, sought_by
from .services import keep_precise_search, keep_search

router = Router(tags=["search"])

Box = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST, pattern=NO_CONTROL_CHARACTERS)]
Age = Annotated[int, Field(ge=0, le=120, strict=True)]
PageSize = Annotated[int, Field(ge=1, le=100, strict=True)]


class PeopleSought(Said):
    """Whom a program looks for: in one box as an officer types it, or in parts that all hold."""

    query: Box | None = None
    name: ShortWords = Field(default="", description="Any name; * stands for letters, ? for one")
    given_names: ShortWords = ""
    family_name: ShortWords = ""
    birth: Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    age_from: Age | None = None
    age_to: Age | None = None
    sex: Sex | None = None
    self_defined_ethnicity: SelfDefinedEthnicity | None = None
    observed_ethnicity: ObservedEthnicity | None = None
    numbers: list[ShortWords] = Field(default_factory=list, max_length=5)
    postcode: Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)] = ""
    area: Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)] = ""
    street: ShortWords = ""
    event_kind: EventKind | None = None
    role: LinkRole | None = None
    since: date | None = None
    until: date | None = None
    limit: PageSize = 20
    after: UUID | None = Field(default=None, description="The key of the last person shown")

    def parts(self) -> dict[str, str]:
        """Return the parts that are given, as an officer would type them."""
        given = self.model_dump(exclude={"query", "limit", "after", "numbers"})
        said = {name: str(value) for name, value in given.items() if value not in (None, "")}
        said |= {"number": " ".join(self.numbers)} if any(self.numbers) else {}
        return {"area": said.pop("postcode"), **said} if "postcode" in said else said

    @model_validator(mode="after")
    def one_way_of_asking(self) -> Self:
        """Ask for the box or for parts, and for one of them."""
        if bool(self.query) == any(part.strip() for part in self.parts().values()):
            raise ValueError("Give either query or some of the parts")
        return self


class PersonFound(Answer):
    """A person found, why, and what parts they have had in events that the role may open."""

    person: PersonInBrief
    score: float
    why: list[str]
    roles: list[str]


class PeopleFound(Answer):
    """Some of the people found, the best first. ``next`` is handed back as ``after``.

    ``understood`` is how the search was read. ``narrow`` says, where more people fit than are
    found, how many do and what would narrow the search.
    """

    search: UUID
    understood: str
    found: int
    narrow: str
    items: list[PersonFound]
    next: UUID | None


class AnythingSought(Said):
    """What a program looks for, in one box."""

    query: Box


class AnythingFound(Answer):
    """The best of the people and the events found that the role may open."""

    search: UUID
    understood: str
    narrow: str
    people: list[PersonFound]
    events: list[EventInBrief]
    people_found: int
    events_found: int


@router.post("/people/search", response=PeopleFound)
@operation(Permission.VIEW_PERSON, Touches.READS)
def find_people(request: HttpRequest, said: PeopleSought) -> PeopleFound:
    """Find people by a box, or by names, birth, place, parts in events; each says why."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    kept = _keep(said, officer, at)
    found = found_for(sought_by(kept, day_of(at)), officer, day_of(at))
    begin = _place_after(said.after, found.people)
    page = found.people[begin : begin + said.limit]
    _log(kept.pk, officer, [each.person_id for each in page])
    more = len(found.people) > begin + said.limit
    return PeopleFound(
        search=kept.pk,
        understood=understood_words(found.sought),
        found=len(found.people),
        narrow=narrowing_words(found),
        items=_people(page, found),
        next=page[-1].person_id if more else None,
    )


@router.post("/search", response=AnythingFound)
@operation(Permission.SEARCH_INDEX, Touches.READS)
def find_anything(request: HttpRequest, said: AnythingSought) -> AnythingFound:
    """Find people and events by anything that stands in them, as the search box does."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    kept = keep_search(text=said.query, by=officer, at=at)
    found = found_for(sought_by(kept, day_of(at)), officer, day_of(at))
    events = [each.event for each in found.events]
    _log(kept.pk, officer, [*(each.person_id for each in found.best), *(e.pk for e in events)])
    return AnythingFound(
        search=kept.pk,
        understood=understood_words(found.sought),
        narrow=narrowing_words(found),
        people=_people(found.best, found),
        events=[event_in_brief(event) for event in events],
        people_found=len(found.people),
        events_found=len(events),
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


def _log(search_id: UUID, officer: Officer, ids: list[UUID]) -> None:
    subject = Subject(kind="search", ids=tuple(ids), reference=str(search_id))
    record_reading(by=officer, of=subject, action="search")


def _people(page: Sequence[Finding], found: Found) -> list[PersonFound]:
    people = people_of(page)
    return [
        PersonFound(
            person=person_in_brief(person),
            score=each.score,
            why=list(why_words(each, found.sought, person, known)),
            roles=list(role_words(known)),
        )
        for each in page
        if (person := people.get(each.person_id))
        for known in [found.backgrounds.get(each.person_id, Background())]
    ]
