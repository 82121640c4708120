"""Django's own error messages, said so that they name the field and tell what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

CHOOSERS = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)

WORDS = {
    "max_length": "{label} must be {limit_value} characters or fewer: you typed {show_value}",
    "min_length": "{label} must be {limit_value} characters or more: you typed {show_value}",
    "max_value": "{label} must be {limit_value} or less",
    "min_value": "{label} must be {limit_value} or more",
    "invalid_choice": "Select {label_within} from the list",
    "null_characters_not_allowed": "{label} must not contain null characters",
}

INVALID = (
    (forms.IntegerField, "{label} must be a whole number"),
    (forms.DecimalField, "{label} must be a number"),
    (forms.DateTimeField, "{label} must be a real date and time"),
    (forms.DateField, "{label} must be a real date, like 27 3 2026"),
    (forms.TimeField, "{label} must be a time, like 14:52"),
    (forms.EmailField, "{label} must be an e-mail address, like name@example.police.uk"),
)


def words_for(bound: BoundField, error: ValidationError) -> str:
    """Return one error in the words shown; an error that a form words itself stays as it is."""
    if error.code == "unreadable":
        return str(error.message % {**(error.params or {}), "label": bound.label})
    said = "".join(error.messages[:1])
    if not _is_djangos_own(bound.field, error):
        return said
    words = _template(bound.field, error.code or "")
    if not words:
        return said
    label = str(bound.label)
    facts = {"label": label, "label_within": within(label), **_facts(error)}
    return words.format(**facts)


def within(label: str) -> str:
    """Return a label as it stands within a sentence: `Date of birth` becomes `date of birth`."""
    first = label.split(" ", 1)[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def _template(field: forms.Field, code: str) -> str:
    if code == "required":
        if isinstance(field.widget, forms.CheckboxInput):
            return "Tick “{label}” to go on"
        choose = isinstance(field.widget, CHOOSERS)
        return "Select {label_within}" if choose else "Enter {label_within}"
    if code == "invalid":
        return next((words for kind, words in INVALID if isinstance(field, kind)), "")
    return WORDS.get(code, "")


def _facts(error: ValidationError) -> dict[str, Any]:
    return {"limit_value": "", "show_value": "", **(error.params or {})}


def _is_djangos_own(field: forms.Field, error: ValidationError) -> bool:
    """Tell whether nobody has chosen other words for this error."""
    standard: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            standard.update(getattr(kind, "default_error_messages", {}))
    validators: list[Any] = [each for each in field.validators if _is_standard(each)]
    known = [standard.get(error.code or "", "")]
    known += [words for each in validators for words in _words_of(each)]
    return str(error.message) in map(str, known)


def _words_of(validator: Any) -> list[Any]:
    """Return what a validator may say: most have one message, that of decimals has several."""
    several: dict[str, Any] | None = getattr(validator, "messages", None)
    return list(several.values()) if several else [validator.message]


def _is_standard(validator: Any) -> bool:
    return type(validator).__module__ == "django.core.validators"
