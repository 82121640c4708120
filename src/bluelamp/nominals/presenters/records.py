"""The records that are judged one person, and the judgements that join them, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import shown

from ..enums import LinkRole, Verdict
from ..models import Judgement, Parting, PartingNotice
from ..rules.survivorship import Offer, standing_of
from ..selectors import FactSince, PersonPage
from .people import born_words, event_title, event_url


def record_words(page: PersonPage, person_id: UUID) -> str:
    """Return ``Record 2``: records are numbered in the order in which they were made."""
    return f"Record {page.ids.index(person_id) + 1}"


def standings_of(page: PersonPage) -> list[Offer]:
    """Return for each record how well it is evidenced (G2), without a value yet."""
    detained = {
        each.record for each in page.timeline.counts if each.role is LinkRole.DETAINED_PERSON
    }
    return [
        Offer(
            value="",
            record=number,
            standing=standing_of(
                [one.scheme for one in page.identifiers if one.person_id == key and one.valid],
                printed=any(
                    one.confirmed_by_prints for one in page.identifiers if one.person_id == key
                ),
                detained=key in detained,
                told=False,
            ),
            recorded_at=page.records[number - 1].entry.recorded_at,
        )
        for number, key in enumerate(page.ids, start=1)
    ]


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement of two records of the page, and where it is ended."""

    words: str
    reason: str
    by: str
    url: str
    is_doubt: bool


@dataclass(frozen=True, slots=True)
class JoinedRecords:
    """How often the person is recorded, by which records, joined by which judgements."""

    page: PersonPage
    today: date

    head = ("Record", "Name", "Born", "Recorded")

    @property
    def title(self) -> str:
        """Return how often the person is recorded."""
        count = len(self.page.records)
        times = "twice" if count == 2 else f"{count} times"
        return f"Recorded {times}: these records are judged one"

    @property
    def rows(self) -> list[list[str]]:
        """Return the records in the order in which they were made."""
        return [
            [
                record_words(self.page, each.pk),
                each.known_as,
                born_words(each, self.today).removeprefix("Born "),
                shown(each.entry.recorded_at),
            ]
            for each in self.page.records
        ]

    @property
    def judgements(self) -> list[JudgementRow]:
        """Return what officers have judged of these records, doubts first (G6)."""
        rows = [self._row(each) for each in self.page.judgements]
        return sorted(rows, key=lambda row: not row.is_doubt)

    @property
    def contradicts_itself(self) -> bool:
        """Tell whether two of the records are also judged to be two people (G6)."""
        return any(each.verdict == Verdict.NOT_SAME for each in self.page.judgements)

    def _row(self, each: Judgement) -> JudgementRow:
        one, other = (record_words(self.page, key) for key in (each.first_id, each.second_id))
        seconded = f", proposed by {each.proposed_by}" if each.proposed_by else ""
        return JudgementRow(
            words=f"{one} and {other.lower()}: {Verdict(each.verdict).label.lower()}",
            reason=" ".join(filter(None, [each.reason, each.answer])),
            by=f"{each.judged_by}{seconded}, {shown(each.judged_at)}",
            url=reverse("nominals:end_judgement", args=[each.pk]),
            is_doubt=each.verdict != Verdict.SAME,
        )


class JudgementFacts:
    """A judgement on the page where it is ended."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.names = [judgement.first.known_as, judgement.second.known_as]
        self.parts = judgement.verdict == Verdict.SAME
        self.back = reverse("nominals:person", args=[judgement.first_id])

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return what was judged, by whom and why."""
        each = self.judgement
        facts = {
            "Judged": Verdict(each.verdict).label,
            "By": each.judged_by,
            "Proposed by": each.proposed_by,
            "When": shown(each.judged_at),
            "Why": each.reason,
            "What was compared": each.evidence,
            "Despite": each.answer,
        }
        return [{"key": key, "value": value} for key, value in facts.items() if value]


class PartingFacts:
    """What a parting asks of whoever settles it."""

    head = ("Kind", "What", "May be moved")

    def __init__(self, parting: Parting, facts: list[FactSince]) -> None:
        self.parting = parting
        self.rechecks = parting.rechecks
        self.people = both_named(parting)
        self.rows = [
            [each.sort, each.words, "Yes" if each.may_move else "No: correct it in that record"]
            for each in facts
        ]

    @property
    def when(self) -> str:
        """Return from when to when the two were one."""
        return f"{shown(self.parting.joined_at)} to {shown(self.parting.parted_at)}"

    @property
    def settled(self) -> str:
        """Return who settled it and how, empty while it waits."""
        each = self.parting
        if each.settled_at is None:
            return ""
        return f"Settled by {each.settled_by}, {shown(each.settled_at)}: {each.settled_how}"


class NoticeFacts:
    """What tells an officer that people in a record of theirs were parted (MG-06)."""

    def __init__(self, notice: PartingNotice, officer: Officer) -> None:
        parting = notice.parting
        self.people = both_named(parting)
        self.event = event_title(notice.event)
        self.event_url = event_url(notice.event, officer)
        self.when = f"{shown(parting.joined_at)} to {shown(parting.parted_at)}"
        self.why = f"{parting.judgement.judged_by}: {parting.judgement.reason}"
        self.answered = (
            f"Answered {shown(notice.seen_at)}: {notice.found}" if notice.seen_at else ""
        )


def both_named(parting: Parting) -> list[tuple[str, str]]:
    """Return the names and addresses of the two people parted."""
    return [
        (person.known_as, reverse("nominals:person", args=[person.pk]))
        for person in (parting.kept, parting.other)
    ]
