"""Two officers open a case at the same moment: one is first, the other is told."""

from __future__ import annotations

import pytest
from tests.property.making import an_officer
from tests.property.test_races import at_once

from bluelamp.access.enums import Role
from bluelamp.cases.models import Case
from bluelamp.core.errors import NotPossible

from .making import a_case, a_custody_record

pytestmark = pytest.mark.usefixtures("committed_db")


def test_two_officers_with_one_urn():
    officers = [an_officer(Role.INVESTIGATING_OFFICER) for _ in range(2)]
    records = [a_custody_record(), a_custody_record()]
    answers = at_once(
        lambda: a_case(officers[0], records[0], urn="01AB1234525"),
        lambda: a_case(officers[1], records[1], urn="01AB1234525"),
    )
    refusals = [each.field for each in answers if isinstance(each, NotPossible)]
    assert (refusals, Case.objects.count()) == (["urn"], 1)


def test_two_officers_open_a_case_from_one_record():
    officers = [an_officer(Role.INVESTIGATING_OFFICER) for _ in range(2)]
    record = a_custody_record()
    answers = at_once(lambda: a_case(officers[0], record), lambda: a_case(officers[1], record))
    refusals = [each.field for each in answers if isinstance(each, NotPossible)]
    assert (refusals, Case.objects.count()) == (["offences"], 1)
