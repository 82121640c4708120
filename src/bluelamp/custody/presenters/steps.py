"""What stands beside the form of a part of booking in: what is known, and what others typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import forms

from bluelamp.core.time import told
from bluelamp.custody.enums import CallEvent, Step
from bluelamp.custody.forms.steps.calls import KINDS
from bluelamp.custody.rules.vulnerability import treated_words
from bluelamp.custody.selectors.booking import Booking

from .acts import Rows
from .instants import Instant, instant
from .people import warning_words


def step_rows(booking: Booking, step: Step, markers: Iterable[str], *, cares: bool) -> Rows:
    """Return what the officer should have before their eyes while typing a part."""
    rows = []
    if booking.protected.needs_adult:
        here = "here" if booking.adult_here else "not here yet"
        treated = f"{treated_words(booking.protected)}. The appropriate adult is {here}."
        rows.append({"key": "Treated", "value": treated})
    if step is Step.RISK:
        known = "; ".join(warning_words(code, cares) for code in markers)
        rows.append({"key": "Warning markers", "value": known or "None recorded"})
        if booking.risk is not None:
            value = f"{told(booking.risk.occurred_at)} by {booking.risk.decided_by.label}"
            rows.append({"key": "Assessed before", "value": value})
    if step in KINDS and (so_far := booking.call(KINDS[step])):
        rows.append({"key": "Now", "value": _state(so_far.state.label, so_far.call.who)})
    return rows


def happened_so_far(booking: Booking, step: Step, now: datetime) -> list[dict[str, object]]:
    """Return what happened with somebody who is called, the latest first."""
    so_far = booking.call(KINDS[step]) if step in KINDS else None
    if so_far is None:
        return []
    return [
        {
            "title": CallEvent(one.event).label,
            "at": _instant(one.occurred_at, now),
            "by": one.by.label,
            "text": " ".join(filter(None, (one.who, one.text))),
        }
        for one in reversed(so_far.steps)
    ]


def differences(form: forms.Form, typed: dict[str, list[str]]) -> Rows:
    """Return field by field what another officer typed where it is not the same."""
    rows = []
    for name, field in form.fields.items():
        if name == "draft_version":
            continue
        theirs, mine = _typed(typed, name), _typed(dict(form.data.lists()), name)  # type: ignore[attr-defined]
        if theirs != mine:
            rows.append({"key": str(field.label or name), "value": _words(field, theirs) or "–"})
    return rows


def _typed(answers: dict[str, list[str]], name: str) -> list[str]:
    """Return what stands in the boxes of a field, also where it has several."""
    own = [name] if name in answers else [k for k in answers if k.startswith(f"{name}_")]
    return [value for key in sorted(own) for value in answers[key] if value]


def _words(field: forms.Field, typed: list[str]) -> str:
    labels = dict(getattr(field, "choices", ()))
    return ", ".join(str(labels.get(one, one)) for one in typed)


def _state(label: str, who: str) -> str:
    return f"{label}: {who}" if who else label


def _instant(when: datetime, now: datetime) -> Instant:
    return instant(when, now)
