"""Adding to a person: descriptions, names, numbers; recording somebody unknown or unborn."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import reading_subjects, record_reading
from bluelamp.core.time import now
from bluelamp.nominals.enums import IdentifierScheme, LinkRole
from bluelamp.nominals.models import NumberConflict, Person
from bluelamp.nominals.policies import require_reason
from bluelamp.nominals.services import (
    add_identifier,
    add_name,
    describe_person,
    record_person,
    settle_conflict,
)
from bluelamp.nominals.tie_forms import (
    AddNameForm,
    AddNumberForm,
    DescriptionForm,
    SettleConflictForm,
    UnknownPersonForm,
)

from .answering import answer, officer_of
from .people import page_of


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def new_unknown(request: HttpRequest) -> HttpResponse:
    """Record somebody of whom no name is known, by a description; or an unborn child."""
    officer = officer_of(request)
    require_reason(officer)
    form = UnknownPersonForm(request.POST or None)

    def save() -> str:
        said = form.cleaned_data
        made = record_person(
            claim=form.claim(),
            candidates_shown=(),
            reference=said["reference"],
            role=LinkRole(said["role"]),
            by=officer,
            at=now(),
        )
        return reverse("nominals:person", args=[made.pk])

    words = {"title": "Record somebody unknown or unborn", "submit": "Record"}
    return answer(
        request, form, save, said="The person is recorded.", back=reverse("home"), **words
    )


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def describe(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Describe what a person looked like on a day."""
    officer = officer_of(request)
    person = page_of(person_id, officer).person
    form = DescriptionForm(request.POST or None)
    back = reverse("nominals:person", args=[person.pk])

    def save() -> str:
        describe_person(person_id=person.pk, claim=form.description(), by=officer, at=now())
        return back

    words = {"title": "Describe a person", "about": person.known_as, "submit": "Save"}
    return answer(request, form, save, said="The description is recorded.", back=back, **words)


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def new_name(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a name of a person, with its type and when it was borne."""
    officer = officer_of(request)
    person = page_of(person_id, officer).person
    form = AddNameForm(request.POST or None)
    back = reverse("nominals:person", args=[person.pk])

    def save() -> str:
        add_name(person_id=person.pk, name=form.claim(), by=officer, at=now())
        return back

    words = {"title": "Add a name", "about": person.known_as, "submit": "Add"}
    return answer(request, form, save, said="The name is recorded.", back=back, **words)


@route(Permission.CREATE_PERSON, Touches.CHANGES)
def new_number(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a number of a person; one that is on another goes to who judges sameness (NV-08)."""
    officer = officer_of(request)
    person = page_of(person_id, officer).person
    form = AddNumberForm(request.POST or None)
    back = reverse("nominals:person", args=[person.pk])

    def save() -> str:
        add_identifier(person_id=person.pk, by=officer, at=now(), **form.cleaned_data)
        return back

    words = {"title": "Add a number or contact", "about": person.known_as, "submit": "Add"}
    return answer(request, form, save, said="The number is recorded.", back=back, **words)


@route(Permission.JUDGE_SAMENESS, Touches.CHANGES)
def number_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Look at a number that was typed for one person and is on another (NV-08)."""
    officer = officer_of(request)
    found = NumberConflict.objects.select_related("held_by", "typed_for")
    conflict = get_object_or_404(found, pk=conflict_id, settled_at=None)
    people = [each for each in (conflict.held_by, conflict.typed_for) if each]
    shown = reading_subjects("person", (each.pk for each in people))
    record_reading(by=officer, of=shown, action="view_conflict")
    form = SettleConflictForm(request.POST or None)

    def save() -> str:
        settle_conflict(conflict_id=conflict_id, by=officer, at=now(), **form.cleaned_data)
        return reverse("home")

    words = {
        "title": "A number is on two people",
        "about": f"{IdentifierScheme(conflict.scheme).label} {conflict.value}",
        "submit": "Settle",
        "back": reverse("home"),
    }
    return answer(request, form, save, said="It is settled.", links=_pages_of(people), **words)


def _pages_of(people: list[Person]) -> list[dict[str, str]]:
    return [
        {"words": f"Open {each.known_as}", "url": reverse("nominals:person", args=[each.pk])}
        for each in people
    ]
