"""The equality impact record as shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluelamp.training.enums import Dimension, EqualityTrigger
from bluelamp.training.models import EqualityEntry, EqualityVersion

from .words import day_in_words


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The version of the assessment in force, and whether the next is overdue (GOV-8.5)."""

    words: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A regard that was had."""

    title: str
    facts: list[dict[str, str]]
    look_again: bool
    corrected: bool


def version_line(versions: Sequence[EqualityVersion], today: date) -> VersionLine:
    """Return the version in force in words."""
    if not versions:
        return VersionLine("No version of the assessment has been recorded as accepted.", True)
    last = versions[0]
    due = f"The next is due on {day_in_words(last.next_due)}."
    words = f"Version {last.number}, accepted by {last.accepted_by} on "
    return VersionLine(f"{words}{day_in_words(last.accepted_on)}. {due}", last.next_due < today)


def entry_rows(entries: Sequence[EqualityEntry], today: date) -> list[EntryRow]:
    """Return the entries as shown, corrected ones marked."""
    return [_row(each, today) for each in entries]


def _row(entry: EqualityEntry, today: date) -> EntryRow:
    corrected = hasattr(entry, "corrected_by")
    about = Dimension(entry.characteristic).label if entry.characteristic else "All"
    again = entry.look_again_on
    facts = [
        ("Protected characteristic", about),
        ("What was found", entry.found),
        ("What is done", entry.done),
        ("Decided", f"{entry.decided_by}, {day_in_words(entry.decided_on)}"),
        ("Look again", day_in_words(again) if again else "No day is set"),
        ("Entered by", entry.told_by),
    ]
    if entry.corrects:
        facts.append(("Corrects", f"the entry of {day_in_words(entry.corrects.decided_on)}"))
    return EntryRow(
        EqualityTrigger(entry.trigger).label,
        [{"key": key, "value": value} for key, value in facts],
        bool(again and again <= today and not corrected),
        corrected,
    )
