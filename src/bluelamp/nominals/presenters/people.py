"""Words, tags and dates of the pages about people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import LONDON

from ..enums import (
    DeathSource,
    EventKind,
    Gender,
    IdentifierScheme,
    LinkRole,
    LinkStatus,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
    WarningSignal,
)
from ..finder import Sameness
from ..models import Event, Person
from ..registry import event_page
from ..rules.birth import PartialDate
from ..rules.codes import countries, languages
from ..rules.markers import MarkerState, marker_state
from ..selectors import (
    Candidate,
    EventFound,
    LastEvent,
    TimelinePart,
    last_event_of,
)
from ..selectors.people import span_of
from .photographs import small_photograph_url

RESULT_COLOURS = {Sameness.MATCH: "green", Sameness.REVIEW: "yellow", Sameness.NO: "grey"}


@dataclass(frozen=True, slots=True)
class WarningTag:
    """A warning marker as a tag; what is not current is grey and says why (WM3)."""

    text: str
    colour: str
    is_current: bool
    note: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """Return the tag with why it is not current, where no note stands beside it."""
        return f"{self.text}: {self.note}" if self.note else self.text


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists and candidates show them."""

    id: str
    name: str
    url: str
    facts: str
    seen: str
    warnings: list[WarningTag]
    numbers: list[str]
    tag: str = ""
    colour: str = ""
    reasons: tuple[str, ...] = ()
    photograph: str = ""


def person_card(person: Person, today: date, *, matched: Iterable[str] = ()) -> PersonCard:
    """Return the card of a person read by ``people_by_id``; ``matched`` are values to show."""
    wanted = set(matched)
    numbers: list[Mapping[str, str]] = getattr(person, "numbers", [])
    photograph = getattr(person, "photograph", None)
    return PersonCard(
        id=str(person.pk),
        name=person.known_as,
        url=reverse("nominals:person", args=[person.pk]),
        facts=f"{born_words(person, today)}, sex {Sex(person.sex).label.lower()}",
        seen=seen_words(last_event_of(person)),
        warnings=[_tag_of_reading(each, today) for each in getattr(person, "warnings", [])],
        numbers=[
            number_words(each["scheme"], each["value"])
            for each in numbers
            if each["scheme"] in (IdentifierScheme.PNC, IdentifierScheme.CRO)
            or each["value"] in wanted
        ],
        photograph=small_photograph_url(photograph),
    )


def candidate_cards(candidates: Sequence[Candidate], today: date) -> list[PersonCard]:
    """Return the cards from which an officer chooses, each with the reasons."""
    return [_candidate_card(each, today) for each in candidates]


def _candidate_card(each: Candidate, today: date) -> PersonCard:
    card = person_card(each.person, today)
    return replace(
        card,
        tag=each.result.label,
        colour=RESULT_COLOURS[each.result],
        reasons=each.reasons,
    )


def born_words(person: Person, today: date) -> str:
    """Return ``Born 14/03/1985, aged 40``; an uncertain birth gives the span of ages.

    Of a person who has died it gives the day and the age they died at.
    """
    span = span_of(person.born_from, person.born_to, person.birth_quality)
    death = f", died {person.died_on:%d/%m/%Y}" if person.died_on else ""
    if span is None:
        return f"Date of birth not known{death}"
    return f"Born {span}{death}, {age_words(span, person.died_on or today)}"


def age_words(born: PartialDate, today: date) -> str:
    """Return ``aged 40`` or ``aged 39 to 40``."""
    youngest, oldest = born.ages_on(today)
    return f"aged {oldest}" if youngest == oldest else f"aged {youngest} to {oldest}"


def seen_words(last: LastEvent | None) -> str:
    """Return what part a person last had in what, never the name alone (INF-3.2)."""
    if last is None:
        return "No part in any recorded event"
    day = last.occurred_at.astimezone(LONDON)
    return f"{last.role.label}, {last.kind.label.lower()} {last.reference}, {day:%d/%m/%Y}"


def number_words(scheme: str, value: str) -> str:
    """Return ``PNC ID 2008/0410801U``."""
    return f"{IdentifierScheme(scheme).label} {value}"


def _tag_of_reading(marker: Mapping[str, Any], today: date) -> WarningTag:
    review = marker["review_on"]
    state = marker_state(
        has_evidence=marker["evidence"] is not None,
        review_on=date.fromisoformat(review) if review else None,
        today=today,
    )
    return tag_of(marker["code"], state)


def tag_of(code: str, state: MarkerState, reason: str = "") -> WarningTag:
    """Return a marker as a tag; a code that is not in the table stands as it is."""
    known = code in tuple(WarningSignal)
    text = f"{code} {WarningSignal(code).label}" if known else code
    current = state is MarkerState.CURRENT
    return WarningTag(text, "red" if current else "grey", current, "" if current else state, reason)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event on a timeline: where to open it, the person's part, and who else has one."""

    title: str
    url: str
    at: Any
    role: str
    status: str
    others: list[tuple[str, str, str]]
    source: str = ""


def event_row(entry: TimelinePart, officer: Officer) -> EventRow:
    """Return an event of a person as the timeline shows it."""
    status = "" if entry.status is LinkStatus.CONFIRMED else entry.status.label
    return EventRow(
        title=event_title(entry.event),
        url=event_url(entry.event, officer),
        at=entry.event.occurred_at,
        role=entry.role.label,
        status=status,
        others=[_named(part.person, part.role) for part in entry.others],
    )


def event_title(event: Event) -> str:
    """Return ``Custody CU-26-0000123-R: Lampton``."""
    head = f"{EventKind(event.kind).label} {event.reference}"
    return f"{head}: {event.title}" if event.title else head


def event_url(event: Event, officer: Officer) -> str:
    """Return where this officer opens an event, or nothing."""
    page = event_page(EventKind(event.kind), officer)
    return reverse(page.url_name, args=[event.pk]) if page else ""


def _named(person: Person, role: LinkRole) -> tuple[str, str, str]:
    return person.known_as, reverse("nominals:person", args=[person.pk]), role.label


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event found by its reference, with its people and their parts."""

    title: str
    url: str
    at: Any
    people: list[tuple[str, str, str]] = field(default_factory=list)
    why: str = ""


def event_card(found: EventFound, officer: Officer, *, why: str = "") -> EventCard:
    """Return an event found, with the people it was read with, and why it was found."""
    people = [_named(part.person, part.role) for part in found.people]
    event = found.event
    url = event_url(event, officer)
    return EventCard(event_title(event), url, event.occurred_at, people, why)


def coded(words: Any, code: str) -> str:
    """Return a code with its published meaning."""
    return f"{code} – {words(code).label}" if code in tuple(words) else code


CONFLICT_HEAD = ("What", "Recorded now", "Yours")


def conflict_rows(
    stored: Mapping[str, Any], offered: Mapping[str, Any], labels: Mapping[str, str]
) -> list[list[str]]:
    """Return both versions of what an officer wanted to save, where they differ."""
    return [
        [
            labels[name],
            answer_words(name, stored[name]) or "Not recorded",
            answer_words(name, answer) or "Not recorded",
        ]
        for name, answer in offered.items()
        if answer != stored[name]
    ]


def answer_words(name: str, answer: Any) -> str:
    """Return an answer as the page shows it."""
    if name == "birth":
        return "/".join(reversed(answer.split("-")))
    if name == "died_on":
        return f"{answer:%d/%m/%Y}" if answer else ""
    if name == "needs_interpreter":
        return "Yes" if answer else "No"
    if name == "other_nationalities":
        return nationality_words(answer)
    if name in _CODED:
        return coded(_CODED[name], answer)
    if name in _WORDED:
        return str(_WORDED[name](answer).label) if answer else ""
    listed = {"nationality": countries, "language": languages}
    return listed[name]().get(answer, answer) if name in listed else str(answer)


_CODED = {"self_defined_ethnicity": SelfDefinedEthnicity, "observed_ethnicity": ObservedEthnicity}
_WORDED: dict[str, Any] = {"sex": Sex, "gender_identity": Gender, "death_source": DeathSource}


def nationality_words(codes: Iterable[str]) -> str:
    """Return nationalities in words, with commas between them."""
    return ", ".join(countries().get(code, code) for code in codes)
