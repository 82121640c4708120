"""The one box."""

from __future__ import annotations

from django import forms

SHORTEST = 2
LONGEST = 200


class SearchForm(forms.Form):
    """Whom or what to look for."""

    q = forms.CharField(
        label="Search people, objects, places and records",
        help_text=(
            "A name, date of birth, reference, telephone or how it ends, registration mark, "
            "address, what somebody looks like, in any order."
        ),
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "Type what you look for: a name, a date of birth, a reference or a number",
            "min_length": f"Type at least {SHORTEST} letters or numbers to search for",
            "max_length": f"A search can have at most {LONGEST} characters",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
