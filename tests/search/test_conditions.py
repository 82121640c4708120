"""Parts of names, ages, places, numbers and parts in events: who answers them, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from tests.nominals.people import name, officer

from bluelamp.access.enums import Permission, Role
from bluelamp.nominals import registry
from bluelamp.nominals.enums import (
    BodyPart,
    EventKind,
    FeatureKind,
    LinkRestriction,
    LinkRole,
    NameType,
    NumberScheme,
    ObjectKind,
    Sex,
)
from bluelamp.nominals.models import Event, Link, PhysicalDescription
from bluelamp.nominals.panels import EventPage, read_sought, sought_in_parts
from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.rules.object_numbers import NumberClaim
from bluelamp.nominals.rules.things import ObjectClaim
from bluelamp.nominals.services import (
    add_name,
    describe_person,
    give_asn,
    link_entries,
    record_object,
    register_event,
)
from bluelamp.search.presenters import (
    count_words,
    narrowing_words,
    role_words,
    understood_words,
    why_place,
    why_record,
    why_words,
)
from bluelamp.search.selectors import found_for, people_of, result_page
from bluelamp.search.selectors.parts_of_numbers import (
    mark_expression,
    threes_in,
    with_mark,
    with_number_ending,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture
def inspector():
    return officer(Role.INSPECTOR)


@pytest.fixture
def town(record, sergeant, at, monkeypatch):
    """Return people by a short word; Jane has been a suspect and John a victim."""
    monkeypatch.setattr(registry, "_event_pages", {})
    for kind, permission in (
        (EventKind.CUSTODY, Permission.VIEW_CUSTODY_RECORD),
        (EventKind.CASE, Permission.VIEW_CASE),
    ):
        registry.register_event_page(EventPage(kind, permission, "nominals:person"))
    everybody = {
        "john": (("John", "Robert"), "Smith", {"birth": "1985-03-14", "postcode": "SW9 8AB"}),
        "jane": (("Jane",), "Smythe", {"birth": "1999-01-02", "postcode": "SW9 7XY",
                                       "sex": Sex.FEMALE, "observed_ethnicity": "IC1"}),
        "ali": (("Muhammad", "Ali"), "Khan", {"birth": "1998-07-12", "postcode": "E1 6AN",
                                              "self_defined_ethnicity": "A2",
                                              "identifiers": (("vrm", "AB12 CDE"),
                                                              ("phone", "07700900123"))}),
        "anne": (("Anne-Marie",), "O’Connor", {"birth": "1979", "postcode": "SW1A 1AA"}),
        "smith": ((), "Smithson", {"birth": "2001-06-17"}),
    }  # fmt: skip
    people = {word: record(*g, family=f, **more) for word, (g, f, more) in everybody.items()}
    for who, kind, role in (
        ("jane", EventKind.CUSTODY, LinkRole.DETAINED_PERSON),
        ("jane", EventKind.CASE, LinkRole.SUSPECT),
        ("john", EventKind.CASE, LinkRole.VICTIM),
    ):
        event = register_event(
            kind=kind,
            reference=f"{kind}-{who}",
            title="",
            occurred_at=at - timedelta(days=10),
            by=sergeant,
            at=at,
        )
        link_entries(source=people[who].pk, target=event.pk, role=role, by=sergeant, at=at)
    return people


def found_by(sought, by):
    found = found_for(sought, by, TODAY)
    keys = [each.person_id for each in found.people]
    people = people_of(found.people)
    for each in found.people:
        known = found.backgrounds[each.person_id]
        assert why_words(each, found.sought, people[each.person_id], known)
    return keys


def names_of(keys, town) -> set[str]:
    return {word for word, person in town.items() if person.pk in keys}


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


@pytest.fixture
def described(town, sergeant, at):
    """Describe John as slim, dark-haired, tall and tattooed; Ali only as slim."""
    rose = FeatureClaim(FeatureKind.TATTOO, BodyPart.NECK, "Rose")
    john = DescriptionClaim(
        described_on=TODAY,
        build="slim",
        hair="dark_brown",
        height_from=180,
        height_to=185,
        observed_ethnicity="IC2",
        features=(rose,),
    )
    claims = {"john": john, "ali": DescriptionClaim(described_on=TODAY, build="slim")}
    for who, said in claims.items():
        describe_person(person_id=town[who].pk, claim=said, by=sergeant, at=at)
    return town


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


@pytest.fixture
def van(town, at):
    claim = ObjectClaim(
        kind=ObjectKind.VEHICLE,
        make="Ford",
        model="Transit",
        body="van",
        colours=("white",),
        numbers=(NumberClaim(NumberScheme.VRM, "LM51 ZZZ"),),
    )
    return record_object(claim=claim, by=officer(Role.INVESTIGATING_OFFICER), at=at)


@pytest.mark.parametrize("typed", ["LM51 ZZZ", "LM5I ZZ2", "LM51*", "M51ZZ", "lm51zzz"])
def test_vehicles_are_found_by_marks_and_parts_of_marks(van, inspector, typed):
    found = found_for(read_sought(typed, TODAY), inspector, TODAY)
    assert [each.object.pk for each in found.things] == [van.pk]
    assert "1 object" in count_words(found)
    nobody = found_for(read_sought(typed, TODAY), officer(Role.PROPERTY_OFFICER), TODAY)
    assert nobody.things == ()


def test_one_box_looks_at_both_readings_of_what_may_be_a_postcode(town, van, record, inspector):
    claim = {"identifiers": (("vrm", "LM5 1ZZ"),)}
    owner = record("Olive", family="Park", **claim)
    lives = record("Leo", family="Field", postcode="LM5 1ZZ")
    found = found_for(read_sought("LM51ZZ", TODAY), inspector, TODAY)
    assert {each.person_id for each in found.people} == {owner.pk, lives.pk}
    people = people_of(found.people)
    why = {
        each.person_id: why_words(
            each, found.sought, people[each.person_id], found.backgrounds[each.person_id]
        )
        for each in found.people
    }
    assert "LM5 1ZZ" in str(why[lives.pk])
    assert "has what was typed" in str(why[owner.pk])
    assert [each.object.pk for each in found.things] == [van.pk]
    assert [why_place(each, found.sought) for each in found.places] == ["The postcode is as typed."]
    assert understood_words(found.sought) == "postcode LM5 1ZZ; or registration mark with LM51ZZ"


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("ends 0123", {"ali"}),
        ("phone ending 123", {"ali"}),
        ("Khan *0123", {"ali"}),
        ("Khan ends 999", set()),
        ("ends 999", set()),
    ],
)
def test_people_are_found_by_how_their_telephone_ends(town, inspector, typed, who):
    assert names_of(found_by(read_sought(typed, TODAY), inspector), town) == who


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("tall, tattoo of a rose, neck", {"john"}),
        ("male tattoo arm", set()),
        ("Smith, rose tattoo", {"john"}),
        ("slim build", {"john", "ali"}),
    ],
)
def test_the_box_takes_what_somebody_looks_like(described, inspector, typed, who):
    assert names_of(found_by(read_sought(typed, TODAY), inspector), described) == who


_MANY_NUMBERS = """
    INSERT INTO nominals_identifier
        (id, person_id, scheme, value, valid, confirmed_by_prints, source)
    SELECT gen_random_uuid(), %s, 'phone', '+4477009' || number, true, false, ''
    FROM generate_series(10000, 13000) AS number
"""


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (lambda: with_number_ending(["0123"]), "identifier_phone_ending"),
        (
            lambda: PhysicalDescription.objects.filter(found_by__overlap=["tattoo"]),
            "description_words",
        ),
    ],
    ids=["telephone-ending", "words-of-description"],
)
def test_ends_of_numbers_and_words_of_descriptions_are_indexed(town, condition, index):
    with connection.cursor() as cursor:
        cursor.execute(_MANY_NUMBERS, [town["ali"].pk])
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in condition().explain()


@pytest.mark.parametrize(
    ("mark", "pieces"),
    [("B12C", {"812", "12C"}), ("AB?2*DEF", {"DEF"}), ("A*B?2", set())],
)
def test_a_part_of_a_mark_asks_the_index_for_every_three_characters(mark, pieces):
    assert threes_in(mark_expression(mark)) == pieces
    assert str(with_mark([mark]).query).count("nominals_parts_of_mark") == bool(pieces)


def test_who_is_found_by_description_says_which_words_of_whom(described, inspector):
    found = found_for(read_sought("rose tattoo", TODAY), inspector, TODAY)
    [john] = people_of(found.people, described=True).values()
    assert why_words(found.people[0], found.sought, john) == (
        "Described on 10/03/2026: build Slim; hair Dark brown; height 180 to 185 cm; "
        "ethnicity as seen IC2 – White – South European; distinguishing features Tattoo, "
        "neck: Rose.",
    )


def test_of_many_objects_five_are_shown_first_and_the_rest_when_asked_for(inspector, at):
    for number in range(7):
        mark = NumberClaim(NumberScheme.VRM, f"LM51 ZZ{'ABCDEFG'[number]}")
        claim = ObjectClaim(ObjectKind.VEHICLE, numbers=(mark,), make="Ford", model="Transit")
        by = officer(Role.INVESTIGATING_OFFICER)
        record_object(claim=claim, by=by, at=at)
    found = found_for(read_sought("LM51ZZ*", TODAY), inspector, TODAY)
    first, rest = result_page(found), result_page(found, show="object")
    assert (len(first.things), first.things_left) == (5, 2)
    assert (len(rest.things), rest.things_left, len(rest.people)) == (7, 0, 0)


def test_a_record_is_found_by_its_arrest_number_however_it_is_written(town, inspector, at):
    event = Event.objects.get(reference="custody-jane")
    give_asn(event=event, asn="26/01AB/01/45678T", by=inspector, at=at)
    for typed in ("2601AB0100000045678T", "asn 26/01ab/01/45678t"):
        found = found_for(read_sought(typed, TODAY), inspector, TODAY)
        assert [each.event.reference for each in found.events] == ["custody-jane"]
        assert why_record(found.events[0].event, found.sought) == (
            "Arrest/summons number 2601AB0100000045678T is as typed."
        )
    slip = read_sought("2601AB0100000045678X", TODAY)
    assert found_for(slip, inspector, TODAY).events == ()
    assert "check letter" in understood_words(slip)


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
