"""Parts that several forms about decisions on detention share: who was heard, who acts up."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.access.panels import StaffNumberField
from bluelamp.access.policies import Officer
from bluelamp.core.time import now
from bluelamp.custody.enums import RepresentationHow, Representer
from bluelamp.custody.policies import ActingUp, may_need_acting
from bluelamp.custody.rules.age import ages_at, is_child
from bluelamp.custody.rules.representations import Representation, offered_to

from .acts import SMALL, RecordForm
from .fields import required

REFUSED_WORDS = "What was said, or why it was refused"


class HeardForm(RecordForm):
    """A form that asks who made representations (REV-9, LIM-6)."""

    may_sleep = True

    def add_heard(self) -> list[str]:
        """Add the questions on representations and return their names in order."""
        names: list[str] = []
        for who in Representer:
            name = f"said_{who.lower()}"
            offered = [how for how in offered_to(who) if self.may_sleep or how.value != "ASLEEP"]
            self.fields[name] = forms.ChoiceField(
                label=f"Representations: {who.label[0].lower()}{who.label[1:]}",
                choices=[(how.value, how.label) for how in offered],
                initial=self._usual(who),
                error_messages=required(f"Select what {_the(who)} said"),
                widget=forms.RadioSelect(attrs=SMALL),
            )
            self.fields[f"{name}_words"] = forms.CharField(
                label=f"{who.label}: {REFUSED_WORDS[0].lower()}{REFUSED_WORDS[1:]}",
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            names += [name, f"{name}_words"]
        return names

    def heard(self) -> list[Representation]:
        """Return what was said, by whom."""
        answers = self.cleaned_data
        return [
            Representation(
                who,
                RepresentationHow(answers[f"said_{who.lower()}"]),
                answers[f"said_{who.lower()}_words"],
            )
            for who in Representer
        ]

    def _usual(self, who: Representer) -> str | None:
        """Offer an answer only where there is nobody to ask; the rest must be chosen."""
        youngest, _ = ages_at(self.record.person.born_from, self.record.person.born_to, now())
        adult = youngest is not None and youngest >= 18
        if who is Representer.APPROPRIATE_ADULT and adult:
            return RepresentationHow.ABSENT.value
        return None


def _the(who: Representer) -> str:
    said = who.label.lower()
    return said if said.startswith("the ") else f"the {said}"


class ActingForm(HeardForm):
    """A form that asks for authority to act up of who has not the rank by themselves (ROL-5)."""

    needed: Rank

    def __init__(self, *args: Any, officer: Officer, **more: Any) -> None:
        super().__init__(*args, **more)
        self.officer = officer
        self.acts_up = may_need_acting(officer, self.needed_rank())
        if self.acts_up:
            self.fields["acting_authority"] = StaffNumberField(
                label=f"Authority to act as {self.needed_rank().label.lower()} given by",
                help_text="Staff number of the officer who authorised it.",
                error_messages=required("Enter who authorised you to act up (ROL-5)"),
            )

    def needed_rank(self) -> Rank:
        """Return the rank whose powers the decision needs."""
        return self.needed

    def acting(self) -> ActingUp | None:
        """Return the authority to act up, or None where the officer's own rank is enough."""
        if not self.acts_up:
            return None
        staff: Staff = self.cleaned_data["acting_authority"]
        return ActingUp(self.needed_rank(), staff.pk, Rank(staff.rank), staff.label)

    @property
    def is_about_child(self) -> bool:
        """Tell whether the person is treated as a child now (VUL-1)."""
        return is_child(self.record.person.born_from, now())
