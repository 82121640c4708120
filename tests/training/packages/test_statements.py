"""What an assignable unit may state (TRN-10.3, TRN-10.5)."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from bluelamp.core.errors import NotPossible
from bluelamp.training.packages.launches import Cmi5Launch, launch_address, launch_data
from bluelamp.training.packages.statements import (
    CATEGORY,
    MOVE_ON,
    SESSION_ID,
    VERBS,
    Session,
    actor_of,
    read_statement,
)

LEARNER, REGISTRATION, SESSION = (UUID(int=number) for number in (1, 2, 3))
ACTIVITY = "urn:uuid:00000000-0000-0000-0000-000000000009"


def session(*said: str, before: set[str] | None = None, mastery: str | None = "0.8") -> Session:
    score = Decimal(mastery) if mastery else None
    return Session(
        LEARNER, ACTIVITY, REGISTRATION, SESSION, score, said, frozenset(before or set())
    )


def statement(verb: str, result: dict | None = None) -> dict:
    categories = [{"id": CATEGORY}]
    if verb in {"completed", "passed", "failed"}:
        categories.append({"id": MOVE_ON})
    return {
        "id": "00000000-0000-4000-8000-00000000000a",
        "actor": actor_of(LEARNER),
        "verb": {"id": VERBS + verb},
        "object": {"id": ACTIVITY},
        "result": result or {},
        "context": {
            "registration": str(REGISTRATION),
            "contextActivities": {"category": categories},
            "extensions": {SESSION_ID: str(SESSION)},
        },
        "timestamp": "2026-03-10T09:00:00.000Z",
    }


PASSED = {"success": True, "score": {"scaled": 0.9}}


@pytest.mark.parametrize(
    ("verb", "result", "said"),
    [
        ("initialized", None, ()),
        ("completed", {"completion": True}, ("initialized",)),
        ("passed", PASSED, ("initialized", "completed")),
        ("failed", {"success": False, "score": {"scaled": 0.1}}, ("initialized",)),
        ("terminated", None, ("initialized", "passed")),
    ],
)
def test_a_session_in_order_stands(verb, result, said):
    assert read_statement(statement(verb, result), session(*said)).verb == verb


def test_a_score_is_read():
    assert read_statement(statement("passed", PASSED), session("initialized")).score == Decimal(
        "0.9"
    )


@pytest.mark.parametrize(
    ("verb", "result", "said", "before", "named"),
    [
        ("passed", PASSED, (), set(), "begins with “initialized”"),
        ("initialized", None, ("initialized",), set(), "nothing twice"),
        ("completed", {"completion": True}, ("initialized", "terminated"), set(), "follows"),
        ("passed", PASSED, ("initialized", "failed"), set(), "not both"),
        ("passed", PASSED, ("initialized",), {"passed"}, "earlier session"),
        ("completed", {"completion": True}, ("initialized",), {"completed"}, "earlier session"),
        ("failed", {"success": False}, ("initialized",), {"passed"}, "does not fail"),
        ("completed", {}, ("initialized",), set(), "completion: true"),
        ("passed", {"success": False}, ("initialized",), set(), "success too"),
        ("passed", {"success": True, "score": {"scaled": 0.7}}, ("initialized",), set(), "bear"),
        ("passed", {"success": True, "score": {"scaled": 7}}, ("initialized",), set(), "−1 and 1"),
        ("waived", None, ("initialized",), set(), "Only the platform"),
        ("voided", None, ("initialized",), set(), "Only the platform"),
        ("launched", None, (), set(), "Only the platform"),
    ],
)
def test_what_may_not_be_stated_now_is_refused(verb, result, said, before, named):
    with pytest.raises(NotPossible, match=named):
        read_statement(statement(verb, result), session(*said, before=before))


def test_other_verbs_stand_within_the_session_only():
    answered = statement("answered")
    answered["context"]["contextActivities"] = {}
    assert read_statement(answered, session("initialized")).verb == ""
    for said in [(), ("initialized", "terminated")]:
        with pytest.raises(NotPossible, match="stands between"):
            read_statement(answered, session(*said))


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("actor",), actor_of(UUID(int=5)), "actor"),
        (("actor",), {"mbox": "mailto:a@example.org"}, "actor"),
        (("context", "registration"), str(UUID(int=5)), "context.registration"),
        (("context", "extensions"), {}, "context.extensions.sessionid"),
        (("object", "id"), "https://example.org/other", "object.id"),
        (("object",), None, "object"),
        (("verb",), {}, "verb"),
        (("id",), "1", "id"),
        (("timestamp",), "yesterday", "timestamp"),
        (("timestamp",), "2026-03-10T09:00:00", "timestamp"),
    ],
)
def test_a_statement_of_somebody_or_something_else_is_refused(path, value, field):
    sent = deepcopy(statement("initialized"))
    holder = sent
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = value
    with pytest.raises(NotPossible) as refused:
        read_statement(sent, session())
    assert refused.value.field == field


@pytest.mark.parametrize("sent", [None, [], "x", 1])
def test_what_is_no_statement_is_refused(sent):
    with pytest.raises(NotPossible, match="JSON object"):
        read_statement(sent, session())


LAUNCH = Cmi5Launch(
    learner=LEARNER,
    registration=REGISTRATION,
    session=SESSION,
    activity=ACTIVITY,
    publisher_key="https://example.org/au/1",
    course="urn:uuid:00000000-0000-0000-0000-000000000008",
    content="http://packages.localhost/t/content/au/index.html?mode=x",
    endpoint="http://packages.localhost/t/xapi/",
    fetch="http://packages.localhost/t/fetch",
    back="http://127.0.0.1/back",
    move_on="Passed",
    mastery=Decimal("0.8"),
    launch_parameters="level=2",
    entitlement_key="",
)


def test_a_unit_is_launched_with_the_five_parameters():
    asked = parse_qs(urlsplit(launch_address(LAUNCH)).query)
    assert asked.pop("mode") == ["x"]
    assert set(asked) == {"endpoint", "fetch", "actor", "registration", "activityId"}
    assert json.loads(asked["actor"][0]) == actor_of(LEARNER)


def test_the_launch_data_name_session_publisher_and_rules():
    data = launch_data(LAUNCH)
    assert data["contextTemplate"]["extensions"][SESSION_ID] == str(SESSION)
    grouping = data["contextTemplate"]["contextActivities"]["grouping"]
    assert [each["id"] for each in grouping] == ["https://example.org/au/1"]
    assert (data["moveOn"], data["masteryScore"]) == ("Passed", 0.8)
    assert data["launchParameters"] == "level=2"
