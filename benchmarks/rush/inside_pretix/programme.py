"""Runs inside the baseline's own environment: an event series in pretix, like our sessions.

`python programme.py SESSIONS SEATS` prints what the API is to be asked with, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix.settings")


def main(sessions: int, seats: int) -> None:
    """Make one organiser, a free item, and for each session a date with a quota of its own."""
    import django

    django.setup()
    from django_scopes import scopes_disabled
    from pretix.base.models import Organizer

    with scopes_disabled():
        organiser = Organizer.objects.create(name="Training", slug="training")
        print(json.dumps({"token": _token(organiser), **_programme(organiser, sessions, seats)}))


def _token(organiser: object) -> str:
    from pretix.base.models import Team

    team = Team.objects.create(
        organizer=organiser,
        name="Booking",
        all_events=True,
        all_event_permissions=True,
        all_organizer_permissions=True,
    )
    return str(team.tokens.create(name="rush").token)


def _programme(organiser: object, sessions: int, seats: int) -> dict[str, object]:
    from django.db import transaction
    from pretix.base.models import Event, Quota, SubEvent

    begins = datetime.now(UTC) + timedelta(days=30)
    with transaction.atomic():
        event = Event.objects.create(
            organizer=organiser,
            name="Response course",
            slug="response",
            currency="GBP",
            date_from=begins,
            has_subevents=True,
            live=True,
        )
        event.set_defaults()
        item = event.items.create(name="Place", default_price=0, admission=True)
        dates = []
        for number in range(sessions):
            date = SubEvent.objects.create(
                event=event, name=f"Session {number}", active=True, date_from=begins
            )
            quota = Quota.objects.create(event=event, subevent=date, name="Seats", size=seats)
            quota.items.add(item)
            dates.append(date.pk)
    return {"item": item.pk, "dates": dates}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
