"""Searching, for programs. What is looked for stands in the body, never in the address."""

from __future__ import annotations

from datetime import date
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
from bluelamp.nominals.panels import (
    EventInBrief,
    Finding,
    PersonInBrief,
    Sought,
    event_in_brief,
    person_in_brief,
    read_sought,
)
from bluelamp.nominals.selectors import people_sought

from .forms import LONGEST, SHORTEST
from .presenters import why_words
from .selectors import found_for, people_of
from .services import keep_search

router = Router(tags=["search"])

Box = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST, pattern=NO_CONTROL_CHARACTERS)]
PageSize = Annotated[int, Field(ge=1, le=100, strict=True)]


class PeopleSought(Said):
    """Whom a program looks for: in one box as an officer types it, or in parts."""

    query: Box | None = None
    given_names: ShortWords = ""
    family_name: ShortWords = ""
    birth: Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    numbers: list[ShortWords] = Field(default_factory=list, max_length=5)
    postcode: Annotated[str, Field(max_length=10, pattern=NO_CONTROL_CHARACTERS)] = ""
    limit: PageSize = 20
    after: UUID | None = Field(default=None, description="The key of the last person shown")

    @property
    def parts(self) -> list[str]:
        """Return the parts, as an officer would type them into one box."""
        return [self.given_names, self.family_name, self.birth, *self.numbers, self.postcode]

    @model_validator(mode="after")
    def one_way_of_asking(self) -> Self:
        """Ask for the box or for parts, and for one of them."""
        if bool(self.query) == any(part.strip() for part in self.parts):
            raise ValueError("Give either query or some of the parts")
        return self

    def text(self) -> str:
        """Return what is looked for on one line."""
        return self.query or " ".join(" ".join(self.parts).split())


class PersonFound(Answer):
    """A person found, and why."""

    person: PersonInBrief
    score: float
    why: list[str]


class PeopleFound(Answer):
    """Some of the people found, the best first. ``next`` is handed back as ``after``."""

    search: UUID
    found: int
    items: list[PersonFound]
    next: UUID | None


class AnythingSought(Said):
    """What a program looks for, in one box."""

    query: Box


class AnythingFound(Answer):
    """The best of the people and the events found that the role may open."""

    search: UUID
    people: list[PersonFound]
    events: list[EventInBrief]
    people_found: int


@router.post("/people/search", response=PeopleFound)
@operation(Permission.VIEW_PERSON, Touches.READS)
def find_people(request: HttpRequest, said: PeopleSought) -> PeopleFound:
    """Find people by names, birth, numbers and postcode; each says why it was found."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    sought = read_sought(said.text(), day_of(at))
    _require_understood(said, sought, day_of(at))
    kept = keep_search(text=said.text()[:LONGEST], by=officer, at=at)
    everybody = people_sought(sought)
    begin = _place_after(said.after, everybody)
    page = everybody[begin : begin + said.limit]
    _log(kept.pk, officer, [each.person_id for each in page])
    more = len(everybody) > begin + said.limit
    return PeopleFound(
        search=kept.pk,
        found=len(everybody),
        items=_people(page, sought),
        next=page[-1].person_id if more else None,
    )


@router.post("/search", response=AnythingFound)
@operation(Permission.SEARCH_INDEX, Touches.READS)
def find_anything(request: HttpRequest, said: AnythingSought) -> AnythingFound:
    """Find people and events by anything that stands in them, as the search box does."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    kept = keep_search(text=said.query, by=officer, at=at)
    found = found_for(said.query, officer, day_of(at))
    events = [each.event for each in found.events]
    _log(kept.pk, officer, [*(each.person_id for each in found.best), *(e.pk for e in events)])
    return AnythingFound(
        search=kept.pk,
        people=_people(found.best, found.sought),
        events=[event_in_brief(event) for event in events],
        people_found=len(found.people),
    )


def _require_understood(said: PeopleSought, sought: Sought, today: date) -> None:
    """Raise NotPossible for a part that is not what it should be, instead of leaving it out."""
    if said.query:
        return
    checks = (
        ("birth", "NV-04", said.birth and not sought.born, "a date of birth"),
        ("numbers", "NV-07", not all(read_sought(n, today).numbers for n in said.numbers), "known"),
        ("postcode", "NV-09", said.postcode.strip() and not sought.postcode, "a postcode"),
    )
    for field, rule, wrong, words in checks:
        if wrong:
            raise NotPossible(f"What is given is not {words}.", field=field, rule=rule)


def _place_after(last: UUID | None, everybody: list[Finding]) -> int:
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


def _people(page: list[Finding] | tuple[Finding, ...], sought: Sought) -> list[PersonFound]:
    people = people_of(page)
    return [
        PersonFound(
            person=person_in_brief(person),
            score=each.score,
            why=list(why_words(each, sought)),
        )
        for each in page
        if (person := people.get(each.person_id))
    ]
