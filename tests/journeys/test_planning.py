"""A plan in a real browser: asked for, made, looked at, accepted; wide and on a telephone."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.person_at_work import PHONE
from tests.journeys.real_site import RealSite

pytestmark = pytest.mark.journey

MAKE = """
from bluelamp.training.models import PlanRun
from bluelamp.training.services.planning import carry_out_plan
PlanRun.objects.update(rounds=3, seconds=30)
carry_out_plan(run_id=PlanRun.objects.get(name="Spring").pk)
"""
ACCEPT = """
from bluelamp.training.models import PlanDecision
from bluelamp.training.services.planning import carry_out_decision
carry_out_decision(decision_id=PlanDecision.objects.get().pk)
"""


def test_a_plan_is_asked_for_made_looked_at_and_accepted(employ: Employ, site: RealSite) -> None:
    officer = employ("Training coordinator")
    officer.go("/training/planning/")
    officer.press("Make a plan")
    officer.fill("Name of the plan", "Spring")
    officer.press("Make the plan")
    officer.sees("Waiting to begin")
    plan = officer.path
    site.run(MAKE)
    officer.go(plan)
    officer.sees("What came of it", "What the limits cost", "Load by week")
    on_a_phone = employ("Training coordinator", screen=PHONE)
    wide = {}
    for page in ("", "without-a-place/", "compare/", "what-if/", "accept/"):
        on_a_phone.go(f"{plan}{page}")
        wide[page] = on_a_phone.sideways()
    for page in ("/training/planning/", "/training/planning/ask/", "/training/planning/holds/add/"):
        on_a_phone.go(page)
        wide[page] = on_a_phone.sideways()
    assert {page: by for page, by in wide.items() if by} == {}
    officer.press("Look at what accepting changes")
    officer.press("Accept the plan")
    officer.sees("Waiting to begin", "All of it is written at once, or nothing")
    site.run(ACCEPT)
    officer.go(plan)
    officer.sees("The plan is accepted")
