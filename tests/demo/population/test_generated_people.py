"""The stream of people: repeatable, counted, bounded in memory, and nobody real."""

from __future__ import annotations

import re
import tracemalloc
from datetime import date
from itertools import islice

import pytest

from bluelamp.demo.population import AS_OF, SyntheticPerson, generate_people
from bluelamp.demo.population.police_numbers import SerialBlocks, cro_number, pnc_id
from bluelamp.nominals.enums import DobQuality, IdentifierScheme, NameOrder, NameType
from bluelamp.nominals.rules.contact_points import check_phone
from bluelamp.nominals.rules.names import check_name
from bluelamp.nominals.rules.police_numbers import check_cro, check_pnc

COUNT = 12_000
DRAMA_NUMBERS = re.compile(r"\+447700900\d{3}|\+442079460\d{3}")
IMPOSSIBLE_POSTCODE = re.compile(r"[A-Z]{1,2}\d{1,2}[A-Z]? \d[CIKMOV][A-Z]")


@pytest.fixture(scope="module")
def people() -> list[SyntheticPerson]:
    return list(generate_people(COUNT, seed=1))


def test_the_same_seed_gives_the_same_bytes():
    first, second = (repr(list(generate_people(2_000, seed=7))).encode() for _ in range(2))
    assert first == second


def test_another_seed_gives_other_people():
    assert list(generate_people(200, seed=7)) != list(generate_people(200, seed=8))


@pytest.mark.parametrize("count", [0, 1, 2, 37, 1_000])
def test_the_count_is_exact(count: int):
    people = list(generate_people(count, seed=3))
    assert len(people) == count
    known = {person.truth_id for person in people}
    assert all(other in known for person in people for _, other in person.relations)


def test_a_negative_count_is_refused_at_once():
    with pytest.raises(ValueError, match="count"):
        generate_people(-1, seed=1)


def test_a_smaller_count_is_the_beginning_of_a_larger_one(people: list[SyntheticPerson]):
    fewer = list(generate_people(500, seed=1))
    last = fewer[-1].household_id
    whole = [person for person in fewer if person.household_id != last]
    assert whole == people[: len(whole)]


def test_people_come_as_a_stream_in_bounded_memory():
    endless = generate_people(5_000_000, seed=1)
    for _ in islice(endless, 2_000):
        pass
    tracemalloc.start()
    for _ in islice(endless, 6_000):
        pass
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_500_000


def test_truth_ids_and_addresses_are_unique(people: list[SyntheticPerson]):
    assert len({person.truth_id for person in people}) == COUNT
    by_number = {person.address.uprn: person.address for person in people}
    assert all(by_number[person.address.uprn] == person.address for person in people)
    assert all(re.fullmatch(r"999\d{9}", number) for number in by_number)


def test_telephones_are_those_kept_for_drama(people: list[SyntheticPerson]):
    phones = [phone for person in people for phone in person.phones]
    assert len(phones) > COUNT / 2
    assert [phone for phone in phones if not DRAMA_NUMBERS.fullmatch(phone)] == []
    assert all(check_phone(phone).canonical == phone for phone in set(phones))


def test_emails_are_at_example_org_and_belong_to_one_person(people: list[SyntheticPerson]):
    owners: dict[str, str] = {}
    for person in people:
        for email in person.emails:
            assert re.fullmatch(r"[a-z]+(\.[a-z]+)?\.\d+@example\.org", email)
            truth = person.same_as or person.truth_id
            assert owners.setdefault(email, truth) == truth
    assert len(owners) > COUNT / 4


def test_no_postcode_can_exist(people: list[SyntheticPerson]):
    postcodes = {person.address.postcode for person in people}
    assert len(postcodes) > 1_000
    assert [code for code in postcodes if not IMPOSSIBLE_POSTCODE.fullmatch(code)] == []


def test_identifiers_pass_the_rules_and_lie_in_the_synthetic_blocks(people: list[SyntheticPerson]):
    found = [identifier for person in people for identifier in person.identifiers]
    pnc = [value for scheme, value in found if scheme is IdentifierScheme.PNC]
    cro = [value for scheme, value in found if scheme is IdentifierScheme.CRO]
    assert pnc
    assert cro
    assert all(check_pnc(value, AS_OF).canonical == value for value in pnc)
    assert all(check_pnc(value, AS_OF).valid and value[5:7] == "99" for value in pnc)
    assert all(check_cro(value).valid and value[0] == "9" for value in cro)


def test_no_two_people_share_an_identifier(people: list[SyntheticPerson]):
    owners: dict[tuple[IdentifierScheme, str], str] = {}
    for person in people:
        for identifier in person.identifiers:
            truth = person.same_as or person.truth_id
            assert owners.setdefault(identifier, truth) == truth


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(pnc_id(2015, 123456), "2015/0123456U", id="2015/0123456U"),
        pytest.param(pnc_id(1999, 1234567), "1999/1234567B", id="1999/1234567B"),
        pytest.param(pnc_id(2023, 583870), "2023/0583870Q", id="2023/0583870Q"),
        pytest.param(pnc_id(1979, 163001), "1979/0163001B", id="79/163001B"),
        pytest.param(cro_number(1999, 12345), "012345/99N", id="012345/99N"),
        pytest.param(cro_number(2004, 654321), "654321/04U", id="654321/04U"),
    ],
)
def test_check_letters_are_those_of_case_13_3(made: str, expected: str):
    assert made == expected


def test_a_used_up_block_gives_no_more_numbers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bluelamp.demo.population.police_numbers.BLOCK", 2)
    blocks = SerialBlocks()
    given_out = [blocks.next_pnc(2020) for _ in range(3)]
    assert given_out[0] != given_out[1]
    assert given_out[2] is None
    assert blocks.next_pnc(2021) is not None


def test_dates_of_birth_are_whole_partial_estimated_or_placeholders(people: list[SyntheticPerson]):
    shapes = {
        DobQuality.EXACT: r"\d{4}-\d\d-\d\d",
        DobQuality.PARTIAL: r"\d{4}(-\d\d)?",
        DobQuality.ESTIMATED: r"\d{4}",
    }
    assert {person.dob_quality for person in people} == set(shapes)
    for person in people:
        assert re.fullmatch(shapes[person.dob_quality], person.dob)
        if person.dob_quality is DobQuality.EXACT:
            assert date.fromisoformat(person.dob) < AS_OF
    assert sum(person.dob.endswith("-01-01") for person in people) > COUNT / 100


def test_no_one_is_born_after_the_day_asked_for():
    day = date(2026, 3, 10)
    for person in generate_people(8_000, seed=5, as_of=day, duplicate_share=0.5):
        assert person.dob < day.isoformat()


def test_every_name_passes_the_rules_of_names(people: list[SyntheticPerson]):
    slots = {slot for person in people for name in person.names for slot in (*name.given,)}
    families = {name.family for person in people for name in person.names if name.family}
    problems = [p for slot in slots for p in check_name(slot, "Given name") if p.blocks]
    problems += [
        p for f in families for p in check_name(f, "Family name", surname=True) if p.blocks
    ]
    assert problems == []


def test_every_order_and_sort_of_name_is_met(people: list[SyntheticPerson]):
    assert {person.name.order for person in people} == set(NameOrder)
    wanted = set(NameType) - {NameType.BIRTH, NameType.RESTRICTED}
    assert {name.type for person in people for name in person.names} == wanted
    assert all(person.names[0].type is NameType.CURRENT for person in people)


def test_names_keep_their_owners_order(people: list[SyntheticPerson]):
    for name in (name for person in people for name in person.names):
        if name.order is NameOrder.FAMILY_GIVEN:
            assert name.full.startswith(f"{name.family} ")
        elif name.order is NameOrder.GIVEN_FAMILY:
            assert name.full == f"{' '.join(name.given)} {name.family}"
        else:
            assert name.family == ""
            assert name.full == " ".join(name.given)


def test_children_and_most_adults_carry_no_warning(people: list[SyntheticPerson]):
    warned = [person for person in people if person.warning_markers]
    assert 0 < len(warned) < COUNT / 10
    assert all(person.dob[:4] <= "2008" for person in warned)
