"""What may be said of ties and places: L1 to L6, NV-09, BS 7666."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bluelamp.nominals.enums import EntryKind, LinkRole, LinkStatus, SubjectCategory
from bluelamp.nominals.rules.links import ends_of, target_of
from bluelamp.nominals.rules.places import PlaceClaim, parts_of_line, problems_of_place
from bluelamp.nominals.rules.ties import TieClaim, category_of, problems_of_tie

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("role", "claim", "answer"),
    [
        pytest.param("home", TieClaim(held_from=AT + DAY), "held_from", id="L1-future"),
        pytest.param(
            "home", TieClaim(held_from=AT, held_until=AT - DAY), "held_until", id="L1-in-order"
        ),
        pytest.param("home", TieClaim(grade="4AP"), "grade", id="L1-grade"),
        pytest.param(
            "associate", TieClaim(status=LinkStatus.INFERRED), "status", id="L4-not-by-hand"
        ),
        pytest.param("associate", TieClaim(is_opinion=True), "details", id="L6-opinion"),
        pytest.param("witness", TieClaim(restriction="adopted"), "restriction", id="L5-address"),
    ],
)
def test_what_cannot_be_said_of_a_tie(role, claim, answer):
    assert [each for each, _ in problems_of_tie(LinkRole(role), claim, AT)] == [answer]


@pytest.mark.parametrize(
    ("role", "claim"),
    [
        ("home", TieClaim(held_from=AT - DAY, restriction="domestic_abuse")),
        ("associate", TieClaim(grade="2BC", is_opinion=True, details="His sister thinks so")),
    ],
)
def test_what_can_be_said_of_a_tie(role, claim):
    assert not list(problems_of_tie(LinkRole(role), claim, AT))


@pytest.mark.parametrize(
    ("role", "category"),
    [
        pytest.param("suspect", SubjectCategory.SUSPECTED, id="L6-suspected"),
        pytest.param("offender", SubjectCategory.CONVICTED, id="L6-convicted"),
        pytest.param("victim", SubjectCategory.VICTIM, id="L6-victim"),
        pytest.param("witness", SubjectCategory.WITNESS, id="L6-witness"),
        pytest.param("keeper", SubjectCategory.OTHER, id="L6-other"),
    ],
)
def test_a_part_makes_somebody_a_kind_of_data_subject(role, category):
    assert category_of(LinkRole(role)) is category


@pytest.mark.parametrize(
    ("role", "here", "there"),
    [
        pytest.param("parent", "Parent", "Child", id="L3-parent"),
        pytest.param("carer", "Carer", "Cared for by", id="L3-carer"),
        pytest.param("keeper", "Keeper", "Kept by", id="L3-keeper"),
        pytest.param("sibling", "Brother or sister", "Brother or sister", id="L3-symmetric"),
    ],
)
def test_a_tie_has_words_for_both_ends(role, here, there):
    assert (LinkRole(role).label, LinkRole(role).reversed_label) == (here, there)


@pytest.mark.parametrize("role", ["owner", "keeper", "driver", "user", "subscriber", "holder"])
def test_l2_things_are_tied_to_people(role):
    assert ends_of(LinkRole(role)) == {(EntryKind.PERSON, EntryKind.OBJECT)}


def test_roles_of_other_modules_are_not_drawn_by_hand():
    assert target_of(LinkRole.DETAINED_PERSON) is None
    assert ends_of(LinkRole.EXHIBIT) == frozenset()


@pytest.mark.parametrize(
    ("claim", "answers"),
    [
        pytest.param(PlaceClaim(), ["street"], id="nowhere"),
        pytest.param(
            PlaceClaim(paon="14", street="Lamp Street", postcode="E1 6AN"), [], id="whole"
        ),
        pytest.param(PlaceClaim(street="Lamp Street", postcode="E1"), ["postcode"], id="NV-09"),
        pytest.param(PlaceClaim(street="x", uprn="1234567890123"), ["uprn"], id="UPRN-12-digits"),
        pytest.param(PlaceClaim(street="x", uprn="12A"), ["uprn"], id="UPRN-digits"),
        pytest.param(PlaceClaim(description="Field by the mill"), [], id="field-has-no-postcode"),
        pytest.param(
            PlaceClaim(description="x", latitude=Decimal("51.5")), ["longitude"], id="half-a-pair"
        ),
        pytest.param(
            PlaceClaim(description="x", latitude=Decimal(91), longitude=Decimal(0)),
            ["latitude"],
            id="off-the-globe",
        ),
        pytest.param(
            PlaceClaim(description="x", easting=800_000, northing=1), ["easting"], id="off-the-grid"
        ),
    ],
)
def test_what_cannot_be_said_of_a_place(claim, answers):
    assert [each for each, _ in problems_of_place(claim)] == answers


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("14 Lamp Street", {"saon": "", "paon": "14", "street": "Lamp Street"}),
        ("Flat 2, 14a Lamp Street", {"saon": "Flat 2", "paon": "14a", "street": "Lamp Street"}),
        ("Rose Cottage", {}),
    ],
)
def test_the_parts_of_an_address_in_one_line(line, parts):
    assert parts_of_line(line) == parts
