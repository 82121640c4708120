"""Documents that units keep of a learner: state, activity profile, agent profile."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bluelamp.core.errors import NotPossible
from bluelamp.training.models import Learner, LearnerDocument

LARGEST = 512_000
MOST = 200
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where documents lie. Each learner has places of their own: nobody reads another's."""

    learner: UUID
    kind: str
    activity: str = ""
    registration: UUID | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a document to be written: ``If-Match`` and ``If-None-Match``."""

    match: str = ""
    none_match: str = ""


class ConditionFails(NotPossible):
    """The document is not as whoever writes it thinks it is."""


def etag_of(document: LearnerDocument) -> str:
    """Return the mark of a document's content."""
    return f'"{hashlib.sha1(bytes(document.content), usedforsecurity=False).hexdigest()}"'


def documents_at(place: Place) -> QuerySet[LearnerDocument]:
    """Return the documents of a place."""
    return LearnerDocument.objects.filter(
        learner_id=place.learner,
        kind=place.kind,
        activity=place.activity,
        registration=place.registration,
    )


@transaction.atomic
def keep_document(
    *,
    place: Place,
    name: str,
    content: bytes,
    content_type: str,
    merge: bool,
    condition: Condition,
    at: datetime,
) -> LearnerDocument:
    """Keep a document; ``merge`` lays JSON over what is there.

    Raises NotPossible for what is too large or cannot be merged, ConditionFails where the
    condition does not hold.
    """
    Learner.objects.select_for_update(no_key=True).get(pk=place.learner)
    found = documents_at(place).filter(name=name).first()
    check_condition(found, condition)
    if found is None and documents_at(place).count() >= MOST:
        raise NotPossible(f"At most {MOST} documents are kept.", field="stateId")
    if merge and found is not None:
        content = _merged(found, content, content_type)
    if len(content) > LARGEST or len(name) > 500:
        raise NotPossible(f"A document has at most {LARGEST:,} bytes.", field="document")
    document = found or LearnerDocument(
        learner_id=place.learner,
        kind=place.kind,
        activity=place.activity,
        registration=place.registration,
        name=name,
    )
    document.content, document.content_type = content, content_type[:100]
    document.changed_at = at
    document.save()
    return document


def check_condition(found: LearnerDocument | None, condition: Condition) -> None:
    """Raise ConditionFails where the condition does not hold."""
    if condition.none_match == "*" and found is not None:
        raise ConditionFails("There is a document already.", field="If-None-Match")
    if condition.match and (found is None or condition.match != etag_of(found)):
        raise ConditionFails("The document has changed since.", field="If-Match")


def _merged(found: LearnerDocument, content: bytes, content_type: str) -> bytes:
    if not (content_type.startswith(JSON) and found.content_type.startswith(JSON)):
        raise NotPossible("Only JSON is laid over JSON.", field="document")
    try:
        old, new = json.loads(bytes(found.content)), json.loads(content)
    except ValueError as error:
        raise NotPossible("The document is no JSON.", field="document") from error
    if not (isinstance(old, dict) and isinstance(new, dict)):
        raise NotPossible("Only JSON objects are laid over each other.", field="document")
    return json.dumps({**old, **new}).encode()
