"""Loading the offence catalogue."""

from __future__ import annotations

import json
from importlib.resources import files

from django.db import transaction

from .models import Offence


@transaction.atomic
def load_offences() -> int:
    """Load the catalogue shipped with the package; return how many rows it holds. Repeatable."""
    data = json.loads((files("bluelamp.investigations") / "data" / "offences.json").read_text())
    rows = [
        Offence(
            code=row["code"],
            title=row["title"],
            act=row["act"],
            mode_of_trial=row["mode"],
            valid_from=row["from"],
        )
        for row in data["offences"]
    ]
    Offence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code", "valid_from"],
        update_fields=["title", "act", "mode_of_trial"],
    )
    return len(rows)
