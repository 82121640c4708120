"""Answering, swapping and releasing."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import DeclineReason
from bluelamp.training.models import Booking
from bluelamp.training.presenters.words import when_in_words, where_in_words


class DeclineForm(forms.Form):
    """Why a place is not taken."""

    reason = forms.ChoiceField(
        label="Why can you not come?", choices=choices(DeclineReason), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="In a few words",
        max_length=200,
        required=False,
        help_text="No need to say anything about your health.",
    )
    reveals = {"reason": {"OTHER": ["words"]}}


class SwapForm(forms.Form):
    """With which colleague to change places."""

    colleague = forms.ChoiceField(label="With whom?", widget=forms.RadioSelect)

    def __init__(self, *args: object, bookings: Iterable[Booking], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.learner.staff.label}: {_place(each)}") for each in bookings
        ]


class WaiverForm(forms.Form):
    """Why a rest day is used all the same."""

    waiver_reason = forms.CharField(
        label="Why this day, though it is a rest day?",
        max_length=200,
        required=False,
        help_text="Your manager decides. What is due for it follows from the notice you had.",
    )


class ReleaseForm(forms.Form):
    """Whether somebody is released."""

    decision = forms.ChoiceField(
        label="Release for this training?",
        choices=[("release", "Yes, release"), ("refuse", "No, and the booking is cancelled")],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label="Why not", max_length=200, required=False)
    reveals = {"decision": {"refuse": ["because"]}}


class CancelSessionForm(forms.Form):
    """Why a session is cancelled."""

    because = forms.CharField(
        label="Why is it cancelled?", max_length=200, help_text="Everybody booked is told this."
    )
    rebook = forms.BooleanField(
        label="Invite everybody to the earliest other session that suits them",
        required=False,
        initial=True,
    )


def _place(booking: Booking) -> str:
    return f"{when_in_words(booking.session)}, {where_in_words(booking.session)}"
