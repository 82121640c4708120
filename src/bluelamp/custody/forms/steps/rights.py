"""Rights and entitlements as a form: how they were given, and what the person wants of each."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    Nationality,
    NoticeForm,
    Signature,
    Step,
)
from bluelamp.custody.selectors.notices import languages_held, languages_not_held
from bluelamp.custody.services import CallNote, RightsTold
from bluelamp.nominals.panels import languages

from ..fields import required
from .frame import INLINE, SMALL, YES_NO, StepForm, line, moment, said_yes

ASK, DECLINE, NOT_NEEDED = CallEvent.ASK, CallEvent.DECLINE, CallEvent.NOT_NEEDED
ENGLISH = "en"


def language_choices() -> list[tuple[str, str]]:
    """Return the languages, English first."""
    rest = [(code, name) for code, name in languages().items() if code != ENGLISH]
    return [(ENGLISH, languages()[ENGLISH]), *rest]


def notice_choices() -> list[tuple[str, Any]]:
    """Return the languages of the notices held, then those in which none is."""
    missing = list(languages_not_held().items())
    return [*languages_held().items(), ("No notice held here", missing)]


class GiveRightsForm(StepForm):
    """Rights as given (RTS-1 to RTS-13)."""

    step = Step.RIGHTS
    asked = ("solicitor", "informed", "interpreter", "nationality")
    reveals = {
        "understood": {"NO": ["not_understood_why"]},
        "interpreter": {"YES": ["interpreter_language"]},
        "solicitor": {"OWN": ["solicitor_name"], "NO": ["solicitor_reason"]},
        "informed": {"YES": ["informed_who", "informed_reach"]},
        "nationality": {"FOREIGN": ["consulate", "consulate_who"]},
    }

    understood = forms.ChoiceField(
        label="Told their rights, and understood?",
        choices=YES_NO,
        error_messages=required("Select whether the person understood their rights"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    not_understood_why = line("Why not?")
    notice_language = forms.ChoiceField(label="Language of the written notice", initial=ENGLISH)
    notice_form = forms.ChoiceField(
        label="How the notice was given",
        choices=choices(NoticeForm),
        initial=NoticeForm.STANDARD.value,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    interpreter = forms.ChoiceField(
        label="Is an interpreter needed?",
        choices=YES_NO,
        error_messages=required("Select whether an interpreter is needed"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    interpreter_language = forms.ChoiceField(label="For which language?", required=False)
    solicitor = forms.ChoiceField(
        label="Solicitor: free and independent legal advice, at any time",
        choices=[
            ("DUTY", "Wants the duty solicitor"),
            ("OWN", "Wants a solicitor of their own"),
            ("NO", "Does not want one now"),
        ],
        error_messages=required("Select whether the person wants a solicitor"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    solicitor_name = line("Name and firm")
    solicitor_reason = line("The reason, if one is given", "Do not press for one.")
    informed = forms.ChoiceField(
        label="Does the person want somebody told that they are here?",
        choices=YES_NO,
        error_messages=required("Select whether somebody is to be told"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    informed_who = line("Who?")
    informed_reach = line("Telephone or address")
    nationality = forms.ChoiceField(
        label="Nationality",
        choices=choices(Nationality),
        error_messages=required("Select the nationality"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    consulate = forms.ChoiceField(
        label="Does the person want their embassy, consulate or High Commission told?",
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    consulate_who = line("Of which country?")
    wants_codes = forms.BooleanField(label="Wishes to read the Codes of Practice", required=False)
    signature = forms.ChoiceField(
        label="Signature for the rights",
        choices=choices(Signature),
        error_messages=required("Select whether the person signed"),
        widget=forms.RadioSelect(attrs=INLINE),
    )
    occurred_at = moment("Time the rights were given")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = self.fields["interpreter_language"]
        language.choices = language_choices()  # type: ignore[attr-defined]
        notice = self.fields["notice_language"]
        notice.choices = notice_choices()  # type: ignore[attr-defined]
        if self.booking.rights:
            for name in self.asked:
                self.fields[name].required = False
                self.fields[name].help_text = "Leave it where nothing has changed."

    def clean(self) -> dict[str, Any]:
        """Ask for what a reply entails."""
        said = super().clean() or {}
        needed = {
            ("understood", "NO"): ("not_understood_why", "Enter why the person did not understand"),
            ("solicitor", "OWN"): ("solicitor_name", "Enter the solicitor or firm"),
            ("informed", "YES"): ("informed_who", "Enter who is to be told"),
            ("nationality", "FOREIGN"): (
                "consulate",
                "Select whether the embassy, consulate or High Commission is to be told",
            ),
        }
        for (name, reply), (field, words) in needed.items():
            if said.get(name) == reply and not said.get(field):
                self.add_error(field, words)
        return said

    def given(self) -> dict[str, Any]:
        """Return the rights as the service takes them."""
        said = self.cleaned_data
        code = said["notice_language"]
        told = RightsTold(
            understood=said_yes(said, "understood"),
            not_understood_why=said["not_understood_why"],
            notice_form=NoticeForm(said["notice_form"]),
            notice_language=code,
            language_name=languages()[code],
            signature=Signature(said["signature"]),
            nationality=Nationality(said["nationality"]) if said["nationality"] else None,
            wants_codes=said["wants_codes"],
            calls=[note for name in self.asked if said[name] for note in [self._note(name, said)]],
        )
        return {"told": told, "occurred_at": said["occurred_at"]}

    def _note(self, name: str, said: dict[str, Any]) -> CallNote:
        made = {
            "solicitor": _solicitor,
            "informed": _informed,
            "interpreter": _interpreter,
            "nationality": _consulate,
        }
        return made[name](said)


def _solicitor(said: dict[str, Any]) -> CallNote:
    if said["solicitor"] == "NO":
        return CallNote(CallKind.SOLICITOR, DECLINE, text=said["solicitor_reason"])
    who = said["solicitor_name"] if said["solicitor"] == "OWN" else "Duty solicitor"
    return CallNote(CallKind.SOLICITOR, ASK, who=who)


def _informed(said: dict[str, Any]) -> CallNote:
    if not said_yes(said, "informed"):
        return CallNote(CallKind.INTIMATION, DECLINE)
    who, reach = said["informed_who"], said["informed_reach"]
    return CallNote(CallKind.INTIMATION, ASK, who=who, reach=reach)


def _interpreter(said: dict[str, Any]) -> CallNote:
    if not said_yes(said, "interpreter"):
        return CallNote(CallKind.INTERPRETER, NOT_NEEDED, text="Understands English.")
    language = languages().get(said["interpreter_language"], "")
    return CallNote(CallKind.INTERPRETER, ASK, reach=language)


def _consulate(said: dict[str, Any]) -> CallNote:
    nationality = Nationality(said["nationality"])
    if nationality is not Nationality.FOREIGN:
        return CallNote(CallKind.CONSULATE, NOT_NEEDED, text=f"{nationality.label}.")
    event = ASK if said_yes(said, "consulate") else DECLINE
    return CallNote(CallKind.CONSULATE, event, who=said["consulate_who"])
