"""Readiness: the force, its commands, posts and gates, and the people behind each number."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Channel, Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_disclosure, record_reading
from bluelamp.core.time import day_of, now
from bluelamp.training.enums import RoleProfile
from bluelamp.training.models import Drop
from bluelamp.training.presenters.readiness import (
    STATES,
    Bar,
    burn_up,
    gate_blocks,
    person_rows,
)
from bluelamp.training.presenters.refreshers import tally_rows
from bluelamp.training.selectors.programme import current_drop
from bluelamp.training.selectors.readiness import (
    Person,
    by_command,
    by_profile,
    command_codes,
    learners_named,
    left_out,
    people_of,
    snapshots_of,
    standing_of,
    tally,
    unit_names,
)
from bluelamp.training.selectors.refreshers import refreshers_by

PAGE = 50


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def readiness(request: HttpRequest) -> HttpResponse:
    """Show how ready the force is: numbers only, nobody's name."""
    drop = _drop()
    people, names, codes = people_of(drop), unit_names(), command_codes()
    code_of = {pk: code for code, pk in codes.items()}
    commands = [
        Bar.of(names[key], each, code_of.get(key, "")) for key, each in by_command(people).items()
    ]
    posts = [Bar.of(RoleProfile(key).label, each) for key, each in by_profile(people).items()]
    refreshers = refreshers_by(drop, "learner__command", today=day_of(now()))
    page = {
        "drop": drop,
        "force": Bar.of("The force", tally(people)),
        "commands": sorted(commands, key=lambda bar: bar.trained),
        "posts": sorted(posts, key=lambda bar: bar.trained),
        "gates": gate_blocks(drop, standing_of(drop, people, names)),
        "chart": burn_up(drop, snapshots_of(drop)),
        "left_out": left_out(drop),
        "refreshers": [("commands", "Refreshers", tally_rows(refreshers, "command"))],
        "days_left": (drop.go_live - day_of(now())).days,
    }
    return render(request, "training/readiness/dashboard.html", page)


@route(Permission.VIEW_TRAINING, Touches.READS)
def readiness_people(request: HttpRequest) -> HttpResponse:
    """Show the people behind a number: of a command, by how they stand."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found, asked = _found(_drop(), request)
    learners = Paginator(learners_named(found), PAGE).get_page(request.GET.get("page"))
    ids = tuple(each.staff_id for each in learners)
    if ids:
        subject = Subject("staff", ids, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="list_readiness")
    else:
        nobody_was_shown()
    page = {"page": learners, "rows": person_rows(learners, found), "states": STATES, **asked}
    return render(request, "training/readiness/people.html", page)


@route(Permission.VIEW_TRAINING, Touches.DISCLOSES)
def readiness_file(request: HttpRequest) -> HttpResponse:
    """Send the people behind a number as CSV."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found, asked = _found(_drop(), request)
    learners = learners_named(found)
    subject = Subject("staff", tuple(each.staff_id for each in learners), regime=Regime.GEN)
    record_disclosure(
        by=officer,
        of=subject,
        action="export_readiness",
        recipient=officer.label,
        channel=Channel.EXPORT,
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"readiness-{asked['command'] or 'force'}-{asked['state'] or 'all'}"
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{settings.BLUELAMP_MARKING}.csv"'
    )
    out = csv.writer(response)
    out.writerow(("Who", "Unit", "Command", "Taught", "Stands"))
    for row in person_rows(learners, found):
        out.writerow((row.who, row.unit, row.command, row.mode, row.state))
    return response


def _drop() -> Drop:
    drop = current_drop()
    if drop is None:
        raise Http404
    return drop


def _found(drop: Drop, request: HttpRequest) -> tuple[dict[UUID, str], dict[str, Any]]:
    """Return the state of everybody asked for, and what was asked."""
    command, state = request.GET.get("command", ""), request.GET.get("state", "")
    key = command_codes().get(command)
    if (command and key is None) or (state and state not in STATES):
        raise Http404

    def wanted(each: Person) -> bool:
        return (not command or each.command_id == key) and (not state or each.state == state)

    found = {each.learner_id: each.state for each in people_of(drop) if wanted(each)}
    return found, {"command": command, "state": state, "drop": drop}
