"""What holds for any pair, not only for the worked ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.resolution.matching.kept_pairs import TODAY

from bluelamp.nominals.rules.birth import exactly
from bluelamp.resolution.matching import (
    Address,
    Claim,
    Contact,
    Flag,
    Name,
    Result,
    compare,
    is_worth_comparing,
    own_keys,
    person_keys,
    prepare,
    query_keys,
    token_keys,
)

FORENAMES = [
    "John", "Mohammed", "Muhammad", "Aisha", "Ayesha", "William", "Bill", "Kasia", "Katarzyna",
    "An", "Wei", "Oleksandr", "Abdi", "Harjit", "Daniel", "Danielle", "Zebedee", "Ó",
    "Łukasz", "محمد",
]  # fmt: skip
SURNAMES = [
    "Smith", "Smyth", "Khan", "Kaur", "Singh", "Begum", "O'Connor", "OConnor", "van der Berg",
    "Garcia Lopez", "Lopez", "Nguyen", "Wang", "Featherstonehaugh", "Al-Masri", "McDonald", "",
]  # fmt: skip
PNCS = ["2008/0410801U", "1997/0088123L", "2014/0302211C", "2009/0012345F"]
POSTCODES = ["LS1 4DY", "LS1 1AA", "E1 6AN", "LS1", ""]
PHONES = ["+447700900417", "+447700900418", "0123456789"]

names = st.builds(
    Name,
    given=st.lists(st.sampled_from(FORENAMES), max_size=3).map(tuple),
    family=st.sampled_from(SURNAMES),
    type=st.sampled_from(["current", "maiden", "alias"]),
)
days = st.dates(min_value=date(1940, 1, 1), max_value=date(2015, 12, 31))
births = st.lists(days.map(exactly), max_size=2).map(tuple)
claims = st.builds(
    Claim,
    names=st.lists(names, max_size=2).map(tuple),
    births=births,
    sex=st.sampled_from(["", "male", "female"]),
    identifiers=st.sampled_from([{}, *({"pnc": (pnc,)} for pnc in PNCS)]),
    addresses=st.lists(st.builds(Address, postcode=st.sampled_from(POSTCODES)), max_size=2).map(
        tuple
    ),
    phones=st.lists(st.builds(Contact, value=st.sampled_from(PHONES)), max_size=2).map(tuple),
    restricted=st.booleans(),
)
whole_names = st.builds(
    Name,
    given=st.sampled_from(FORENAMES).map(lambda n: (n,)),
    family=st.sampled_from(SURNAMES[:-1]),
)


def judged(a, b):
    return compare(a, b, today=TODAY)


@given(claims, claims)
def test_comparison_is_symmetric(a, b):
    there, back = judged(a, b), judged(b, a)
    assert (there.result, there.score, there.flags) == (back.result, back.score, back.flags)


@given(claims, claims)
def test_every_answer_has_a_reason(a, b):
    assert judged(a, b).reasons


@given(claims, st.sampled_from(PNCS[:3]))
def test_same_person_with_prints_is_never_kept_apart(claim, pnc):
    known = replace(claim, identifiers={"pnc": (pnc,)})
    assert judged(known, known).result in (Result.MATCH, Result.REVIEW)


@given(whole_names)
def test_a_name_alone_never_matches(name):
    claim = Claim(names=(name,))
    assert judged(claim, claim).result is not Result.MATCH


@given(whole_names, whole_names, st.sampled_from(["male", "female"]))
def test_no_names_match_without_another_point(a, b, sex):
    first, second = Claim(names=(a,), sex=sex), Claim(names=(b,), sex=sex)
    assert judged(first, second).result is not Result.MATCH


@given(claims, claims, st.sampled_from(["+447700900555", "+447700900556"]))
def test_a_shared_telephone_never_lowers_the_score(a, b, number):
    with_phone = [replace(c, phones=(*c.phones, Contact(number, recent=True))) for c in (a, b)]
    assert judged(*with_phone).score >= judged(a, b).score


@given(claims, claims)
def test_a_shared_document_never_lowers_the_score_or_result(a, b):
    shared = [
        replace(c, identifiers={**c.identifiers, "driver": ("MORGA753116SM9IJ",)}) for c in (a, b)
    ]
    order = [Result.NO, Result.REVIEW, Result.MATCH]
    before, after = judged(a, b), judged(*shared)
    assert after.score >= before.score
    assert order.index(after.result) >= order.index(before.result)


@given(claims, claims)
def test_two_valid_numbers_of_different_people_never_match(a, b):
    first = replace(a, identifiers={"pnc": (PNCS[0],)})
    second = replace(b, identifiers={"pnc": (PNCS[1],)})
    assert judged(first, second).result is not Result.MATCH


@given(claims, claims)
def test_a_human_judgement_outranks_everything(a, b):
    b = replace(b, ref="R1")
    apart = judged(replace(a, not_same_as=frozenset({"R1"})), b)
    same = judged(replace(a, same_as=frozenset({"R1"})), b)
    assert (apart.result, same.result) == (Result.NO, Result.MATCH)


@given(claims, claims)
def test_a_restricted_record_is_always_flagged(a, b):
    flagged = Flag.RESTRICTED in judged(a, b).flags
    assert flagged == (a.restricted or b.restricted)


@given(claims)
def test_a_claim_is_found_by_its_own_keys(claim):
    assert query_keys(claim) <= person_keys(claim)


@given(claims, claims)
def test_nobody_is_screened_out_whom_comparing_would_propose(a, b):
    assume(not own_keys(a) & own_keys(b))
    worth_it = is_worth_comparing(prepare(a), b.names, b.births, b.addresses, TODAY)
    assert worth_it or judged(a, b).result is Result.NO


@given(claims)
def test_keys_fit_the_column(claim):
    assert all(-(2**31) <= each < 2**31 for each in person_keys(claim))


def person(given_name="Katarzyna", family="Nowakowska", born=date(1990, 2, 11), **more):
    name = Name((given_name,), family)
    return Claim(names=(name,), births=(exactly(born),) if born else (), **more)


LETTERS = st.text("ABCDEFGHIKLMNOPRSTUVWY", min_size=5, max_size=9)


@given(LETTERS, st.integers(0, 7), days)
def test_letters_exchanged_in_a_surname_are_found(surname, at, born):
    at = min(at, len(surname) - 2)
    slipped = surname[:at] + surname[at + 1] + surname[at] + surname[at + 2 :]
    meant, typed = person(family=surname, born=born), person(family=slipped, born=born)
    assert person_keys(meant) & query_keys(typed)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1950, 2010))
def test_day_and_month_exchanged_are_found(day, month, year):
    meant = person(born=date(year, month, day))
    typed = person(born=date(year, day, month))
    assert person_keys(meant) & query_keys(typed)


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        pytest.param(person("William"), person("Bill"), id="nickname"),
        pytest.param(person("Muhammad"), person("Mohamed"), id="spelling"),
        pytest.param(person("Mo"), person("Muhammad"), id="short for another spelling"),
        pytest.param(person(), person("Nowakowska", "Katarzyna"), id="swapped"),
        pytest.param(person(), person(family="Nowakowski"), id="grammatical gender"),
        pytest.param(person(), person(born=date(1990, 2, 17)), id="digit of the day"),
        pytest.param(person(), person(born=date(1909, 2, 11)), id="digits of the year"),
        pytest.param(person(), person(born=date(1991, 2, 11)), id="one year apart"),
        pytest.param(
            person(born=None, addresses=(Address("E1 6AN"),)),
            person(born=None, addresses=(Address("e16an"),)),
            id="name and postcode",
        ),
        pytest.param(
            person(phones=(Contact("07700 900123"),)),
            person("X", "Y", None, phones=(Contact("+447700900123"),)),
            id="telephone",
        ),
        pytest.param(
            person(identifiers={"pnc": ("08/410801U",)}),
            person("X", "Y", None, identifiers={"PNC ID": ("2008/0410801U",)}),
            id="PNC ID in short form",
        ),
        pytest.param(person(born=None), person("Kasia", born=None), id="name alone"),
    ],
)
def test_variants_are_found(meant, typed):
    assert person_keys(meant) & query_keys(typed)


def test_keys_are_stable_over_time_and_machines():
    claim = Claim(identifiers={"pnc": ("2008/0410801U",)})
    assert query_keys(claim) == person_keys(claim) == frozenset({-1806375676})


def test_a_common_surname_alone_is_no_query():
    smiths = person("John", "Smith", date(1985, 3, 14)), person("Ann", "Smith", date(1971, 8, 2))
    assert not query_keys(smiths[0]) & person_keys(smiths[1])


@pytest.mark.parametrize(
    ("word", "bearer"),
    [("Bill", "William"), ("smyth", "Smith"), ("Kowalska", "Kowalski"), ("mohamed", "Muhammad")],
)
def test_a_word_typed_finds_who_bears_it_otherwise(word, bearer):
    (keys,) = token_keys(word)
    assert keys & person_keys(Claim(names=(Name((bearer,), "Quux"),)))
