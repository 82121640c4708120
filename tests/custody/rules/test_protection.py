"""Children and vulnerable people, who comes for them, and who may be searched by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.access.enums import Rank
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    AdultBar,
    CallEvent,
    CallKind,
    CallState,
    DelayGround,
    DrugTestTrigger,
    Presence,
    SampleBasis,
    SampleKind,
    SearchKind,
    SearchSex,
    WithoutAdult,
)
from bluelamp.custody.rules.authority import DecidingOfficer
from bluelamp.custody.rules.calls import (
    TABLE,
    events_now,
    events_of,
    may_delay_right,
    may_happen,
    state_after_call,
)
from bluelamp.custody.rules.samples import consents, may_take_sample, may_test_for_drugs
from bluelamp.custody.rules.search_authority import (
    SEARCH_AUTHORITIES,
    Authority,
    Present,
    SearchFacts,
    authority_for,
    check_search,
    may_authorise_search,
)
from bluelamp.custody.rules.vulnerability import (
    Protected,
    may_be_appropriate_adult,
    may_be_put_in_cell,
    may_do_without_adult,
    may_share_cell,
    needs_woman,
    rights_to_be_repeated,
    treated_as_child,
    waits_for_adult,
)

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CHILD, VULNERABLE = Protected(child=True), Protected(child=False, vulnerable=True)
ADULT = Protected(child=False)
S, E, K = CallState, CallEvent, CallKind


@pytest.mark.parametrize(
    ("born_to", "child"),
    [
        (date(2008, 3, 11), True),
        (date(2008, 3, 10), False),
        (date(1990, 1, 1), False),
        (None, False),
    ],
    ids=["17y364d", "18th-birthday", "adult", "unknown"],
)
def test_the_youngest_they_can_be_counts(born_to, child):
    assert treated_as_child(born_to, NOON) is child


def test_no_child_without_an_adult_and_a_vulnerable_person_only_on_evidence():
    assert not may_do_without_adult(CHILD, reason="Does not want one")
    assert not may_do_without_adult(VULNERABLE, reason="")
    assert may_do_without_adult(VULNERABLE, reason="The HCP finds no such condition.")
    assert may_do_without_adult(ADULT, reason="")


def test_what_waits_for_the_adult_and_rights_given_again():
    assert waits_for_adult(CHILD, adult_here=False)
    assert not waits_for_adult(CHILD, adult_here=True)
    assert not waits_for_adult(ADULT, adult_here=False)
    again = {"given": True, "given_with_adult": False}
    assert rights_to_be_repeated(CHILD, **again, adult_here=True)
    assert not rights_to_be_repeated(CHILD, **again, adult_here=False)
    assert not rights_to_be_repeated(ADULT, **again, adult_here=True)


@pytest.mark.parametrize("bar", AdultBar)
def test_who_may_not_be_the_appropriate_adult(bar):
    assert not may_be_appropriate_adult([bar])
    assert may_be_appropriate_adult([])


def test_a_woman_is_named_for_a_girl():
    assert needs_woman(child=True, female=True)
    assert not needs_woman(child=True, female=False)
    assert not needs_woman(child=False, female=True)


@pytest.mark.parametrize(
    ("child", "locked", "reason", "possible"),
    [
        (True, True, "", False),
        (True, True, "No room", True),
        (True, False, "", True),
        (False, True, "", True),
    ],
)
def test_a_child_in_a_cell_has_a_reason(child, locked, reason, possible):
    answer = may_be_put_in_cell(child=child, locked_cell=locked, reason=reason)
    assert answer.possible is possible


@pytest.mark.parametrize(
    ("child", "others", "capacity", "rule"),
    [
        (True, [False], 9, "VUL-6"),
        (False, [True], 9, "VUL-6"),
        (True, [True], 2, ""),
        (False, [False], 1, "section 16"),
        (False, [], 1, ""),
    ],
)
def test_children_apart_and_room(child, others, capacity, rule):
    answer = may_share_cell(child=child, others_children=others, capacity=capacity)
    assert answer.possible is (rule == "")
    assert not rule or answer.rule == rule


# --- Who is told or called --------------------------------------------------------------------


def test_every_state_is_left_by_some_event():
    for kind in CallKind:
        for state in (None, *CallState):
            reachable = state is None or any(TABLE[event][1] is state for event in events_of(kind))
            if reachable:
                assert events_now(kind, state), f"{kind} stays {state} for ever"


@pytest.mark.parametrize(
    ("kind", "state", "event", "to"),
    [
        (K.SOLICITOR, None, E.ASK, S.WANTED),
        (K.SOLICITOR, None, E.DECLINE, S.DECLINED),
        (K.SOLICITOR, S.DECLINED, E.ASK, S.WANTED),
        (K.SOLICITOR, S.WANTED, E.CONSULT, S.DONE),
        (K.SOLICITOR, S.PRESENT, E.CONSULT, S.PRESENT),
        (K.ADULT, S.CONTACTED, E.UNABLE, S.WANTED),
        (K.ADULT, S.WANTED, E.NO_ANSWER, S.WANTED),
        (K.INTIMATION, S.WANTED, E.TELL, S.DONE),
        (K.SOLICITOR, S.WANTED, E.DELAY, S.DELAYED),
        (K.SOLICITOR, S.DELAYED, E.END_DELAY, S.WANTED),
    ],
)
def test_where_an_event_leads(kind, state, event, to):
    assert state_after_call(kind, state, event) is to


@pytest.mark.parametrize(
    ("kind", "state", "event"),
    [
        (K.ADULT, None, E.DECLINE),
        (K.ADULT, S.WANTED, E.DELAY),
        (K.WELFARE, S.WANTED, E.NOT_NEEDED),
        (K.INTERPRETER, None, E.DECLINE),
        (K.INTIMATION, S.WANTED, E.ARRIVE),
        (K.SOLICITOR, None, E.ARRIVE),
    ],
)
def test_what_cannot_happen(kind, state, event):
    assert not may_happen(kind, state, event)


@pytest.mark.parametrize(
    ("kind", "rank", "change", "rule"),
    [
        (K.INTIMATION, Rank.INSPECTOR, {}, ""),
        (K.INTIMATION, Rank.SERGEANT, {}, "RTS-5"),
        (K.SOLICITOR, Rank.INSPECTOR, {}, "RTS-7"),
        (K.SOLICITOR, Rank.SUPERINTENDENT, {}, ""),
        (K.SOLICITOR, Rank.SUPERINTENDENT, {"indictable": False}, "RTS-7"),
        (K.SOLICITOR, Rank.SUPERINTENDENT, {"grounds": ()}, "RTS-7"),
        (K.SOLICITOR, Rank.SUPERINTENDENT, {"at": NOON + timedelta(hours=36)}, "RTS-8"),
        (K.ADULT, Rank.SUPERINTENDENT, {}, "RTS-5"),
    ],
    ids=["RTS-5", "RTS-5-rank", "RTS-7-rank", "RTS-7", "summary", "no-ground", "RTS-8", "adult"],
)
def test_who_may_delay_a_right(kind, rank, change, rule):
    facts = {
        "indictable": True,
        "grounds": (DelayGround.ALERT,),
        "relevant_time": NOON,
        "at": NOON + timedelta(hours=1),
    } | change
    answer = may_delay_right(kind, DecidingOfficer(rank), **facts)
    assert (answer.possible, answer.rule if rule else "") == (rule == "", rule)


# --- Searches ---------------------------------------------------------------------------------

MAN = Present(Presence.SEARCHER, "PC 1", SearchSex.MALE)
SECOND = Present(Presence.OFFICER, "PC 2", SearchSex.MALE)
AA = Present(Presence.ADULT, "Mrs Okafor", SearchSex.FEMALE)


def search(kind=SearchKind.STRIP_EXPOSED, **change):
    facts = {
        "kind": kind,
        "sex": SearchSex.MALE,
        "location": "Medical room",
        "reason": "Believed to hide a blade.",
        "present": (MAN, SECOND),
        "protected": ADULT,
    }
    return SearchFacts(**facts | change)


@pytest.mark.parametrize(
    "facts",
    [
        search(),
        search(protected=CHILD, present=(MAN, AA)),
        search(protected=CHILD, without_adult=WithoutAdult.CHILD_DECLINED),
        search(protected=VULNERABLE, without_adult=WithoutAdult.URGENT),
        search(present=(MAN,), urgent=True),
        search(SearchKind.PERSON, present=(MAN,)),
        search(SearchKind.NOT_SEARCHED, location="", present=()),
        search(
            SearchKind.INTIMATE_DRUGS,
            present=(Present(Presence.CLINICIAN, "Dr Roe"),),
            written_consent=True,
        ),
    ],
)
def test_a_search_with_everything_recorded(facts):
    check_search(facts)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (search(reason=" "), "reason"),
        (search(location=""), "location"),
        (search(present=(SECOND,)), "searcher"),
        (search(sex=SearchSex.FEMALE), "searcher_sex"),
        (search(present=(MAN, Present(Presence.OFFICER, "PC 3", SearchSex.FEMALE))), "officer"),
        (search(present=(MAN,)), "officer"),
        (search(protected=CHILD), "adult"),
        (search(protected=VULNERABLE), "adult"),
        (search(protected=VULNERABLE, without_adult=WithoutAdult.CHILD_DECLINED), "without_adult"),
        (search(SearchKind.INTIMATE_DRUGS), "written_consent"),
        (search(SearchKind.SCAN, written_consent=True), "clinician"),
        (search(SearchKind.INTIMATE_ARTICLE, present=(SECOND,)), "searcher"),
    ],
)
def test_what_is_missing_is_named(facts, field):
    with pytest.raises(NotPossible) as refusal:
        check_search(facts)
    assert refusal.value.field == field


def test_the_rank_for_a_search_is_dated_configuration():
    day = date(2026, 3, 10)
    later = Authority(SearchKind.STRIP_EXPOSED, Rank.INSPECTOR, date(2026, 3, 1), True)
    known = [later, *SEARCH_AUTHORITIES]
    sergeant = authority_for(SearchKind.STRIP_EXPOSED, CHILD, day, SEARCH_AUTHORITIES)
    assert sergeant.rank is Rank.SERGEANT
    assert authority_for(SearchKind.STRIP_EXPOSED, CHILD, day, known).rank is Rank.INSPECTOR
    assert authority_for(SearchKind.STRIP_EXPOSED, ADULT, day, known).rank is Rank.SERGEANT
    before = date(2026, 2, 28)
    assert authority_for(SearchKind.STRIP_EXPOSED, CHILD, before, known).rank is Rank.SERGEANT
    assert authority_for(SearchKind.PERSON, CHILD, day, known) is None


@pytest.mark.parametrize(
    ("rank", "custody_officer", "needed", "possible"),
    [
        (Rank.SERGEANT, True, Rank.SERGEANT, True),
        (Rank.CONSTABLE, False, Rank.SERGEANT, False),
        (Rank.SERGEANT, True, Rank.INSPECTOR, False),
        (Rank.INSPECTOR, False, Rank.INSPECTOR, True),
    ],
)
def test_who_authorises_a_search(rank, custody_officer, needed, possible):
    authority = Authority(SearchKind.STRIP, needed, date(2023, 12, 20))
    answer = may_authorise_search(DecidingOfficer(rank), authority, custody_officer=custody_officer)
    assert answer.possible is possible


# --- Samples and drug tests -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "basis", "more", "possible"),
    [
        (SampleKind.DNA, SampleBasis.POWER, {}, True),
        (SampleKind.DNA, SampleBasis.CONSENT, {}, False),
        (SampleKind.DNA, SampleBasis.CONSENT, {"consent_by": "Himself"}, True),
        (SampleKind.INTIMATE, SampleBasis.POWER, {}, False),
        (
            SampleKind.INTIMATE,
            SampleBasis.AUTHORITY,
            {"authorised_by": Rank.SERGEANT, "consent_by": "Himself"},
            False,
        ),
        (
            SampleKind.INTIMATE,
            SampleBasis.AUTHORITY,
            {"authorised_by": Rank.INSPECTOR, "consent_by": "Himself"},
            True,
        ),
    ],
)
def test_by_what_a_sample_is_taken(kind, basis, more, possible):
    assert may_take_sample(kind, basis, protected=ADULT, **more).possible is possible


def test_a_child_consents_before_the_adult():
    asked = {"protected": CHILD, "consent_by": "Himself and his mother"}
    dna, consent = SampleKind.DNA, SampleBasis.CONSENT
    assert not may_take_sample(dna, consent, **asked)
    assert may_take_sample(dna, consent, **asked, adult_here=True)
    assert [consents(age) for age in (13, 14, 18, None)] == [
        "a parent or guardian",
        "the person and a parent or guardian",
        "the person",
        "the person",
    ]


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"age": 17}, False),
        ({"age": 17, "charged": True}, True),
        ({"age": 13, "charged": True}, False),
        ({"age": 15, "charged": True, "adult_here": False}, False),
        ({"warned": False}, False),
        ({"notified_station": False}, False),
        ({"trigger": DrugTestTrigger.INSPECTOR}, False),
        ({"trigger": DrugTestTrigger.INSPECTOR, "authorised_by": Rank.INSPECTOR}, True),
    ],
)
def test_who_may_be_tested_for_drugs(change, possible):
    facts = {"trigger": DrugTestTrigger.TRIGGER_OFFENCE, "charged": False, "age": 30}
    facts |= {"warned": True} | change
    assert may_test_for_drugs(facts.pop("trigger"), **facts).possible is possible
