"""Whole numbers beside the keys, for the constraints that keep things from happening at once.

An exclusion constraint compares ranges, and without an extension of the database there is none of
keys: ``int8range(number, number, '[]')`` stands for the key.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func, Value

SEQUENCE = "training_number"


def numbered() -> models.BigIntegerField[Any, Any]:
    """Return a column that the database fills with a number of its own."""
    return models.BigIntegerField(
        unique=True, editable=False, db_default=Func(Value(SEQUENCE), function="nextval")
    )
