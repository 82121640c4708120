"""Answers for the packages' host before any session is read: the two hosts share nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from bluelamp.access.enums import Door
from bluelamp.access.policies import declaration_of
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.problems import problem

from .headers import harden
from .hosts import is_packages_host

URLS = "bluelamp.training.player.urls"
Respond = Callable[[HttpRequest], HttpResponse]


class PackagesHostMiddleware:
    """Send what comes to the packages' host to its few routes, and nothing else there."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_packages_host(request):
            return self.get_response(request)
        response = _answer(request)
        harden(response)
        return response


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        found = resolve(request.path_info, URLS)
    except Resolver404:
        return _nothing()
    declared = declaration_of(found.func)
    if declared is None or declared.door is not Door.LAUNCH:
        return _nothing()
    return _run(found.func, request, found.kwargs)


def _run(view: Callable[..., HttpResponse], request: HttpRequest, kwargs: Any) -> HttpResponse:
    try:
        with transaction.atomic():
            return view(request, **kwargs)
    except Http404:
        return _nothing()
    except NotAllowed as error:
        return problem(403, error.reason, field=error.field, rule=error.rule)
    except NotPossible as error:
        return problem(409, error.reason, field=error.field, rule=error.rule)


def _nothing() -> HttpResponse:
    return HttpResponse("There is nothing here.", status=404, content_type="text/plain")
