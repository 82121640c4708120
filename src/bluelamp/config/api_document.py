"""The OpenAPI description of the programs' door, as served and as kept in `docs/openapi.json`.

`python -m bluelamp.config.api_document` writes it anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bluelamp.access.declarations import Route, route
from bluelamp.access.enums import Door, Permission, Touches
from bluelamp.core.problems import PROBLEM
from bluelamp.core.shapes import FaultyField, Problem

DOCUMENT = Path("docs/openapi.json")
REFUSALS = {
    "400": "The request cannot be read, or a write has no Idempotency-Key",
    "401": "No token, or one that is unknown, revoked or expired",
    "403": "The role of the token does not allow this",
    "404": "Nothing has this key",
    "405": "This address is asked in another way",
    "409": "The rules do not allow this as things stand: `field` and `rule` say which",
    "422": "The request is not as described: `errors` names the fields",
}


@route(Permission.USE_BLUELAMP, Touches.NOTHING, Door.EITHER)
def openapi_document(request: HttpRequest) -> HttpResponse:
    """Serve the description, to officers who are signed in and to programs."""
    return JsonResponse(document())


def document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description: what modules say, and what goes for every operation."""
    from .api import api, operations

    described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    schemas = described["components"]["schemas"]
    for shape in (FaultyField, Problem):
        made = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        made.pop("$defs", None)
        schemas[shape.__name__] = made
    declared = {api.get_openapi_operation_id(operation): route for operation, route in operations()}
    for path in described["paths"].values():
        for details in path.values():
            _complete(details, declared[details["operationId"]])
    return described


def _complete(details: dict[str, Any], declared: Route) -> None:
    """Add what the permission is, the refusals, and the key that a write is sent with."""
    from .api import KEY, KEY_SHAPE

    details["x-permission"] = str(declared.permission)
    details["x-personal-data"] = str(declared.touches)
    if declared.touches is Touches.CHANGES:
        details["parameters"].append(
            {
                "in": "header",
                "name": KEY,
                "required": True,
                "description": "New for each write; sent again with the same body, the write is "
                "not done again and the first answer is repeated",
                "schema": {"type": "string", "pattern": f"^{KEY_SHAPE}$"},
            }
        )
    for status, description in REFUSALS.items():
        own = details["responses"].get(status, {}).get("content", {}).get("application/json", {})
        schema = own.get("schema", {"$ref": "#/components/schemas/Problem"})
        details["responses"][status] = {
            "description": description,
            "content": {PROBLEM: {"schema": schema}},
        }


def main() -> None:
    """Write the description."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings.demonstration")
    django.setup()
    DOCUMENT.write_text(as_text(), encoding="utf-8")


def as_text() -> str:
    """Return the description as it is kept."""
    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    main()
