"""The sheet of pooled logins, one a seat, to be cut and handed out."""

from __future__ import annotations

from datetime import date

from bluelamp.config.practice import Practice
from bluelamp.core.printing import pdf_of

SHEET = "training/paper/logins.typ"


def sheet_of(practice: Practice) -> bytes:
    """Return the sheet as a tagged PDF. It shows passwords, of the practice copy alone."""
    return pdf_of(
        SHEET,
        {
            "name": practice.name,
            "address": practice.address or "as your trainer tells you",
            "until": f"{date.fromisoformat(practice.expires_on):%-d %B %Y}",
            "session": practice.session or "not given",
            "roles": ", ".join(each.replace("_", " ") for each in practice.roles),
            "logins": [
                {"seat": str(number), "number": each.staff_number, "password": each.password}
                for number, each in enumerate(practice.logins, start=1)
            ],
        },
        practice=practice.name,
    )
