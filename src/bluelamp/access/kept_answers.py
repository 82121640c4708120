"""What was asked of a list, kept with the session: names and numbers stay out of addresses."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm


def keep_answers(session: Any, key: str, form: BaseForm) -> None:
    """Keep what was typed into a form, as it was typed."""
    session[key] = {
        name: value for name, value in form.data.items() if _belongs(name, list(form.fields))
    }


def kept_answers(session: Any, key: str) -> dict[str, str]:
    """Return what was kept, or nothing."""
    return dict(session.get(key, {}))


def _belongs(name: str, fields: list[str]) -> bool:
    """Tell whether a box is of one of these fields, of which some have several boxes."""
    return any(name == field or name.startswith(f"{field}_") for field in fields)
