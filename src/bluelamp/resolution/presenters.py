"""Pairs in words: the queue, and two records side by side with what agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from bluelamp.core.time import shown
from bluelamp.nominals.enums import IdentifierScheme, SelfDefinedEthnicity, Sex, Verdict
from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import (
    KnownPerson,
    PersonCard,
    Sameness,
    countries,
    number_words,
    person_card,
)

from .matching import Comparison
from .selectors import PairInQueue, PairPage

LIKELY = {
    Sameness.MATCH: "Very likely one person",
    Sameness.REVIEW: "Possibly one person",
    Sameness.NO: "Two people",
}
COLOURS = {Sameness.MATCH: "green", Sameness.REVIEW: "yellow", Sameness.NO: "grey"}
CONTACTS = (IdentifierScheme.PHONE, IdentifierScheme.EMAIL)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in the queue."""

    title: str
    url: str
    names: tuple[str, str]
    tag: str
    colour: str
    since: datetime
    age: str
    risk: str
    so_far: str


def pair_rows(pairs: list[PairInQueue], at: datetime) -> list[PairRow]:
    """Return a page of the queue."""
    return [_pair_row(each, at) for each in pairs]


def _pair_row(each: PairInQueue, at: datetime) -> PairRow:
    proposal, result = each.proposal, Sameness(each.proposal.result)
    return PairRow(
        title=f"Pair {proposal.pk}",
        url=reverse("resolution:pair", args=[proposal.pk]),
        names=(each.people[0].known_as, each.people[1].known_as),
        tag=LIKELY[result],
        colour=COLOURS[result],
        since=proposal.found_at,
        age=age_words(proposal.found_at, at),
        risk=" ".join(dict.fromkeys(each.cares)),
        so_far=_so_far(each),
    )


def age_words(since: datetime, at: datetime) -> str:
    """Return how long something waits, in whole days."""
    days = (at - since).days
    if days < 1:
        return "less than a day"
    return "1 day" if days == 1 else f"{days} days"


def _so_far(each: PairInQueue) -> str:
    if each.judgement is None:
        return ""
    return {
        Verdict.UNSURE: f"{each.judgement.judged_by} was not sure",
        Verdict.SAME_PROPOSED: f"Proposed by {each.judgement.judged_by}: another officer confirms",
    }.get(Verdict(each.judgement.verdict), "")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the two records, and whether they agree, in words and colour."""

    field: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    agreement: str
    colour: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button of the form."""

    verdict: str
    words: str
    style: str


class PairShown:
    """Everything on the page of a pair."""

    def __init__(self, page: PairPage, officer_id: UUID, today: date) -> None:
        self.page = page
        self.officer_id = officer_id
        self.today = today
        self.title = f"Pair {page.proposal.pk}: one person or two?"

    @property
    def cards(self) -> list[PersonCard]:
        """Return the two records as cards."""
        return [person_card(person, self.today) for person in self.page.people]

    @property
    def result(self) -> tuple[str, str]:
        """Return what the comparison says now, with its colour."""
        result = Sameness(self.page.comparison.result)
        return LIKELY[result], COLOURS[result]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why, in sentences."""
        return self.page.comparison.reasons

    @property
    def rows(self) -> list[FieldRow]:
        """Return field by field what the two records say."""
        compared = (_values(facts) for facts in self.page.facts)
        one, other = (dict(values) for values in compared)
        rows = [
            _row(field, part, one[field, part], other[field, part], self.page.comparison)
            for field, part in one
        ]
        return [*rows, *self._not_compared()]

    def _not_compared(self) -> list[FieldRow]:
        """Return what is shown and never used for matching (G8)."""
        one, other = (_described(person) for person in self.page.people)
        return [
            FieldRow(field, one[field], other[field], "Not used for matching", "grey")
            for field in one
            if one[field] or other[field]
        ]

    @property
    def cautions(self) -> list[str]:
        """Return what must be answered before the two are joined (G5, G7)."""
        return [caution.words for caution in self.page.standing.cautions]

    @property
    def cares(self) -> tuple[str, ...]:
        """Return why another officer must confirm (MG-01)."""
        return self.page.standing.cares

    @property
    def joined_with_others(self) -> list[str]:
        """Return which of the two is judged one with further records."""
        sides = zip(self.page.people, self.page.standing.sides, strict=True)
        return [
            f"{person.known_as} is judged one with {len(side) - 1} more."
            for person, side in sides
            if len(side) > 1
        ]

    @property
    def stands(self) -> str:
        """Return what has been judged so far."""
        made = self.page.standing.current
        if made is None or made.verdict == Verdict.WITHDRAWN:
            return ""
        words = Verdict(made.verdict).label
        return f"{words}, judged by {made.judged_by}, {shown(made.judged_at)}. {made.reason}"

    @property
    def is_one(self) -> bool:
        """Tell whether nothing is left to judge."""
        return self.page.standing.is_joined

    @property
    def awaits_another(self) -> bool:
        """Tell whether this officer has proposed it, so that another must confirm (MG-01)."""
        made = self.page.standing.current
        proposed = made is not None and made.verdict == Verdict.SAME_PROPOSED
        return proposed and made is not None and made.judged_by_id == self.officer_id

    @property
    def buttons(self) -> Iterator[Button]:
        """Return what this officer may judge."""
        verdict = self.page.standing.verdict
        if not self.awaits_another:
            confirms = verdict is Verdict.SAME_PROPOSED
            words = "Confirm: the same person" if confirms else "The same person"
            yield Button(Verdict.SAME, words, "")
        if verdict is not Verdict.NOT_SAME:
            yield Button(Verdict.NOT_SAME, "Two different people", "govuk-button--secondary")
        yield Button(Verdict.UNSURE, "Not sure", "govuk-button--secondary")


def _values(facts: KnownPerson) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield (field, part of the comparison) with the values of a record."""
    sex = Sex(facts.sex)
    numbers = [each for each in facts.identifiers if each[0] not in CONTACTS]
    yield ("Names", "names"), tuple(name.verbatim for name in facts.names)
    yield ("Date of birth", "dob"), (str(facts.born),) if facts.born else ()
    yield ("Sex", "sex"), () if sex is Sex.NOT_KNOWN else (sex.label,)
    yield ("Numbers", "identifiers"), tuple(number_words(*each) for each in numbers)
    places = ((each.line, each.town, each.postcode) for each in facts.addresses)
    yield ("Addresses", "address"), tuple(", ".join(filter(None, each)) for each in places)
    yield ("Telephones", "phone"), _contacts(facts, IdentifierScheme.PHONE)
    yield ("E-mail", "email"), _contacts(facts, IdentifierScheme.EMAIL)


def _contacts(facts: KnownPerson, scheme: IdentifierScheme) -> tuple[str, ...]:
    return tuple(value for kind, value in facts.identifiers if kind == scheme)


def _row(
    field: str, part: str, one: tuple[str, ...], other: tuple[str, ...], found: Comparison
) -> FieldRow:
    return FieldRow(field, one, other, *_agreement(one, other, found.scores.get(part, 0.0)))


def _agreement(one: tuple[str, ...], other: tuple[str, ...], weight: float) -> tuple[str, str]:
    if not one or not other:
        return "Not recorded for both", "grey"
    if weight < 0:
        return "Differs", "red"
    if _plain(one) & _plain(other):
        return "Agrees", "green"
    return ("Agrees in part", "yellow") if weight > 0 else ("Says nothing", "grey")


def _plain(values: tuple[str, ...]) -> set[str]:
    return {"".join(value.casefold().split()) for value in values}


def _described(person: Person) -> dict[str, tuple[str, ...]]:
    code, nation = person.self_defined_ethnicity, person.nationality
    known = code in tuple(SelfDefinedEthnicity)
    said = f"{code} – {SelfDefinedEthnicity(code).label}" if known else code
    return {
        "Self-defined ethnicity": (said,) if said else (),
        "Nationality": (countries().get(nation, nation),) if nation else (),
    }
