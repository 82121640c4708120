"""One mark of a register as a page sends it, and many as a phone does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import LONDON
from bluelamp.core.words import choices
from bluelamp.training.enums import RegisterField, RegisterMark
from bluelamp.training.rules.register import WITH_A_TIME, Said
from bluelamp.training.services import MarkTold

MOST = 500
"""Marks in one batch: more than a class of any size leaves behind in a week."""


class MarkForm(forms.Form):
    """One mark: whom, which day, what. The time is of the class's own day, in London."""

    key = forms.UUIDField()
    person = forms.UUIDField(required=False)
    staff_number = forms.CharField(label="Staff number", max_length=20, required=False)
    day = forms.DateField(required=False)
    field = forms.ChoiceField(choices=choices(RegisterField))
    said = forms.ChoiceField(choices=choices(RegisterMark))
    clock = forms.TimeField(
        label="Time",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={"invalid": "Give the time as hours and minutes, such as 09:40."},
    )
    score = forms.DecimalField(
        label="Score",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        error_messages={
            "invalid": "A score is a number from 0 to 100.",
            "min_value": "A score is from 0 to 100.",
            "max_value": "A score is from 0 to 100.",
        },
    )
    words = forms.CharField(label="Who excused them, or why", max_length=200, required=False)
    after = forms.CharField(required=False)

    def clean_after(self) -> tuple[UUID, ...]:
        """Return the marks that were before the trainer's eyes."""
        try:
            return tuple(UUID(key) for key in self.cleaned_data["after"].split(",") if key)
        except ValueError as error:
            raise forms.ValidationError("This page is damaged. Load it again.") from error

    def told(self, at: datetime) -> MarkTold:
        """Return the mark; what is said without a time of its own happens now."""
        given = self.cleaned_data
        mark = RegisterMark(given["said"])
        when = _on_the_clock(given["day"], given["clock"]) or at
        return MarkTold(
            key=given["key"],
            field=RegisterField(given["field"]),
            said=Said(
                mark, when if mark in WITH_A_TIME else None, given["score"], given["words"].strip()
            ),
            made_at=at,
            day=given["day"],
            learner_id=given["person"],
            staff_number=given["staff_number"],
            after=given["after"],
        )

    @property
    def first_problem(self) -> tuple[str, str]:
        """Return the field at fault and what is wrong with it."""
        field, errors = next(iter(self.errors.items()))
        return field, str(errors[0])


class ReopenRegisterForm(forms.Form):
    """Why a closed register is opened again."""

    because = forms.CharField(
        label="Why is it opened again?",
        max_length=300,
        help_text="Kept with your name, and shown on the register. Nothing about health.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is opened again"},
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What a phone sends: by whom, the marks, and those that cannot be read."""

    officer: str
    marks: Sequence[MarkTold]
    unreadable: Sequence[tuple[str, str]]


def read_batch(body: bytes) -> Batch:
    """Return the marks of a batch. Raises NotPossible where it is none at all."""
    try:
        sent = json.loads(body)
        entries, officer = sent["marks"], str(sent["officer"])
    except (ValueError, TypeError, KeyError) as error:
        raise NotPossible("This is no batch of marks.", field="marks") from error
    if not isinstance(entries, list) or len(entries) > MOST:
        raise NotPossible(f"A batch has at most {MOST} marks.", field="marks")
    marks, unreadable = [], []
    for entry in entries:
        try:
            marks.append(_read(entry))
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            key = str(entry.get("key", "")) if isinstance(entry, Mapping) else ""
            unreadable.append((key, f"This mark cannot be read: {type(error).__name__}."))
    return Batch(officer, marks, unreadable)


def _read(entry: Mapping[str, Any]) -> MarkTold:
    return MarkTold(
        key=UUID(entry["key"]),
        field=RegisterField(entry["field"]),
        said=Said(
            RegisterMark(entry["said"]),
            _instant(entry["at"]) if entry.get("at") else None,
            _score(entry.get("score")),
            _text(entry, "words", 200),
        ),
        made_at=_instant(entry["made_at"]),
        day=date.fromisoformat(entry["day"]) if entry.get("day") else None,
        learner_id=UUID(entry["person"]) if entry.get("person") else None,
        staff_number=_text(entry, "staff_number", 20),
        after=tuple(UUID(each) for each in entry.get("after") or ())[:MOST],
    )


def _score(sent: object) -> Decimal | None:
    if sent is None or sent == "":
        return None
    score = Decimal(str(sent))
    if not score.is_finite():
        raise ValueError("no number")
    return score.quantize(Decimal("0.01"))


def _text(entry: Mapping[str, Any], name: str, longest: int) -> str:
    return str(entry.get(name) or "").replace("\0", "").strip()[:longest]


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise ValueError("a time without its offset")
    return instant


def _on_the_clock(day: date | None, clock: time | None) -> datetime | None:
    return datetime.combine(day, clock, LONDON) if day and clock else None
