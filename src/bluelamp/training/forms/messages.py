"""Finding messages."""

from __future__ import annotations

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import MessageState
from bluelamp.training.selectors import NOT_ARRIVED


class FindMessagesForm(forms.Form):
    """Which messages to list; nothing is required."""

    state = forms.ChoiceField(
        label="What became of them",
        required=False,
        choices=[("", "Did not go out"), *choices(MessageState)],
    )
    nothing_required = True

    def states(self) -> list[str]:
        """Return the states looked for; an answer that cannot be read asks for the usual."""
        self.is_valid()
        chosen = self.cleaned_data.get("state") if self.is_bound else ""
        return [chosen] if chosen else [each.value for each in NOT_ARRIVED]
