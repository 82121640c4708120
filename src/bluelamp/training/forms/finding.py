"""Finding sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import SessionState
from bluelamp.training.models import Course, Drop, Venue


class FindSessionsForm(forms.Form):
    """Which sessions to list; nothing is required."""

    course = forms.ChoiceField(label="Course", required=False)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *choices(SessionState)]
    )
    venue = forms.ChoiceField(label="Venue", required=False)
    past = forms.BooleanField(label="Show sessions that are over too", required=False)
    nothing_required = True

    def __init__(self, *args: object, drop: Drop | None, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        courses = Course.objects.filter(drop=drop) if drop else Course.objects.none()
        self.fields["course"].choices = [  # type: ignore[attr-defined]
            ("", "Any"),
            *((str(each.pk), each.title) for each in courses),
        ]
        self.fields["venue"].choices = [  # type: ignore[attr-defined]
            ("", "Any"),
            *((str(each.pk), each.name) for each in Venue.objects.order_by("name")),
        ]

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what is looked for; an answer that cannot be read asks for nothing."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "course_id": _key(found.get("course")),
            "venue_id": _key(found.get("venue")),
            "states": [found["state"]] if found.get("state") else [],
        }


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None
