"""Writing the audit: one line in the transaction of the thing it describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bluelamp.core.errors import NotPossible

from .enums import Channel, Operation, Outcome, ReasonCode, Regime
from .models import AuditLine

NOBODY = "NOBODY"
_watching: ContextVar[list[str] | None] = ContextVar("watching", default=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody works with personal data: a code, and words where the code is OTHER.

    Raises NotPossible when OTHER comes without words (INF-5.8).
    """

    code: ReasonCode
    reference: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if self.code is ReasonCode.OTHER and len(self.text.split()) < 3:
            raise NotPossible(
                "Say in a few words why: a single word such as “work” is not a reason.",
                field="text",
                rule="INF-5.8",
            )


class Actor(Protocol):
    """Whoever acts, as far as the audit needs to know; ``id`` is None where nobody knows who."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def label(self) -> str: ...
    @property
    def acting_role(self) -> str: ...
    @property
    def reason(self) -> Reason | None: ...
    @property
    def request_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """The record or records a line is about."""

    kind: str
    ids: tuple[UUID, ...] = ()
    reference: str = ""
    version: int | None = None
    regime: Regime = Regime.LE


def record_reading(*, by: Actor, of: Subject, action: str) -> AuditLine:
    """Log a CONSULT. Raises NotPossible when policy asks for a reason and there is none."""
    _need_reason(by)
    return _write(Operation.CONSULT, by=by, of=of, action=action)


def record_collection(*, by: Actor, of: Subject, action: str) -> AuditLine:
    """Log a COLLECT: personal data written for the first time."""
    return _write(Operation.COLLECT, by=by, of=of, action=action)


def record_change(*, by: Actor, of: Subject, action: str, detail: str = "") -> AuditLine:
    """Log an ALTER. ``detail`` names fields, never their content."""
    return _write(Operation.ALTER, by=by, of=of, action=action, detail=detail)


def record_combination(*, by: Actor, of: Subject, action: str, detail: str = "") -> AuditLine:
    """Log a COMBINE: records judged to be one, or parted again (INF-5 vector L5)."""
    return _write(Operation.COMBINE, by=by, of=of, action=action, detail=detail)


def record_disclosure(
    *, by: Actor, of: Subject, action: str, recipient: str, channel: Channel
) -> AuditLine:
    """Log a DISCLOSE with its recipient (INF-5.3, vector L6)."""
    _need_reason(by)
    return _write(
        Operation.DISCLOSE, by=by, of=of, action=action, recipient=recipient, channel=channel
    )


def record_refusal(
    *, operation: Operation, by: Actor, of: Subject, action: str, because: str
) -> AuditLine:
    """Log a refused attempt (INF-5 vector L8)."""
    return _write(
        operation, by=by, of=of, action=action, outcome=Outcome.REFUSED, detail=because[:200]
    )


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect the operations logged meanwhile, so that a page can be held to its line."""
    seen: list[str] = []
    token = _watching.set(seen)
    try:
        yield seen
    finally:
        _watching.reset(token)


def nobody_was_shown() -> None:
    """Say that a page which may show personal data showed none, and so needs no line."""
    _tell_watcher(NOBODY)


def reading_subjects(kind: str, ids: Iterable[UUID]) -> Subject:
    """Return the subject of a list or search: every record it showed."""
    return Subject(kind=kind, ids=tuple(ids))


def _need_reason(by: Actor) -> None:
    if by.reason is None and settings.BLUELAMP_REASON_REQUIRED_BY != "NONE":
        raise NotPossible(
            "Say why you need to see this record before it is opened.",
            field="reason",
            rule="INF-5.6",
        )


def _write(operation: Operation, *, by: Actor, of: Subject, action: str, **more: Any) -> AuditLine:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit line is written in the transaction of what it describes")
    reason = by.reason
    line = AuditLine.objects.create(
        operation=operation,
        regime=of.regime,
        actor_id=by.id,
        actor_label=by.label,
        acting_role=by.acting_role,
        reason_code=reason.code if reason else "",
        reason_reference=reason.reference if reason else "",
        reason_text=reason.text if reason else "",
        action=action,
        record_kind=of.kind,
        records=list(of.ids),
        record_reference=of.reference,
        record_version=of.version,
        request_id=by.request_id,
        **more,
    )
    if line.outcome == Outcome.DONE:
        _tell_watcher(operation)
    return line


def _tell_watcher(what: str) -> None:
    seen = _watching.get()
    if seen is not None:
        seen.append(what)
