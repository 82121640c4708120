"""A notice of rights as it is printed."""

from __future__ import annotations

from typing import Any

from bluelamp.core.markings import Marking
from bluelamp.custody.notices import ENTITLEMENTS, RIGHTS, Notice

NOTICE = "custody/paper/notice.typ"


def notice_data(notice: Notice) -> dict[str, Any]:
    """Return a notice as plain data for the printer: it holds nothing of anybody."""
    return {
        "marking": Marking.OFFICIAL.label,
        "reference": f"Notice of rights, {notice.language}, {notice.edition}",
        "tag": notice.tag,
        "direction": notice.direction,
        "easy": notice.code.endswith("-easy"),
        "title": notice.title,
        "not_official": notice.not_official,
        "rights": notice.rights,
        "rights_points": [notice.points[key] for key in RIGHTS],
        "entitlements": notice.entitlements,
        "entitlement_points": [notice.points[key] for key in ENTITLEMENTS],
        "given": notice.given,
        "signature": notice.signature,
        "time": notice.time,
    }
