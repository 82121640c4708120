"""Finding messages."""

from __future__ import annotations

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import MessageState


class FindMessagesForm(forms.Form):
    """Which messages to list; nothing is required."""

    state = forms.ChoiceField(
        label="What became of them",
        required=False,
        choices=[("", "Did not go out, and still matters"), *choices(MessageState)],
    )
    nothing_required = True

    @property
    def chosen(self) -> str:
        """Return the state looked for; an answer that cannot be read asks for the usual."""
        self.is_valid()
        return str(self.cleaned_data.get("state") or "") if self.is_bound else ""
