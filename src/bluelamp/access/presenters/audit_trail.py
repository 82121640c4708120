"""Words and colours of the audit trail, on the page and in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.audit.enums import Operation, Outcome, ReasonCode
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import shown

from ..enums import Role

COLOURS = {
    Operation.COLLECT: "green",
    Operation.ALTER: "yellow",
    Operation.CONSULT: "grey",
    Operation.DISCLOSE: "purple",
    Operation.COMBINE: "teal",
    Operation.ERASE: "orange",
}
EXPORT_HEAD = [
    "line",
    "at (London)",
    "at (UTC)",
    "operation",
    "outcome",
    "regime",
    "who",
    "acting as",
    "reason",
    "reason reference",
    "reason in words",
    "action",
    "kind of record",
    "reference",
    "keys",
    "version",
    "recipient",
    "channel",
    "request",
    "detail",
    "marking",
]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the trail."""

    id: int
    at: datetime
    operation: str
    colour: str
    refused: bool
    action: str
    who: str
    roles: str
    reason: str
    record: str
    more: str

    @classmethod
    def of(cls, line: AuditLine) -> AuditRow:
        """Return the row of a line."""
        operation = Operation(line.operation)
        return cls(
            id=line.id,
            at=line.at,
            operation=operation.capitalize(),
            colour=COLOURS[operation],
            refused=line.outcome == Outcome.REFUSED,
            action=_spoken(line.action),
            who=line.actor_label,
            roles=_roles(line.acting_role),
            reason=_reason(line),
            record=_record(line),
            more=_more(line),
        )


def _spoken(code: str) -> str:
    """Return the words of an action or of a route: ``access:staff_list`` is ``staff list``."""
    return code.rpartition(":")[2].replace("_", " ")


def _roles(acting: str) -> str:
    known = {role.value: role.label for role in Role}
    return ", ".join(known.get(each, each) for each in acting.split(", ") if each)


def _reason(line: AuditLine) -> str:
    if not line.reason_code:
        return "No reason given"
    words = [ReasonCode(line.reason_code).label, line.reason_reference, line.reason_text]
    return ", ".join(word for word in words if word)


def _record(line: AuditLine) -> str:
    kind = _spoken(line.record_kind)
    if line.record_reference:
        return f"{kind} {line.record_reference}"
    if len(line.records) == 1:
        return f"{kind} {line.records[0]}"
    return f"{kind}, {len(line.records)} records" if line.records else kind


def _more(line: AuditLine) -> str:
    disclosed = f"To {line.recipient} by {line.channel.lower()}" if line.recipient else ""
    return ". ".join(words for words in (disclosed, line.detail.replace("_", " ")) if words)


def export_row(line: AuditLine, marking: str) -> list[str]:
    """Return a line as cells of a file, none of which a spreadsheet would run."""
    cells = [
        line.id,
        shown(line.at),
        line.at.isoformat(),
        line.operation,
        line.outcome,
        line.regime,
        line.actor_label,
        line.acting_role,
        line.reason_code,
        line.reason_reference,
        line.reason_text,
        line.action,
        line.record_kind,
        line.record_reference,
        " ".join(str(key) for key in line.records),
        line.record_version,
        line.recipient,
        line.channel,
        line.request_id,
        line.detail,
        marking,
    ]
    return [_harmless("" if cell is None else str(cell)) for cell in cells]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
