"""What xAPI 1.0.3 asks of a record store, as far as a unit of cmi5 uses it.

A request shows the ticket in its address and the token that `fetch` gave in `Authorization`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare

from bluelamp.access.enums import Door, Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.errors import NotPossible
from bluelamp.core.problems import problem
from bluelamp.core.time import now
from bluelamp.training.models import Launch, Statement
from bluelamp.training.packages.statements import actor_of, is_actor
from bluelamp.training.services.documents import ConditionFails, Place
from bluelamp.training.services.statements import (
    AlreadyStated,
    activity_of,
    hash_of,
    keep_statements,
    take_token,
)

from .documents import answer_documents
from .tickets import launch_with

VERSION = "1.0.3"
VERSION_HEADER = "X-Experience-API-Version"
MOST = 100
Answer = Callable[[HttpRequest, Launch], HttpResponse]
declared = route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.LAUNCH)


def resource(answer: Answer) -> Callable[..., HttpResponse]:
    """Let in who shows the token of an open launch, and say no as xAPI does."""

    @declared
    @wraps(answer)
    def view(request: HttpRequest, ticket: str) -> HttpResponse:
        launch = launch_with(ticket, at=now())
        refused = _refused(request, launch)
        response = refused or _answered(answer, request, launch)
        response[VERSION_HEADER] = VERSION
        return response

    return view


def _refused(request: HttpRequest, launch: Launch | None) -> HttpResponse | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    shown = hash_of(token.strip()) if kind == "Basic" else ""
    if (
        launch is None
        or not launch.token_hash
        or not constant_time_compare(shown, launch.token_hash)
    ):
        answer = problem(401, "Show the token of this session.")
        answer["WWW-Authenticate"] = 'Basic realm="xAPI"'
        return answer
    if not request.headers.get(VERSION_HEADER, "").startswith("1.0"):
        return problem(400, f"Say {VERSION_HEADER}: {VERSION}.", field=VERSION_HEADER)
    return None


def _answered(answer: Answer, request: HttpRequest, launch: Any) -> HttpResponse:
    try:
        return answer(request, launch)
    except Http404:
        return problem(404, "There is no such document.")
    except ConditionFails as error:
        return problem(412, error.reason, field=error.field)
    except AlreadyStated as error:
        return problem(409, error.reason, field=error.field)
    except NotPossible as error:
        status = 403 if error.rule == "TRN-10.3" else 400
        return problem(status, error.reason, field=error.field, rule=error.rule)


@declared
def fetch(request: HttpRequest, ticket: str) -> HttpResponse:
    """Give the token of a session, once."""
    launch = launch_with(ticket, at=now())
    if launch is None or request.method != "POST":
        raise Http404
    token = take_token(launch_id=launch.pk, at=now())
    if token is None:
        used = {"error-code": "1", "error-text": "The token of this session was fetched before."}
        return JsonResponse(used, status=400)
    return JsonResponse({"auth-token": token})


@declared
def about(request: HttpRequest, ticket: str) -> HttpResponse:
    """Say which versions of xAPI are spoken; asks for no token."""
    response = JsonResponse({"version": [VERSION]})
    response[VERSION_HEADER] = VERSION
    return response


@resource
def statements(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Keep statements, or show those of this registration."""
    if request.method == "GET":
        return _shown(request, launch)
    sent = body_of(request)
    if request.method == "PUT":
        asked = request.GET.get("statementId", "")
        if not isinstance(sent, dict) or sent.get("id", asked) != asked:
            raise NotPossible("The statement has another id.", field="statementId")
        keep_statements(launch_id=launch.pk, sent=[{**sent, "id": asked}], at=now())
        return HttpResponse(status=204)
    if request.method != "POST":
        return HttpResponse(status=405)
    every = sent if isinstance(sent, list) else [sent]
    kept = keep_statements(launch_id=launch.pk, sent=every, at=now())
    return JsonResponse([str(key) for key in kept], safe=False)


def _shown(request: HttpRequest, launch: Launch) -> HttpResponse:
    own = Statement.objects.filter(attempt=launch.progress.attempt_id)
    if asked := request.GET.get("statementId"):
        found = own.filter(pk=_uuid(asked, "statementId")).first()
        if found is None:
            raise Http404
        return JsonResponse(found.body)
    if verb := request.GET.get("verb"):
        own = own.filter(body__verb__id=verb)
    if activity := request.GET.get("activity"):
        own = own.filter(body__object__id=activity)
    limit = request.GET.get("limit", "0")
    most = min(int(limit) if limit.isdigit() else 0, MOST) or MOST
    order = ("stored_at", "id") if request.GET.get("ascending") == "true" else ("-stored_at", "-id")
    found_all = [each.body for each in own.order_by(*order)[:most]]
    response = JsonResponse({"statements": found_all, "more": ""})
    response["X-Experience-API-Consistent-Through"] = now().isoformat()
    return response


@resource
def activities(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Describe the unit."""
    if request.GET.get("activityId") != activity_of(launch):
        raise NotPossible("The activity is not the unit that was launched.", field="activityId")
    definition = {"name": {"en-GB": launch.progress.unit.title}}
    described = {"objectType": "Activity", "id": activity_of(launch), "definition": definition}
    return JsonResponse(described)


@resource
def agents(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Describe the learner: by an opaque account and nothing else."""
    check_agent(request, launch)
    account = actor_of(launch.progress.attempt.learner_id)["account"]
    return JsonResponse({"objectType": "Person", "account": [account]})


@resource
def state(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Keep and show documents of the state."""
    check_agent(request, launch)
    registration = request.GET.get("registration")
    place = Place(
        learner=launch.progress.attempt.learner_id,
        kind="state",
        activity=_activity(request),
        registration=_uuid(registration, "registration") if registration else None,
    )
    return answer_documents(request, launch, place, named_by="stateId")


@resource
def activity_profile(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Keep and show documents of the activity, each learner's apart."""
    place = Place(launch.progress.attempt.learner_id, "activity", _activity(request))
    return answer_documents(request, launch, place, named_by="profileId")


@resource
def agent_profile(request: HttpRequest, launch: Launch) -> HttpResponse:
    """Keep and show documents of the learner."""
    check_agent(request, launch)
    place = Place(launch.progress.attempt.learner_id, "agent")
    return answer_documents(request, launch, place, named_by="profileId")


def check_agent(request: HttpRequest, launch: Launch) -> None:
    """Raise NotPossible where another agent is asked for than the learner of this session."""
    try:
        agent = json.loads(request.GET.get("agent", ""))
    except ValueError:
        agent = None
    if not is_actor(agent, launch.progress.attempt.learner_id):
        raise NotPossible("The agent is not the learner of this session.", field="agent")


def body_of(request: HttpRequest) -> Any:
    """Return the JSON of a request."""
    try:
        return json.loads(request.body)
    except ValueError as error:
        raise NotPossible("What is sent is no JSON.", field="body") from error


def _activity(request: HttpRequest) -> str:
    activity = request.GET.get("activityId", "")
    if ":" not in activity or len(activity) > 500:
        raise NotPossible("activityId is no IRI.", field="activityId")
    return activity


def _uuid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotPossible(f"{field} is no UUID.", field=field) from error
