"""What an assignable unit of cmi5 may state, and when (TRN-10.3, TRN-10.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from bluelamp.core.errors import NotPossible
from bluelamp.training.rules.outcomes import IN_A_SESSION, check_session

VERBS = "http://adlnet.gov/expapi/verbs/"
MORE_VERBS = "https://w3id.org/xapi/adl/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
HOME_PAGE = "https://bluelamp.example/learners"
BY_THE_SYSTEM = {"launched", "abandoned", "waived", "satisfied", "voided"}
JUDGED = {"completed", "passed", "failed"}
LARGEST = 64_000
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a unit: who, of what, and what has been stated in it and before it."""

    learner: UUID
    activity: str
    registration: UUID
    id: UUID
    mastery: Decimal | None
    said: tuple[str, ...]
    said_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that may stand. ``verb`` is empty where cmi5 does not define it."""

    id: UUID | None
    verb: str
    score: Decimal | None
    timestamp: datetime | None


def actor_of(learner: UUID) -> dict[str, Any]:
    """Return a learner as statements name them: by an opaque key (TRN-10.5)."""
    return {
        "objectType": "Agent",
        "account": {"homePage": HOME_PAGE, "name": str(learner)},
    }


def is_actor(agent: object, learner: UUID) -> bool:
    """Tell whether an agent is this learner, whatever else it says of them."""
    account = _in(agent, "account")
    return account.get("homePage") == HOME_PAGE and account.get("name") == str(learner)


def read_statement(sent: object, session: Session) -> Stated:
    """Return what a statement says. Raises NotPossible for one that may not be made now."""
    if not isinstance(sent, Mapping):
        raise _no("A statement is a JSON object.", "statement")
    verb_id = _in(sent, "verb").get("id")
    if not isinstance(verb_id, str) or ":" not in verb_id:
        raise _no("A statement has a verb with an id.", "verb")
    _check_whose(sent, session)
    verb = verb_id.removeprefix(VERBS) if verb_id.startswith(VERBS) else ""
    if (verb or verb_id.removeprefix(MORE_VERBS)) in BY_THE_SYSTEM:
        raise _no(f"Only the platform states “{verb}”.", "verb")
    verb = verb if verb in IN_A_SESSION and _has_category(sent, CATEGORY) else ""
    _check_when(verb, session)
    if verb:
        _check_defined(sent, verb, session)
    return Stated(_id_of(sent), verb, _scaled(sent), _timestamp_of(sent))


def _check_whose(sent: Json, session: Session) -> None:
    context = _in(sent, "context")
    if not is_actor(sent.get("actor"), session.learner):
        raise _no("The actor is not the learner of this session.", "actor")
    if str(context.get("registration", "")).lower() != str(session.registration):
        raise _no("The registration is not that of this launch.", "context.registration")
    if str(_in(context, "extensions").get(SESSION_ID, "")) != str(session.id):
        raise _no("The session id is not that of this launch.", "context.extensions.sessionid")
    if not _in(sent, "object"):
        raise _no("A statement has an object.", "object")


def _check_when(verb: str, session: Session) -> None:
    """Raise NotPossible outside the session; others than cmi5's verbs stand within it too."""
    if verb:
        check_session([*session.said, verb])
    elif "initialized" not in session.said or "terminated" in session.said:
        raise _no("A statement stands between “initialized” and “terminated”.", "verb")
    if verb in {"completed", "passed"} and verb in session.said_before:
        raise _no(f"“{verb}” has been stated in an earlier session.", "verb")
    if verb == "failed" and "passed" in session.said_before:
        raise _no("Whoever has passed does not fail.", "verb")


def _check_defined(sent: Json, verb: str, session: Session) -> None:
    if _in(sent, "object").get("id") != session.activity:
        raise _no("The object is not the unit that was launched.", "object.id")
    result = _in(sent, "result")
    if verb in JUDGED and not _has_category(sent, MOVE_ON):
        raise _no(f"“{verb}” carries the category “moveon”.", "context.contextActivities.category")
    if verb == "completed" and result.get("completion") is not True:
        raise _no("“completed” says completion: true.", "result.completion")
    if verb in {"passed", "failed"} and result.get("success") is not (verb == "passed"):
        raise _no(f"“{verb}” says so in success too.", "result.success")
    score = _scaled(sent)
    if verb in {"passed", "failed"} and not _bears_out(verb, score, session.mastery):
        raise _no(f"The score does not bear out “{verb}”.", "result.score.scaled")


def _bears_out(verb: str, score: Decimal | None, mastery: Decimal | None) -> bool:
    return score is None or mastery is None or (score >= mastery) == (verb == "passed")


def _has_category(sent: Json, category: str) -> bool:
    activities = _in(_in(sent, "context"), "contextActivities").get("category")
    every = activities if isinstance(activities, Sequence) else [activities]
    return any(isinstance(each, Mapping) and each.get("id") == category for each in every)


def _scaled(sent: Json) -> Decimal | None:
    scaled = _in(_in(sent, "result"), "score").get("scaled")
    if scaled is None:
        return None
    try:
        score = Decimal(str(scaled))
    except InvalidOperation:
        score = Decimal(2)
    if isinstance(scaled, bool) or not -1 <= score <= 1:
        raise _no("A scaled score lies between −1 and 1.", "result.score.scaled")
    return score


def _id_of(sent: Json) -> UUID | None:
    said = sent.get("id")
    try:
        return UUID(said) if said is not None else None
    except (ValueError, AttributeError, TypeError) as error:
        raise _no("The id of a statement is a UUID.", "id") from error


def _timestamp_of(sent: Json) -> datetime | None:
    said = sent.get("timestamp")
    if said is None:
        return None
    try:
        at = datetime.fromisoformat(said)
    except (ValueError, TypeError) as error:
        raise _no("The timestamp is no ISO 8601 time.", "timestamp") from error
    if at.tzinfo is None:
        raise _no("The timestamp says no time zone.", "timestamp")
    return at


def _in(holder: object, name: str) -> dict[str, Any]:
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def _no(reason: str, field: str) -> NotPossible:
    return NotPossible(reason, field=field, rule="TRN-10.3")
