"""What stands above the form of an act of care."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.selectors.observation import observation_of

from .acts import Rows
from .observation import observation_shown


def observation_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return the level that holds, since when, and when the next visit is due."""
    observed = observation_of([record])[record.pk]
    shown = observation_shown(observed, now)
    since = f", since {told(observed.setting.set_at)}" if observed.is_set else ""
    due = f"{shown.due.near}, by {shown.due.when.words}" if shown.due and shown.due.when else "–"
    advice = " Set on clinical advice." if observed.setting.clinical else ""
    return [
        {"key": "Level now", "value": f"{shown.level}, {shown.every}{since}.{advice}"},
        {"key": "Next visit", "value": due},
    ]
