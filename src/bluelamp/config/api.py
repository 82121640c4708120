"""The programs' door: every module's operations under /api/v1/, each by token and by declaration.

Modules declare an operation with ``@operation``; what is done with every request stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.security import HttpBearer

from bluelamp.access.declarations import ATTRIBUTE, Route, declaration_of
from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, operation
from bluelamp.access.services import begin_write, forget_write, keep_response
from bluelamp.core.errors import BluelampError
from bluelamp.core.problems import PROBLEM, problem
from bluelamp.core.time import now
from bluelamp.nominals.api import router as index
from bluelamp.search.api import router as search

ROUTERS: tuple[Router, ...] = (search, index)
KEY = "Idempotency-Key"
KEY_SHAPE = r"[A-Za-z0-9_\-]{8,64}"

View = Callable[..., HttpResponse]


class Token(HttpBearer):
    """Says in the description that a token is shown; the middleware has read it already."""

    def authenticate(self, request: HttpRequest, token: str) -> Officer | None:
        """Return whom the middleware found behind the token."""
        officer: Officer | None = request.officer  # type: ignore[attr-defined]
        return officer


class ProgramsApi(NinjaAPI):
    """The operations of all modules, named by their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name by which programs know an operation."""
        name: str = operation.view_func.__name__
        return name


api = ProgramsApi(
    title="Bluelamp",
    version="1",
    description="Search, read, record and link, for programs. See docs/api.md.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=Token(),
)
for _router in ROUTERS:
    api.add_router("", _router)


@api.exception_handler(BluelampError)
def refused(request: HttpRequest, error: BluelampError) -> HttpResponse:
    """Leave it to the middleware, so that whatever was written meanwhile is rolled back."""
    raise error


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer 404 for a key that nothing has."""
    return problem(404, "There is no such record.")


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what cannot be read at all."""
    return problem(error.status_code, str(error))


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422, naming each field and what is wrong with it, and never what was sent."""
    faults = [{"field": _field(each["loc"]), "detail": str(each["msg"])} for each in error.errors]
    first = faults[0]["field"] if faults else None
    return problem(422, "The request is not as described.", field=first, errors=faults)


def _field(place: tuple[Any, ...]) -> str:
    """Return ``names.0.given`` of a place within a body, and the name of a parameter."""
    within = place[2:] if place[0] == "body" else place[1:]
    return ".".join(str(part) for part in within) or "body"


@csrf_exempt
@operation(Permission.USE_BLUELAMP, Touches.NOTHING)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer programs at an address that is none with a document and not with a page."""
    return problem(404, "There is no such address.")


def operations() -> Iterator[tuple[Operation, Route]]:
    """Yield every operation with what it declares. Raises LookupError for one that does not."""
    for router in ROUTERS:
        for path, view in router.path_operations.items():
            if len(view.operations) != 1:
                raise LookupError(f"{path} has several operations: give each its own address")
            found = view.operations[0]
            declared = declaration_of(found.view_func)
            if declared is None:
                raise LookupError(f"{found.view_func.__name__} declares nothing")
            yield found, declared


def api_urls() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return the addresses of all operations, each declared and served with what goes for all."""
    patterns, app_name, namespace = api.urls
    known = {found.view_func.__name__: (found, declared) for found, declared in operations()}
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name in known:
            found, declared = known[pattern.name]
            pattern.callback = _served(pattern.callback, found.methods, declared)
    return patterns, app_name, namespace


def _served(view: View, methods: list[str], declared: Route) -> View:
    written_once = _once(view) if declared.touches is Touches.CHANGES else view

    def served(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if request.method not in methods:
            refused = problem(405, f"Ask by {' or '.join(methods)}.")
            refused["Allow"] = ", ".join(methods)
            return refused
        response = written_once(request, **arguments)
        if response.status_code >= 400:
            response["Content-Type"] = PROBLEM
        return response

    setattr(served, ATTRIBUTE, declared)
    # A browser sends no token by itself, so no other site can make it ask.
    return csrf_exempt(served)


def _once(view: View) -> View:
    """Do a write once, however often it is sent with one key."""

    def once(request: HttpRequest, **arguments: Any) -> HttpResponse:
        key = request.headers.get(KEY, "")
        if not re.fullmatch(KEY_SHAPE, key):
            said = f"Send {KEY} with 8 to 64 letters, digits, _ or -: a new one for each write."
            return problem(400, said, field=KEY)
        token_id = request.token_id  # type: ignore[attr-defined]
        sent = _fingerprint(request)
        kept, is_first = begin_write(token_id=token_id, key=key, request_hash=sent, at=now())
        if not is_first:
            return _repeated(kept.status, kept.body, same=kept.request_hash == sent)
        response = view(request, **arguments)
        if response.status_code < 300:
            keep_response(kept=kept, status=response.status_code, body=response.content.decode())
        else:
            forget_write(kept=kept)
        return response

    return once


def _repeated(status: int | None, body: str, *, same: bool) -> HttpResponse:
    if not same or status is None:
        said = f"This {KEY} was used for another write: send a new one."
        return problem(422, said, field=KEY)
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    response["Idempotent-Replayed"] = "true"
    return response


def _fingerprint(request: HttpRequest) -> str:
    sent = f"{request.method} {request.path}\n".encode() + request.body
    return salted_hmac("bluelamp.api", sent, algorithm="sha256").hexdigest()
