from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal


class Booking(forms.Form):
    reveals = {"reason": {"other": ["words"]}}

    name = forms.CharField(label="Name", help_text="As given.", max_length=5)
    grounds = forms.CharField(label="Grounds", max_length=10, widget=forms.Textarea)
    reason = forms.ChoiceField(
        label="Reason", choices=[("theft", "Theft"), ("other", "Other")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="In words", required=False)
    rights = forms.BooleanField(label="Rights explained")
    age = forms.IntegerField(label="Age", min_value=10)
    URN = forms.CharField(label="URN", required=False, validators=[])
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def answers(**given: str) -> dict[str, str]:
    good = {"name": "Ann", "grounds": "Seen", "reason": "theft", "rights": "on", "age": "30"}
    return good | given


def said(field: str, **given: str) -> list[str]:
    return list(Booking(answers(**given))[field].errors)


@pytest.mark.parametrize(
    ("field", "given", "words"),
    [
        ("name", "", "Enter name"),
        ("name", "Annabel", "Name must be 5 characters or fewer: you typed 7"),
        ("grounds", "😀" * 11, "Grounds must be 10 characters or fewer: you typed 11"),
        ("reason", "", "Select reason"),
        ("reason", "arson", "Select reason from the list"),
        ("rights", "", "Tick “Rights explained” to go on"),
        ("age", "ten", "Age must be a whole number"),
        ("age", "9", "Age must be 10 or more"),
    ],
)
def test_djangos_errors_are_worded_so_that_they_name_the_field(
    field: str, given: str, words: str
) -> None:
    assert said(field, **{field: given}) == [words]


def test_an_error_that_a_form_words_itself_stays_as_it_is() -> None:
    class Worded(forms.Form):
        code = forms.CharField(error_messages={"required": "Say why"})

        def clean(self) -> None:
            self.add_error("code", ValidationError("Not today", code="required"))

    assert list(Worded({"code": ""})["code"].errors) == ["Say why", "Not today"]


def test_an_abbreviation_keeps_its_capitals_within_a_sentence() -> None:
    class Numbered(forms.Form):
        urn = forms.CharField(label="URN of the case")

    assert list(Numbered({})["urn"].errors) == ["Enter URN of the case"]


@pytest.mark.parametrize("name", ["Zoë", "محمد", "£5 😀", "<i>"])
def test_what_was_typed_is_kept_and_escaped(name: str) -> None:
    form = Booking(answers(name=name, age=""))
    assert not form.is_valid()
    escaped = name.replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{escaped}"' in str(form["name"])
    assert 'dir="auto"' in str(form["name"])


def test_hint_and_error_are_tied_to_the_input() -> None:
    shown = Booking(answers(name=""))["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert "govuk-input--error" in shown
    assert "Error:</span>" in shown


def test_the_browser_never_cuts_a_text_short() -> None:
    shown = str(Booking())
    assert "maxlength=" not in shown.replace("data-maxlength=", "")
    assert 'data-maxlength="10"' in shown
    assert "required" not in shown


def test_radios_stand_in_a_fieldset_and_show_what_a_choice_asks_for_once() -> None:
    shown = str(Booking())
    assert shown.index("<fieldset") < shown.index("<legend") < shown.index('type="radio"')
    assert shown.count('name="words"') == 1
    assert shown.index('value="other"') < shown.index('name="words"')


def test_a_hidden_field_has_no_label() -> None:
    assert str(Booking()).count('name="token"') == 1
    assert "Token" not in str(Booking())


def test_the_summary_links_to_every_field_and_tells_what_has_no_field() -> None:
    form = Booking(answers(name="", reason=""))
    form.add_error(None, "Nobody is here.")
    shown = render_to_string("components/error_summary.html", {"form": form})
    assert '<a href="#id_name">Enter name</a>' in shown
    assert '<a href="#id_reason_0">Select reason</a>' in shown
    assert "Nobody is here." in shown


def test_there_is_no_summary_without_errors() -> None:
    assert not render_to_string("components/error_summary.html", {"form": Booking()}).strip()


@pytest.mark.parametrize(
    ("field", "stands_at"), [("name", "name"), ("unheard_of", "__all__"), (None, "__all__")]
)
def test_a_refusal_is_shown_beside_the_answer_at_fault(field: str | None, stands_at: str) -> None:
    form = Booking(answers())
    assert form.is_valid()
    show_refusal(form, NotPossible("Already booked in.", field=field))
    assert form.errors[stands_at] == ["Already booked in."]
