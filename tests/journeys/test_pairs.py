"""From a proposed pair to one person, and back: in a browser, wide and on a telephone."""

from __future__ import annotations

import re
import subprocess

import pytest
from tests.journeys.person_at_work import PHONE
from tests.journeys.real_site import ROOT, RealSite, _bluelamp

pytestmark = pytest.mark.journey
REASON = "Supervision of others' work"


@pytest.fixture(scope="module")
def proposed(site: RealSite) -> None:
    done = subprocess.run(
        [*_bluelamp(), "people", "propose", "--up-to-now"],
        env=site._environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "may be one person" in done.stdout


@pytest.mark.parametrize("screen", [None, PHONE], ids=["wide", "telephone"])
def test_a_pair_is_judged_one_person_and_parted_again(employ, proposed, screen):
    more = {"screen": screen} if screen else {}
    boss = employ("Supervisor", reason=REASON, **more)
    name = "telephone" if screen else "wide"
    boss.go("/")
    boss.sees("Judge: one person or two?")
    boss.go("/people/pairs/")
    boss.picture(f"pairs-{name}")
    assert boss.sideways() == 0
    queue = boss.page.locator("tbody tr").filter(has_text="Nothing known")
    boss.press(re.compile("^Pair "), within=queue.first)
    boss.picture(f"pair-{name}", tallest=4000)
    assert boss.sideways() == 0
    address = boss.path
    boss.press("The same person")
    assert boss.errors()
    boss.picture(f"pair-errors-{name}", tallest=4000)
    boss.page.locator("#id_reason").fill("Date of birth, address and photograph agree")
    boss.page.locator("#id_evidence").fill("Custody photographs")
    boss.press("The same person")
    boss.sees("The two records are judged one person.")
    boss.go(address)
    first = boss.page.locator("main ol a").first
    boss.load(first.click)
    boss.sees("Recorded twice: these records are judged one")
    boss.picture(f"joined-{name}", tallest=4000)
    assert boss.sideways() == 0
    section = boss.page.locator("[data-test=joined-records]")
    boss.load(section.get_by_role("link", name="End this judgement").first.click)
    boss.picture(f"end-judgement-{name}")
    boss.page.locator("#id_reason").fill("Two brothers at one address")
    boss.press("End this judgement")
    boss.sees_nothing_of("Recorded twice")
    boss.go("/")
    boss.press(re.compile("^Two records were parted"))
    boss.picture(f"parting-{name}")
    assert boss.sideways() == 0
    boss.page.locator("#id_how").fill("Nothing was added")
    boss.press("Settle")
    boss.sees("The parting is settled.")
