"""How an assignable unit of cmi5 is launched: its address and its LMS.LaunchData (TRN-10.3)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from .spans import as_iso
from .statements import CATEGORY, MORE_VERBS, SESSION_ID, VERBS, actor_of

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/"
COURSE = "https://w3id.org/xapi/cmi5/activitytype/course"
OWN_VERBS = {
    "launched": f"{VERBS}launched",
    "abandoned": f"{MORE_VERBS}abandoned",
    "satisfied": f"{MORE_VERBS}satisfied",
}


@dataclass(frozen=True, slots=True)
class Cmi5Launch:
    """A launch of a unit. ``content``, ``endpoint``, ``fetch`` and ``back`` are whole addresses."""

    learner: UUID
    registration: UUID
    session: UUID
    activity: str
    publisher_key: str
    course: str
    content: str
    endpoint: str
    fetch: str
    back: str
    move_on: str
    mastery: Decimal | None
    launch_parameters: str
    entitlement_key: str


def launch_address(launch: Cmi5Launch) -> str:
    """Return where the unit is opened, with the five parameters that cmi5 asks for."""
    asked = {
        "endpoint": launch.endpoint,
        "fetch": launch.fetch,
        "actor": json.dumps(actor_of(launch.learner), separators=(",", ":")),
        "registration": str(launch.registration),
        "activityId": launch.activity,
    }
    joined = "&" if "?" in launch.content else "?"
    return f"{launch.content}{joined}{urlencode(asked, quote_via=quote)}"


def launch_data(launch: Cmi5Launch) -> dict[str, Any]:
    """Return the state document that the unit reads when it begins."""
    template: dict[str, Any] = {
        "contextActivities": {
            "grouping": [{"objectType": "Activity", "id": launch.publisher_key}],
        },
        "extensions": {SESSION_ID: str(launch.session)},
    }
    data: dict[str, Any] = {
        "contextTemplate": template,
        "launchMode": "Normal",
        "moveOn": launch.move_on,
        "returnURL": launch.back,
    }
    if launch.mastery is not None:
        data["masteryScore"] = float(launch.mastery)
    if launch.launch_parameters:
        data["launchParameters"] = launch.launch_parameters
    if launch.entitlement_key:
        data["entitlementKey"] = {"courseStructure": launch.entitlement_key}
    return data


def preferences() -> dict[str, str]:
    """Return the learner's preferences, of which the platform keeps none but the language."""
    return {"languagePreference": "en-GB", "audioPreference": "on"}


def own_statement(launch: Cmi5Launch, verb: str, *, seconds: int = 0) -> dict[str, Any]:
    """Return a statement that the platform itself makes: of the unit, or of the whole course."""
    template = launch_data(launch)["contextTemplate"]
    statement: dict[str, Any] = {
        "actor": actor_of(launch.learner),
        "verb": {"id": OWN_VERBS[verb], "display": {"en-GB": verb}},
        "object": {"objectType": "Activity", "id": launch.activity},
        "context": {
            "registration": str(launch.registration),
            "contextActivities": {**template["contextActivities"], "category": [{"id": CATEGORY}]},
            "extensions": template["extensions"],
        },
    }
    if verb == "launched":
        rules = {"launchmode": "Normal", "moveon": launch.move_on}
        statement["context"]["extensions"] |= {EXTENSIONS + name: rules[name] for name in rules}
    elif verb == "abandoned":
        statement["result"] = {"duration": as_iso(seconds)}
    elif verb == "satisfied":
        statement["object"] = {"id": launch.course, "definition": {"type": COURSE}}
    return statement
