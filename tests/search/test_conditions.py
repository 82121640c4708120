"""Parts of names, ages, places, numbers and parts in events: who answers them, and why."""

from __future__ import annotations

import pytest
from tests.nominals.people import name, officer
from tests.search.finding import TODAY, found_by, names_of

from bluelamp.access.enums import Permission, Role
from bluelamp.nominals.enums import (
    LinkRestriction,
    LinkRole,
    NameType,
)
from bluelamp.nominals.models import Link
from bluelamp.nominals.panels import read_sought, sought_in_parts
from bluelamp.nominals.services import (
    add_name,
)
from bluelamp.search.presenters import (
    count_words,
    narrowing_words,
    role_words,
    understood_words,
)
from bluelamp.search.selectors import found_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("smi*", {"john", "smith"}),
        ("sm?th*", {"john", "jane", "smith"}),
        ("*son", {"smith"}),
        ("smith*n", {"smith"}),
        ("J Smith", {"john", "jane"}),
        ("R Smith", {"john"}),
        ("J smy*", {"jane"}),
        ("o'con*", {"anne"}),
        ("ocon*", {"anne"}),
        ("anne-m*", {"anne"}),
        ("mar*", {"anne"}),
        ("SW9", {"john", "jane"}),
        ("Smith SW9", {"john", "jane"}),
        ("smi* SW9", {"john"}),
        ("SW1A", {"anne"}),
        ("smy* 25-30", {"jane"}),
        ("25-30", {"jane", "ali"}),
        ("aged 27 female", {"jane"}),
        ("B12CD", {"ali"}),
        ("A81Z", {"ali"}),
        ("AB12 CDE", {"ali"}),
        ("?B12C*", {"ali"}),
        ("900123", {"ali"}),
        ("00900123", {"ali"}),
        ("1 Lamp Street", {"john", "jane", "ali", "anne"}),
        ("Khan 1 Lamp Street", {"ali"}),
        ("smi* 14/03/1985", {"john"}),
        ("sm* 1985", {"john"}),
        ("x* SW9", set()),
    ],
)  # fmt: skip
def test_the_box_takes_parts_of_what_is_known(town, inspector, typed, who):
    assert names_of(found_by(read_sought(typed, TODAY), inspector), town) == who


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({"family_name": "sm*"}, {"john", "jane", "smith"}),
        ({"family_name": "sm*", "given_names": "j"}, {"john", "jane"}),
        ({"given_names": "sm*"}, set()),
        ({"name": "ro*"}, {"john"}),
        ({"birth": "1979"}, {"anne"}),
        ({"birth": "03/1985"}, {"john"}),
        ({"birth": "1998-1999"}, {"jane", "ali"}),
        ({"birth": "15/03/1985", "family_name": "Smith"}, set()),
        ({"sex": "female"}, {"jane"}),
        ({"self_defined_ethnicity": "A2"}, {"ali"}),
        ({"observed_ethnicity": "IC1"}, {"jane"}),
        ({"area": "SW9 8AB"}, {"john"}),
        ({"area": "SW9", "age_to": "30"}, {"jane"}),
        ({"number": "07700900123"}, {"ali"}),
        ({"street": "lamp street", "family_name": "khan"}, {"ali"}),
        ({"role": "victim"}, {"john"}),
        ({"event_kind": "custody"}, {"jane"}),
        ({"event_kind": "case"}, {"jane", "john"}),
        ({"event_kind": "case", "since": "28/2/2026", "until": "28/2/2026"}, {"jane", "john"}),
        ({"event_kind": "case", "since": "1/3/2026"}, set()),
        ({"event_kind": "case", "until": "27/2/2026"}, set()),
    ],
)
def test_the_form_finds_who_answers_all_of_it(town, inspector, said, who):
    sought, problems = sought_in_parts(said, TODAY)
    assert problems == ()
    assert names_of(found_by(sought, inspector), town) == who


def test_events_that_an_officer_may_not_open_tell_nothing_of_anybody(town):
    guard = officer(Role.DETENTION_OFFICER)
    assert not guard.may(Permission.VIEW_CASE)
    for said in ({"event_kind": "case"}, {"role": "suspect"}, {"role": "victim"}):
        sought, _ = sought_in_parts(said, TODAY)
        assert found_by(sought, guard) == []
    found = found_for(read_sought("smythe smith", TODAY), guard, TODAY)
    roles = {word: role_words(found.backgrounds[town[word].pk]) for word in ("jane", "john")}
    assert roles == {"jane": ("Detained person",), "john": ()}
    assert found.traits[town["john"].pk].last is None


def test_every_name_counts_for_a_part_of_a_name(town, inspector, sergeant, at):
    maiden = name("Jane", family="Featherstone", type=NameType.MAIDEN)
    add_name(person_id=town["jane"].pk, name=maiden, by=sergeant, at=at)
    assert names_of(found_by(read_sought("feather*", TODAY), inspector), town) == {"jane"}


def test_what_was_understood_is_said_back():
    sought = read_sought("J Smi* 25-30 SW9 900123", TODAY)
    assert understood_words(sought) == (
        "a name beginning J; a name like SMI*; aged 25 to 30; postcode district SW9; "
        "or registration mark with SW9; telephone number ending 900123; "
        "reference beginning 900123"
    )


def test_too_wide_a_search_says_how_many_fit_and_how_to_narrow(record, inspector, monkeypatch):
    monkeypatch.setattr("bluelamp.search.selectors.people.MOST_PEOPLE", 3)
    for letter in "abcde":
        record("John", f"M{letter}", family="Smith")
    found = found_for(read_sought("Smith", TODAY), inspector, TODAY)
    assert (found.fitting, len(found.people)) == (5, 3)
    said = narrowing_words(found)
    assert said.startswith("5 people fit")
    assert "add a given name or a date or year of birth" in said
    exact = found_for(read_sought("John Ma Smith", TODAY), inspector, TODAY)
    assert narrowing_words(exact) == ""


def test_an_initial_alone_is_too_vague_and_says_so(town, inspector):
    sought, _ = sought_in_parts({"given_names": "J"}, TODAY)
    found = found_for(sought, inspector, TODAY)
    assert found.people == ()
    assert "Too many names" in narrowing_words(found)


def test_nobody_is_found_by_an_address_that_is_hidden(town, inspector, at):
    home = Link.objects.get(source=town["john"].pk, role=LinkRole.HOME)
    Link.objects.filter(pk=home.pk).update(restriction=LinkRestriction.PROTECTED_WITNESS)
    for by in (inspector, officer(Role.DETENTION_OFFICER), officer(Role.INVESTIGATING_OFFICER)):
        for typed in ("SW9 8AB", "Smythe SW9", "SW9", "Smith SW9 8AB"):
            found = found_for(read_sought(typed, TODAY), by, TODAY)
            assert town["john"].pk not in [
                each.person_id for each in found.people if "Smith" not in typed
            ]
            assert "SW9 8AB" not in str([each.reasons for each in found.people])
        sought, _ = sought_in_parts({"area": "SW9"}, TODAY)
        found = found_for(sought, by, TODAY)
        assert names_of([each.person_id for each in found.people], town) == {"jane"}
        assert found.fitting == 1
        assert all("SW9" not in each.areas or each.last for each in found.traits.values())


def test_nobody_is_found_by_a_restricted_name(town, inspector, sergeant, at):
    former = name("Zebedee", family="Smythe", type=NameType.RESTRICTED)
    add_name(person_id=town["jane"].pk, name=former, by=sergeant, at=at)
    for typed in ("Zebedee", "Zebedee Smythe", "Zebede Smyth", "zeb*", "zebed? smythe"):
        found = found_for(read_sought(typed, TODAY), inspector, TODAY)
        assert town["jane"].pk not in [each.person_id for each in found.people]
    found = found_for(read_sought("Jane Smythe", TODAY), inspector, TODAY)
    assert found.people[0].person_id == town["jane"].pk
    assert "ZEBEDEE" not in str(found.people[0].reasons).upper()


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({"build": "slim"}, {"john", "ali"}),
        ({"build": "heavy"}, set()),
        ({"build": "slim", "hair": "brown"}, {"john", "ali"}),
        ({"build": "slim", "hair": "ginger"}, {"ali"}),
        ({"hair": "black"}, {"john"}),
        ({"height_from": "175", "height_to": "182"}, {"john"}),
        ({"height_to": "175"}, set()),
        ({"features": "rose tattoo"}, {"john"}),
        ({"features": "tattoos neck"}, {"john"}),
        ({"features": "tattoo arm"}, set()),
        ({"features": "tall, tattooed throat"}, {"john"}),
        ({"features": "tattoo", "hair": "ginger"}, set()),
        ({"observed_ethnicity": "IC2"}, {"john"}),
        ({"build": "slim", "sex": "female"}, set()),
        ({"build": "slim", "age_from": "40"}, {"john"}),
    ],
)
def test_a_description_finds_whom_it_agrees_with_and_does_not_contradict(
    described, inspector, said, who
):
    sought, problems = sought_in_parts(said, TODAY)
    assert problems == ()
    assert names_of(found_by(sought, inspector), described) == who
    assert understood_words(sought)


@pytest.mark.parametrize("typed", ["LM51 ZZZ", "LM5I ZZ2", "LM51*", "M51ZZ", "lm51zzz"])
def test_vehicles_are_found_by_marks_and_parts_of_marks(van, inspector, typed):
    found = found_for(read_sought(typed, TODAY), inspector, TODAY)
    assert [each.object.pk for each in found.things] == [van.pk]
    assert "1 object" in count_words(found)
    nobody = found_for(read_sought(typed, TODAY), officer(Role.PROPERTY_OFFICER), TODAY)
    assert nobody.things == ()


def test_places_are_found_unless_only_a_hidden_link_tells_of_them(town, inspector):
    def places() -> int:
        return len(found_for(read_sought("SW9 8AB", TODAY), inspector, TODAY).places)

    assert places() == 1
    Link.objects.filter(source=town["john"].pk, role=LinkRole.HOME).update(
        restriction=LinkRestriction.PROTECTED_WITNESS
    )
    assert places() == 0


def test_a_part_of_a_name_that_nobody_bears_is_not_too_vague(town, inspector):
    found = found_for(read_sought("quill*", TODAY), inspector, TODAY)
    assert (found.people, found.is_too_vague, found.is_too_wide) == ((), False, False)
