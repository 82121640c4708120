"""The document resources of xAPI: one answer for state, activity profile and agent profile."""

from __future__ import annotations

import json

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from bluelamp.core.errors import NotPossible
from bluelamp.core.problems import problem
from bluelamp.core.time import now
from bluelamp.training.models import Launch
from bluelamp.training.packages.launches import LAUNCH_DATA, PREFERENCES, launch_data, preferences
from bluelamp.training.services.documents import (
    Condition,
    Place,
    check_condition,
    documents_at,
    etag_of,
    keep_document,
)
from bluelamp.training.services.statements import activity_of, as_cmi5

from .addresses import address
from .hosts import own_origin

JSON = "application/json"


def answer_documents(
    request: HttpRequest, launch: Launch, place: Place, *, named_by: str
) -> HttpResponse:
    """Keep, show, list or delete documents of a place."""
    name = request.GET.get(named_by, "")
    given = _given(request, launch, place, name)
    if request.method == "GET" and given is not None:
        return _told(json.dumps(given).encode(), JSON)
    if request.method == "GET":
        return _one(place, name) if name else _listed(place)
    if given is not None:
        raise NotPossible(f"{name} is the platform's own.", field=named_by, rule="TRN-10.3")
    if request.method == "DELETE":
        return _deleted(request, place, name)
    if request.method not in {"PUT", "POST"} or not name:
        raise NotPossible(f"Say {named_by}.", field=named_by)
    return _kept(request, place, name)


def _given(
    request: HttpRequest, launch: Launch, place: Place, name: str
) -> dict[str, object] | None:
    """Return a document that the platform gives: launch data, and a learner's preferences."""
    if place.kind == "state" and name == LAUNCH_DATA and place.activity == activity_of(launch):
        back = own_origin(request) + address("ended", launch)
        return launch_data(as_cmi5(launch, back=back))
    if place.kind == "agent" and name == PREFERENCES and not documents_at(place).filter(name=name):
        return dict(preferences())
    return None


def _one(place: Place, name: str) -> HttpResponse:
    found = documents_at(place).filter(name=name).first()
    if found is None:
        raise Http404
    response = _told(bytes(found.content), found.content_type)
    response["ETag"] = etag_of(found)
    response["Last-Modified"] = found.changed_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response


def _told(content: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type or JSON)


def _listed(place: Place) -> HttpResponse:
    names = documents_at(place).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names), safe=False)


def _deleted(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    with transaction.atomic():
        found = documents_at(place).select_for_update()
        if name:
            found = found.filter(name=name)
            check_condition(found.first(), _condition(request))
        found.delete()
    return HttpResponse(status=204)


def _kept(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    condition = _condition(request)
    unsure = request.method == "PUT" and place.kind != "state" and condition == Condition()
    if unsure and documents_at(place).filter(name=name).exists():
        return problem(409, "Say If-Match or If-None-Match: there is a document already.")
    keep_document(
        place=place,
        name=name,
        content=request.body,
        content_type=request.headers.get("Content-Type", JSON),
        merge=request.method == "POST",
        condition=condition,
        at=now(),
    )
    return HttpResponse(status=204)


def _condition(request: HttpRequest) -> Condition:
    return Condition(
        match=request.headers.get("If-Match", ""),
        none_match=request.headers.get("If-None-Match", ""),
    )
