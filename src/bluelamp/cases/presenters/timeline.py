"""What happened in custody, to the exhibits and in the case, as one timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from bluelamp.cases.selectors import CaseFile
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.property.enums import ContinuityKind
from bluelamp.property.models import ContinuityEvent


def timeline_of(file: CaseFile) -> list[dict[str, Any]]:
    """Return what happened in custody, to the exhibits and in the case, in order of time."""
    merged = [*_custody(file), *_continuity(file), *_notes(file)]
    return sorted(merged, key=lambda each: (each["at"], each["recorded_at"]))


def _custody(file: CaseFile) -> Iterator[dict[str, Any]]:
    for entry in file.entries:
        corrected: bool = entry.corrected  # type: ignore[attr-defined]
        yield {
            "title": f"Custody: {CustodyEntryKind(entry.kind).label}",
            "by": entry.author_label,
            "at": entry.occurred_at,
            "recorded_at": entry.recorded_at,
            "tag": "Corrected later" if corrected else "",
            "colour": "grey",
        }


def _continuity(file: CaseFile) -> Iterator[dict[str, Any]]:
    references = {each.item_id: each.reference for each in file.exhibits}
    for link in file.chain:
        yield {
            "title": f"{references[link.item_id]}: {ContinuityKind(link.kind).label}",
            "href": reverse("property:item", args=[link.item_id]),
            "by": link.recorded_by.label,
            "at": link.occurred_at,
            "recorded_at": link.recorded_at,
            "text": f"{_way(link)} {link.to_holder}",
        }


def _way(link: ContinuityEvent) -> str:
    return "With" if link.from_holder == link.to_holder else "To"


def _notes(file: CaseFile) -> Iterator[dict[str, Any]]:
    for note in file.notes:
        yield {
            "title": "Note",
            "by": note.author.label,
            "at": note.occurred_at,
            "recorded_at": note.recorded_at,
            "text": note.text,
        }
