"""What a force sets: who authorises searches, and where arrests lead to drug tests."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.custody.browser import signed_in

from bluelamp.access.enums import Rank
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import SearchKind
from bluelamp.custody.models import DrugTestNotice, SearchAuthority
from bluelamp.custody.rules.search_authority import authority_for
from bluelamp.custody.rules.vulnerability import Protected
from bluelamp.custody.selectors.authorities import tests_on_arrest_in_force as in_force
from bluelamp.custody.services import end_drug_tests, notify_drug_tests, set_search_authority
from bluelamp.custody.services.searching import authorities_known

FROM, UNTIL = date(2026, 3, 1), date(2026, 3, 31)
K = SearchKind
CHILD = Protected(child=True, vulnerable=False)
ADULT = Protected(child=False, vulnerable=False)


def set_rank(world, **change):
    told = {
        "kind": K.STRIP_EXPOSED,
        "rank": Rank.INSPECTOR,
        "in_force_from": FROM,
        "protected_only": True,
        "confirmed": False,
        "source": "Code C, revision consulted on in 2024.",
        "by": world.inspector,
    }
    return set_search_authority(**told | change)


def notified(world, **change):
    told = {"suite_id": world.suite.pk, "in_force_from": FROM, "source": "Home Office, 2 February."}
    return notify_drug_tests(**told | {"by": world.inspector} | change)


def test_src_4_a_higher_rank_holds_from_its_day_for_whom_it_is_set(world):
    set_rank(world)
    known = authorities_known()
    assert authority_for(K.STRIP_EXPOSED, CHILD, FROM, known).rank is Rank.INSPECTOR
    assert authority_for(K.STRIP_EXPOSED, ADULT, FROM, known).rank is Rank.SERGEANT
    assert authority_for(K.STRIP_EXPOSED, CHILD, date(2026, 2, 28), known).rank is Rank.SERGEANT
    assert AuditLine.objects.filter(action="set_search_authority").count() == 1


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"kind": K.SCAN, "rank": Rank.SERGEANT}, "rank", "SRC-5"),
        ({"kind": K.STRIP, "rank": Rank.CONSTABLE}, "rank", "SRC-3"),
        ({"kind": K.PERSON}, "rank", "SRC-1"),
        ({"source": " "}, "source", "SRC-4"),
    ],
)
def test_no_rank_below_the_law_and_nothing_without_source(world, change, field, rule):
    with pytest.raises(NotPossible) as refusal:
        set_rank(world, **change)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
    assert SearchAuthority.objects.count() == 0


def test_src_4_one_authority_a_day(world):
    set_rank(world)
    with pytest.raises(NotPossible) as refusal:
        set_rank(world, rank=Rank.SUPERINTENDENT)
    assert refusal.value.field == "in_force_from"


@pytest.mark.parametrize("service", [set_rank, notified])
def test_the_custody_officer_sets_nothing(world, service):
    with pytest.raises(NotAllowed):
        service(world, by=world.custody_officer)


def test_src_10_tests_on_arrest_are_in_force_from_the_first_day_to_the_last(world):
    notice = notified(world)
    with pytest.raises(NotPossible):
        notified(world, in_force_from=UNTIL)
    end_drug_tests(notice_id=notice.pk, in_force_until=UNTIL, by=world.inspector)
    days = [date(2026, 2, 28), FROM, UNTIL, date(2026, 4, 1)]
    assert [in_force(world.suite.pk, day) for day in days] == [False, True, True, False]
    with pytest.raises(NotPossible, match="an end already"):
        end_drug_tests(notice_id=notice.pk, in_force_until=UNTIL, by=world.inspector)
    notified(world, in_force_from=date(2026, 4, 1))
    actions = AuditLine.objects.filter(action__endswith="drug_tests").values_list("action")
    assert len(actions) == 3


def test_src_10_no_last_day_before_the_first(world):
    notice = notified(world)
    with pytest.raises(NotPossible) as refusal:
        end_drug_tests(notice_id=notice.pk, in_force_until=date(2026, 2, 1), by=world.inspector)
    assert refusal.value.field == "in_force_until"


def test_the_database_holds_one_open_notice_a_station(world):
    notified(world)
    told = {"suite": world.suite, "in_force_from": UNTIL, "source": "X", "set_by_label": "X"}
    with pytest.raises(IntegrityError, match="one_open_drug_test_notice"), transaction.atomic():
        DrugTestNotice.objects.create(**told)


def test_the_pages_set_list_and_end_and_keep_what_was_typed(client, world):
    browser = signed_in(client, world.inspector)
    address = "/custody/authorities/searches/"
    told = {"kind": "SCAN", "rank": "sergeant", "in_force_from": "2026-03-01", "source": "Order 7"}
    told["rank"] = Rank.SERGEANT.value
    bad = browser.post(address, told).content.decode()
    assert "the law asks for the rank of inspector or above" in bad
    assert "Order 7" in bad
    assert browser.post(address, told | {"rank": Rank.INSPECTOR.value}).url == address
    assert "Order 7" in browser.get(address).content.decode()
    tests = "/custody/authorities/drug-tests/"
    bad = browser.post(tests, {"source": "Notice 4"}).content.decode()
    assert "Select the station" in bad
    assert "Notice 4" in bad
    given = {"suite_id": world.suite.pk, "in_force_from": "2026-03-01", "source": "Notice 4"}
    assert browser.post(tests, given).url == tests
    assert "Notice 4" in browser.get(tests).content.decode()
    end = f"{tests}{DrugTestNotice.objects.get().pk}/end/"
    assert "Enter the last day" in browser.post(end, {}).content.decode()
    assert browser.post(end, {"in_force_until": "2026-03-31"}).url == tests
    assert "31 March 2026" in browser.get(tests).content.decode()
