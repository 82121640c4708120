"""The limits of a team."""

from __future__ import annotations

from django import forms


class TeamLimitForm(forms.Form):
    """How many of a team may be away, and who releases them."""

    cap_percent = forms.IntegerField(
        label="At most this share away at one time, in per cent", min_value=0, max_value=100
    )
    minimum = forms.IntegerField(label="At least so many stay", min_value=0, max_value=999)
    approves_each = forms.BooleanField(
        label="I release every booking myself, within the cap too", required=False
    )
