"""Loading the curriculum from a file."""

from __future__ import annotations

from django import forms


class LoadCurriculumForm(forms.Form):
    """Which file."""

    file = forms.FileField(
        label="Curriculum as CSV or XLSX",
        help_text="Columns: role_profile, module, level, course. With any bad row nothing changes.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )
