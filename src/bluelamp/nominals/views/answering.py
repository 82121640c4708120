"""The one way in which a form of this module is shown, answered and refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.nominals.object_forms import ObjectForm
from bluelamp.nominals.presenters import CONFLICT_HEAD
from bluelamp.nominals.selectors import objects_by_id
from bluelamp.nominals.services import EditConflict, KnownObjects


def officer_of(request: HttpRequest) -> Officer:
    """Return who asks."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return officer


def answer(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], str],
    *,
    said: str,
    **context: Any,
) -> HttpResponse:
    """Save an answered form and go where ``save`` says, or show it with what is wrong."""
    if form.is_valid():
        try:
            url = save()
        except NotPossible as refusal:
            show_refusal(form, refusal)
            context |= _of_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect(url)
    template = context.pop("template", "nominals/record_form.html")
    return render(request, template, {"form": form, **context})


def _of_refusal(form: forms.Form, refusal: NotPossible) -> dict[str, Any]:
    if isinstance(refusal, KnownObjects):
        if isinstance(form, ObjectForm):
            form.ask_of_known()
        return {"known": list(objects_by_id(refusal.object_ids).values())}
    if isinstance(refusal, EditConflict):
        form.data = {**form.data.dict(), "version": refusal.version}  # type: ignore[attr-defined]
        rows = [
            [
                _label(form, name),
                *(_words(form, name, each) for each in (refusal.stored[name], said)),
            ]
            for name, said in refusal.offered.items()
            if said != refusal.stored[name]
        ]
        return {"conflict": rows, "conflict_head": CONFLICT_HEAD}
    return {}


def _label(form: forms.Form, name: str) -> str:
    field = form.fields.get(name)
    return str(field.label) if field else name.replace("_", " ").capitalize()


def _words(form: forms.Form, name: str, answer: Any) -> str:
    """Return an answer in the words of the choices that its field offers."""
    offered = dict(getattr(form.fields.get(name), "choices", ()))
    several = answer if isinstance(answer, (list, tuple)) else [answer]
    said = [str(offered.get(each, each)) for each in several if each not in ("", None)]
    return ", ".join(said) or "Not recorded"
