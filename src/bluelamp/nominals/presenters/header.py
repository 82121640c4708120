"""The page of one person in words: everything of every record that is judged to be theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import LONDON, shown

from ..enums import (
    WARNING_SIGNALS_VERIFIED,
    IdentifierScheme,
    LinkRole,
    LinkStatus,
    NameOrder,
    NameType,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
    WarningSignal,
)
from ..models import Identifier, Link, Person, PersonName, WarningMarker
from ..policies import can_view_health_reason
from ..rules.codes import countries, languages
from ..rules.markers import marker_state
from ..rules.survivorship import Offer, shown_value
from ..selectors import PersonPage, Relation
from .people import (
    WarningTag,
    answer_words,
    born_words,
    coded,
    nationality_words,
    number_words,
    tag_of,
)
from .photographs import Portrait, portraits
from .records import JoinedRecords, record_words, standings_of
from .spans import Spans, spans_of
from .ties import AssociateRow, associate_row
from .timeline import TimelineShown, latest_role

# Facts that few people have: shown where they are recorded, not asked for where they are not.
RARE = (
    "Title",
    "Place of birth",
    "How the death was verified",
    "Gender identity",
    "Further nationalities",
    "Interpreter",
)


class PersonHeader:
    """Everything on the page of a person, in words."""

    def __init__(self, page: PersonPage, officer: Officer, today: date) -> None:
        self.page = page
        self.officer = officer
        self.today = today

    @property
    def name(self) -> str:
        """Return the name that heads the page."""
        return self.page.person.known_as

    @property
    def role(self) -> str:
        """Return the latest part, to stand beside the name (INF-3.2)."""
        return latest_role(self.page)

    @property
    def born(self) -> str:
        """Return birth and age, as they stand under the name."""
        return born_words(self.page.person, self.today)

    @property
    def sex(self) -> str:
        """Return the sex recorded, as it stands under the name."""
        sex = Sex(self.page.person.sex)
        return "Sex not known" if sex is Sex.NOT_KNOWN else sex.label

    @property
    def police_numbers(self) -> list[str]:
        """Return PNC ID and CRO number, as they stand under the name."""
        return [
            number_words(each.scheme, each.value)
            for each in self.page.identifiers
            if each.scheme in (IdentifierScheme.PNC, IdentifierScheme.CRO) and each.valid
        ]

    @property
    def portrait(self) -> Portrait | None:
        """Return the photograph that stands for the person."""
        return next((each for each in self.portraits if each.url), None)

    @property
    def other_portraits(self) -> list[Portrait]:
        """Return the other photographs, removed ones last."""
        return [each for each in self.portraits if each is not self.portrait]

    @cached_property
    def portraits(self) -> list[Portrait]:
        """Return every photograph, the one that stands for the person first."""
        return portraits(self.page.photographs, self.today)

    @property
    def warnings(self) -> list[WarningTag]:
        """Return the markers, current ones first; health reasons only for carers (WM5)."""
        tags = [self._marker(marker) for marker in self.page.markers]
        return sorted(tags, key=lambda tag: not tag.is_current)

    @property
    def has_current_warning(self) -> bool:
        """Tell whether any marker is current."""
        return any(tag.is_current for tag in self.warnings)

    @property
    def meanings_unverified(self) -> bool:
        """Tell whether the page must say that the meanings of codes are not confirmed."""
        return bool(self.page.markers) and not WARNING_SIGNALS_VERIFIED

    @property
    def identity(self) -> list[dict[str, str]]:
        """Return the facts about the person as rows."""
        said = [_facts(person, self.today) for person in self.page.records]
        rare = [key for key in RARE if not any(each[key] for each in said)]
        said = [{key: each[key] for key in each if key not in rare} for each in said]
        if len(said) == 1:
            return [
                {"key": key, "value": value or "Not recorded"} for key, value in said[0].items()
            ]
        standings = standings_of(self.page)
        return [
            {"key": key, "value": _of_several([each[key] for each in said], standings)}
            for key in said[0]
        ]

    @property
    def names_head(self) -> list[str]:
        """Return the headings of the names."""
        return ["Name", "Kind", "Used", "Order", *self._record_head]

    @property
    def addresses_head(self) -> list[str]:
        """Return the headings of the addresses."""
        return ["Address", "Kind", "From", "Until", *self._record_head]

    @property
    def numbers_head(self) -> list[str]:
        """Return the headings of the numbers."""
        return ["Kind", "Number", "Note", *self._record_head]

    @property
    def _record_head(self) -> list[str]:
        return ["Record"] if self.page.is_joined else []

    def _source(self, person_id: UUID) -> list[str]:
        """Return the record a value belongs to (G1); nothing where there is only one."""
        return [record_words(self.page, person_id)] if self.page.is_joined else []

    @property
    def names(self) -> list[list[str]]:
        """Return every name: as borne, what sort, order, since when."""
        return [[*_name_row(name), *self._source(name.person_id)] for name in self.page.names]

    @property
    def addresses(self) -> list[list[str]]:
        """Return every address with its part and dates; what has ended says so."""
        return [
            [*_address_row(link), *self._source(link.source_id)] for link in self.page.addresses
        ]

    @property
    def numbers(self) -> list[list[str]]:
        """Return every identifier; what cannot be valid says so."""
        return [
            [*_number_row(each), *self._source(each.person_id)] for each in self.page.identifiers
        ]

    @property
    def spans(self) -> Spans | None:
        """Return the addresses over time, as bars."""
        return spans_of(self.page.addresses, self.today)

    @cached_property
    def timeline(self) -> TimelineShown:
        """Return a page of events with the filters."""
        return TimelineShown(self.page, self.officer)

    @property
    def associates(self) -> list[AssociateRow]:
        """Return whom the person is tied to, the strongest ties first."""
        found = self.page.associates
        return [associate_row(tie, found.people[tie.other], self.today) for tie in found.ties.found]

    @property
    def denied(self) -> list[tuple[str, str, str]]:
        """Return ties that were denied: name, address of the page, words of the tie."""
        return [_relation(each, *self._source(each.record)) for each in self.page.relations]

    @property
    def records(self) -> JoinedRecords:
        """Return the records that are judged one, and the judgements that join them."""
        return JoinedRecords(self.page, self.today)

    def _marker(self, marker: WarningMarker) -> WarningTag:
        state = marker_state(
            has_evidence=marker.evidence_id is not None,
            review_on=marker.review_on,
            today=self.today,
        )
        reason = " ".join(
            [self._reason(marker), *(f"({s})" for s in self._source(marker.person_id))]
        )
        return tag_of(marker.code, state, reason)

    def _reason(self, marker: WarningMarker) -> str:
        known = marker.code in tuple(WarningSignal)
        is_health = known and WarningSignal(marker.code).concerns_health
        if is_health and not can_view_health_reason(self.officer):
            return "The reason is shown to custody staff only."
        evidence = f" Evidence: {marker.evidence.reference}." if marker.evidence else ""
        review = f" Review by {marker.review_on:%d/%m/%Y}." if marker.review_on else ""
        return f"{marker.reason.rstrip('.')}. Set {shown(marker.set_at)}.{evidence}{review}"


def _name_row(name: PersonName) -> list[str]:
    return [name.full, NameType(name.type).label, _used(name), NameOrder(name.order).label]


def _used(name: PersonName) -> str:
    """Return from when to when a name was borne, as far as that is known."""
    since = f"from {name.used_from:%d/%m/%Y}" if name.used_from else ""
    until = f"until {name.used_until:%d/%m/%Y}" if name.used_until else ""
    return " ".join(filter(None, [since, until])).capitalize() or "Not known"


def _address_row(link: Link) -> list[str]:
    since = f"{link.held_from.astimezone(LONDON):%d/%m/%Y}" if link.held_from else "Not known"
    until = f"{link.held_until.astimezone(LONDON):%d/%m/%Y}" if link.held_until else "Now"
    return [str(link.target.location), LinkRole(link.role).label, since, until]


def _number_row(each: Identifier) -> list[str]:
    notes = ["From fingerprints" if each.confirmed_by_prints else ""]
    notes.append("" if each.valid else "Not valid: not used for matching")
    return [IdentifierScheme(each.scheme).label, each.value, " ".join(filter(None, notes))]


def _relation(each: Relation, *source: str) -> tuple[str, str, str]:
    doubt = "" if each.status is LinkStatus.CONFIRMED else f" ({each.status.label.lower()})"
    ended = ", ended" if each.ended else ""
    url = reverse("nominals:person", args=[each.person.pk])
    return each.person.known_as, url, ", ".join([f"{each.label}{doubt}{ended}", *source])


def _facts(person: Person, today: date) -> dict[str, str]:
    """Return what one record says, in words."""
    born = born_words(person, today).removeprefix("Born ")
    return {
        "Title": person.title,
        "Date of birth": born.removeprefix("Date of birth ").capitalize(),
        "Place of birth": person.place_of_birth,
        "How the death was verified": answer_words("death_source", person.death_source),
        "Sex": Sex(person.sex).label,
        "Gender identity": answer_words("gender_identity", person.gender_identity),
        "Self-defined ethnicity": coded(SelfDefinedEthnicity, person.self_defined_ethnicity),
        "Ethnicity as seen by an officer": coded(ObservedEthnicity, person.observed_ethnicity),
        "Nationality": countries().get(person.nationality, person.nationality),
        "Further nationalities": nationality_words(person.other_nationalities),
        "First language": languages().get(person.language, person.language),
        "Interpreter": "Needs an interpreter" if person.needs_interpreter else "",
    }


def _of_several(values: list[str], standings: list[Offer]) -> str:
    """Return the value shown (G2) with its record, and what others say instead (MG-05)."""
    nothing = {"", "Not known"}
    offers = [
        replace(standing, value="" if value in nothing else value)
        for value, standing in zip(values, standings, strict=True)
    ]
    found = shown_value(offers)
    if found is None:
        return "Not recorded"
    best = f"{found.best.value} (record {found.best.record})"
    if not found.others:
        return best
    others = "; ".join(f"{each.value} (record {each.record})" for each in found.others)
    return f"{best}. To be confirmed, for another record says: {others}"
