"""The form for a search said in parts; no part is asked for, any part narrows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import (
    Build,
    EventKind,
    HairColour,
    LinkRole,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
)
from bluelamp.nominals.panels import sought_in_parts

LONGEST = 100
# The parts that people play in events, as an officer looks for them.
PARTS = (
    LinkRole.DETAINED_PERSON,
    LinkRole.SUSPECT,
    LinkRole.OFFENDER,
    LinkRole.DEFENDANT,
    LinkRole.VICTIM,
    LinkRole.WITNESS,
    LinkRole.REPORTING_PERSON,
    LinkRole.PERSON_OF_INTEREST,
    LinkRole.INVOLVED_PARTY,
    LinkRole.MISSING_PERSON,
    LinkRole.SUBJECT,
    LinkRole.APPROPRIATE_ADULT,
)


def _words(label: str, hint: str = "", width: int = 20, **more: Any) -> forms.CharField:
    attrs = {
        "class": f"govuk-input--width-{width}",
        "autocomplete": "off",
        "spellcheck": "false",
        **more,
    }
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs=attrs),
    )


def _number(label: str) -> forms.CharField:
    return _words(label, width=3, inputmode="numeric")


def _one_of(label: str, words: Iterable[Any], *, coded: bool = False) -> forms.ChoiceField:
    named = [
        (each.value, f"{each.value} – {each.label}" if coded else each.label) for each in words
    ]
    return forms.ChoiceField(label=label, required=False, choices=[("", "Any"), *named])


class PreciseSearchForm(forms.Form):
    """Whom to look for, in parts."""

    nothing_required = True

    family_name = _words("Family name", "smi* finds every name that begins so.")
    given_names = _words("Given names", "A single letter is an initial.")
    name = _words("Any name", "An alias, a street name, a former name.")
    birth = _words("Date of birth", "14/03/1985, 03/1985, 1985 or 1980-1985.", 10)
    age_from = _number("Age from")
    age_to = _number("Age to")
    sex = _one_of("Sex", [sex for sex in Sex if sex is not Sex.NOT_KNOWN])
    self_defined_ethnicity = _one_of("Self-defined ethnicity", SelfDefinedEthnicity, coded=True)
    observed_ethnicity = _one_of("Observed ethnicity", ObservedEthnicity, coded=True)
    number = _words(
        "Number or reference", "PNC ID, CRO number, telephone, registration mark, e-mail address."
    )
    area = _words("Postcode or district", "SW9 8AB or SW9.", 10)
    street = _words("Street", "With or without the number of the house.")
    event_kind = _one_of("Kind of record", ())
    role = _one_of("Part in it", PARTS)
    since = _words("From", "For example 10/3/2026.", 10)
    until = _words("To", "For example 31/3/2026.", 10)
    build = _one_of("Build", [each for each in Build if each is not Build.NOT_KNOWN])
    hair = _one_of("Hair", HairColour)
    height_from = _number("Height from (cm)")
    height_to = _number("Height to (cm)")
    features = _words(
        "Distinguishing features", "Words such as tattoo, scarred, neck, rose, red cap."
    )

    GROUPS = (
        ("Name", ("family_name", "given_names", "name")),
        (
            "Born, sex and ethnicity",
            ("birth", "age_from", "age_to", "sex", "self_defined_ethnicity", "observed_ethnicity"),
        ),
        ("Number and place", ("number", "area", "street")),
        ("Description", ("build", "hair", "height_from", "height_to", "features")),
        ("Part in an event", ("event_kind", "role", "since", "until")),
    )

    def __init__(self, *args: Any, kinds: Iterable[EventKind] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        kind: Any = self.fields["event_kind"]
        kind.choices = [("", "Any"), *((each.value, each.label) for each in kinds)]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under the headings of the page."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong at once."""
        said = super().clean() or {}
        _, problems = sought_in_parts(self.parts(), day_of(now()))
        for problem in problems:
            if problem.field in self.fields:
                self.add_error(problem.field, f"{problem.message.rstrip('.')} ({problem.rule}).")
        if not self.errors and not self.parts():
            self.add_error(None, "Fill in at least one answer to search for.")
        return said

    def parts(self) -> dict[str, str]:
        """Return what was said."""
        return {name: text for name, text in self.cleaned_data.items() if text}
