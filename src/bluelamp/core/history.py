"""Keeping every earlier state of a row, by trigger, so that no code can forget it."""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def followed(model: Model) -> Model:
    """Keep each row of a model as it was before every change and before its deletion."""
    track = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        exclude=[f for f in ("password", "last_login") if hasattr(model, f)],
    )
    kept: Model = track(model)
    return kept
