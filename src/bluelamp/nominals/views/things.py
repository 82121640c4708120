"""An object's page; recording and correcting objects and the numbers they bear."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now
from bluelamp.nominals.enums import LinkRole, ObjectKind
from bluelamp.nominals.models import IndexObject, Person
from bluelamp.nominals.object_forms import ObjectForm, ObjectNumberForm
from bluelamp.nominals.policies import can_record_object
from bluelamp.nominals.presenters.things import ThingFacts, recording_words
from bluelamp.nominals.selectors import object_page
from bluelamp.nominals.services import (
    add_object_number,
    amend_object,
    record_object,
    tie_entries,
)
from bluelamp.nominals.services.things import bearers_of

from .answering import answer, officer_of
from .ties import after_of, log_page


@route(Permission.VIEW_PERSON, Touches.READS)
def thing(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Show what is known of an object: particulars, numbers with their periods, ties."""
    officer = officer_of(request)
    page = object_page(object_id, officer, after=after_of(request))
    if page is None:
        raise Http404
    log_page(page, "object", officer)
    context = {
        "what": "Object",
        "facts": ThingFacts(page, officer),
        "next": page.next,
        "may_record": can_record_object(officer),
        "change_url": reverse("nominals:amend_object", args=[object_id]),
        "number_url": reverse("nominals:object_number", args=[object_id]),
        "event_url": reverse("nominals:object_event", args=[object_id]),
    }
    return render(request, "nominals/thing.html", context)


@route(Permission.RECORD_OBJECT, Touches.NOTHING)
def new_object(request: HttpRequest) -> HttpResponse:
    """Ask what kind of object is to be recorded."""
    kinds = [
        {"words": kind.label, "url": reverse("nominals:new_object_of_kind", args=[kind.value])}
        for kind in ObjectKind
    ]
    return render(request, "nominals/new_object.html", {"kinds": kinds})


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def new_object_of_kind(
    request: HttpRequest, kind: str, person_id: UUID | None = None
) -> HttpResponse:
    """Record an object, and tie it to a person where one is named."""
    if kind not in tuple(ObjectKind):
        raise Http404
    person = get_object_or_404(Person, pk=person_id) if person_id else None
    form = ObjectForm(request.POST or None, kind=ObjectKind(kind), for_person=bool(person))
    response = answer(
        request,
        form,
        lambda: _record(request, form, person),
        said="The object is recorded.",
        title=recording_words(ObjectKind(kind)),
        about=f"For {person.known_as}" if person else "",
        submit="Record",
        back=_back(person_id),
    )
    if person and response.status_code == 200:
        subject = Subject(kind="person", ids=(person.pk,), version=person.version)
        record_reading(by=officer_of(request), of=subject, action="tie_object")
    return response


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def amend(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Correct the particulars of an object; whoever saves second sees both versions."""
    found = get_object_or_404(IndexObject, pk=object_id)
    form = ObjectForm.about(found, request.POST or None)
    back = reverse("nominals:object", args=[object_id])

    def save() -> str:
        version = form.cleaned_data["version"]
        amend_object(
            object_id=object_id,
            version=version,
            claim=form.claim(),
            by=officer_of(request),
            at=now(),
        )
        return back

    log_object(request, found)
    words = {"title": "Correct an object", "about": found.known_as, "submit": "Save corrections"}
    return answer(request, form, save, said="The corrections are saved.", back=back, **words)


@route(Permission.RECORD_OBJECT, Touches.CHANGES)
def object_number(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Give an object a number from a day on: plates are changed, and are not the vehicle."""
    found = get_object_or_404(IndexObject, pk=object_id)
    form = ObjectNumberForm(request.POST or None, kind=ObjectKind(found.kind))
    back = reverse("nominals:object", args=[object_id])

    def save() -> str:
        add_object_number(
            object_id=object_id,
            number=form.claim(),
            ends_others=form.cleaned_data["ends_others"],
            by=officer_of(request),
            at=now(),
        )
        return back

    log_object(request, found)
    words = {"title": "Add a number", "about": found.known_as, "submit": "Add"}
    return answer(request, form, save, said="The number is recorded.", back=back, **words)


def log_object(request: HttpRequest, found: IndexObject) -> None:
    """Log that an object was read to be changed."""
    subject = Subject(kind="object", ids=(found.pk,), version=found.version)
    record_reading(by=officer_of(request), of=subject, action="view_object")


def _record(request: HttpRequest, form: ObjectForm, person: Person | None) -> str:
    officer, at = officer_of(request), now()
    seen = bearers_of(form.claim()) if form.cleaned_data.get("known") else []
    made = record_object(
        claim=form.claim(), seen=[each.object.pk for each in seen], by=officer, at=at
    )
    if person is None:
        return reverse("nominals:object", args=[made.pk])
    role = LinkRole(form.cleaned_data["role"])
    tie_entries(source=person.pk, target=made.pk, role=role, by=officer, at=at)
    return reverse("nominals:person", args=[person.pk])


def _back(person_id: UUID | None) -> str:
    return (
        reverse("nominals:person", args=[person_id])
        if person_id
        else reverse("nominals:new_object")
    )
