"""What is asked when a notice of rights is given."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.custody.enums import NoticeReply
from bluelamp.custody.selectors.notices import notices_available

from .acts import SMALL, RecordForm, moment
from .fields import required


class GiveNoticeForm(RecordForm):
    """Which notice was given, and what the person did (RTS-2)."""

    notice = forms.ChoiceField(
        label="Notice in which language?",
        help_text="Children and people who do not read easily get the easy read one.",
    )
    reply = forms.ChoiceField(
        label="The person",
        choices=choices(NoticeReply),
        error_messages=required("Select whether the person signed"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    occurred_at = moment("When was it given?")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["notice"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in notices_available()
        ]

    def given(self) -> dict[str, Any]:
        """Return the reply as a word; a notice rests on no version (REC-12)."""
        answers = {name: each for name, each in self.cleaned_data.items() if name != "version"}
        return {**answers, "reply": NoticeReply(answers["reply"])}
