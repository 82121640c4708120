"""How every form is drawn and how its errors are worded. Forms themselves stay plain Django.

Public: ``GovukFormRenderer`` (the FORM_RENDERER), ``GovukBoundField``, ``show_refusal``.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList

from .error_words import words_for
from .errors import BluelampError

TEXT_INPUTS = (forms.TextInput, forms.Textarea)


class GovukBoundField(BoundField):
    """A field as the GOV.UK templates want it: classes, ids of hint and error, worded errors."""

    @property
    def errors(self) -> ErrorList:
        """Return the errors in words that name the field."""
        words = [words_for(self, error) for error in self._raw_errors()]
        return ErrorList(words, renderer=self.form.renderer)

    @property
    def kind(self) -> str:
        """Return which template draws the field: choices, checkbox, group or input."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "group" if widget.use_fieldset else "input"

    @property
    def choice_class(self) -> str:
        """Return the component of a choice: ``radios`` or ``checkboxes``."""
        several = isinstance(self.field.widget, forms.CheckboxSelectMultiple)
        return "checkboxes" if several else "radios"

    @property
    def error_target(self) -> str:
        """Return the id that a link in the error summary goes to."""
        if self.kind == "choices":
            return f"{self.auto_id}_0"
        if part := self._part_at_fault():
            return f"{self.auto_id}_{part}"
        return str(self.id_for_label or self.auto_id)

    @property
    def counted_to(self) -> int | None:
        """Return the limit of a long text, for the count of characters left."""
        is_long = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if is_long else None

    @property
    def is_revealed(self) -> bool:
        """Tell whether a choice of another field shows this one (``reveals`` of the form)."""
        reveals = getattr(self.form, "reveals", {})
        return any(self.name in names for choice in reveals.values() for names in choice.values())

    @property
    def says_optional(self) -> bool:
        """Tell whether the label says "(optional)": not where a choice asks for the field.

        A form with ``nothing_required`` says so once instead of beside every field.
        """
        if getattr(self.form, "nothing_required", False):
            return False
        return not self.field.required and not self.is_revealed

    def revealed_by(self, value: Any) -> list[BoundField]:
        """Return the fields that a choice of this field shows."""
        reveals = getattr(self.form, "reveals", {}).get(self.name, {})
        return [self.form[name] for name in reveals.get(str(value), ())]

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the classes; leave out what would cut a text short or speak before us."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        # Checked here and on the server: the browser would cut a pasted text without a word.
        built.update(required=False, maxlength=False, minlength=False, placeholder=False)
        built["class"] = " ".join(self._classes(widget))
        if isinstance(widget, TEXT_INPUTS):
            built.setdefault("dir", "auto")
        return built

    def _part_at_fault(self) -> str:
        first = next(iter(self._raw_errors()), None)
        return str((first.params or {}).get("part", "")) if first else ""

    def _raw_errors(self) -> list[ValidationError]:
        found = super().errors
        return found.as_data() if isinstance(found, ErrorList) else []

    def _classes(self, widget: forms.Widget) -> list[str]:
        block = block_of(widget)
        own = [f"govuk-{block}"] if block else []
        if block and self.errors:
            own.append(f"govuk-{block}--error")
        if self.counted_to:
            own.append("govuk-js-character-count")
        return [*own, *widget.attrs.get("class", "").split()]


def block_of(widget: forms.Widget) -> str:
    """Return the GOV.UK block of a plain widget, or nothing."""
    blocks: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file-upload"),
        (forms.CheckboxInput, ""),
        (forms.RadioSelect, ""),
        (forms.CheckboxSelectMultiple, ""),
        (forms.Select, "select"),
        (forms.widgets.Input, "input"),
    )
    return next((block for kind, block in blocks if isinstance(widget, kind)), "")


class GovukFormRenderer(TemplatesSetting):
    """Draw forms with the project's own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field_group.html"
    bound_field_class = GovukBoundField


def show_refusal(form: forms.BaseForm, error: BluelampError) -> None:
    """Put a service's refusal beside the answer at fault, or above the form."""
    field = error.field if error.field in form.fields else None
    form.add_error(field, error.reason)
    error.leave_trace()
