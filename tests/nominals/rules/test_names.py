"""Names as typed (NV-05, NV-06, M10) and as compared (8.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.rules.names import check_name, comparison_tokens, looks_like_organisation


@pytest.mark.parametrize(
    "name",
    ["José", "O’Connor", "O'Connor", "Mary-Jane", "Łukasz", "محمد", "Олександр", "नरेंद्र", "חיים",
     "Nguyễn", "Ng", "Ó", "d'Souza", "Doğan", "王", "علی‌رضا", ""],
)  # fmt: skip
def test_names_of_any_script_pass(name):
    assert check_name(name, "Given name") == ()


@pytest.mark.parametrize(
    ("name", "rule", "said"),
    [
        ("B0b", "NV-05", "digits (0)"),
        ("Bob😀", "NV-05", "symbols or emoji (😀)"),
        ("❤️", "NV-05", "symbols or emoji"),
        ("Bob\u202e", "NV-05", "invisible or control characters (U+202E)"),
        ("Bob\tLowe", "NV-05", "invisible or control characters (U+0009)"),
        ("Smith & Sons", "NV-05", "not ‘&’"),
        ("Dr Smith", "NV-05", "title ‘Dr’"),
        ("Mr", "NV-05", "title ‘Mr’"),
        ("x" * 36, "DS_031/DS_032", "at most 35 characters; this has 36"),
        ("Van  An", "DS_032", "two spaces together"),
        ("UNKNOWN", "M10", "not a name"),
        ("N/K", "M10", "not a name"),
        ("XXXX", "M10", "not a name"),
        ("DUPLICATE_Smith", "M10", "not a name"),
        ("-", "NV-05", "at least one letter"),
    ],
)
def test_what_is_no_name_is_refused_with_field_and_reason(name, rule, said):
    blocking = [problem for problem in check_name(name, "Surname", surname=True) if problem.blocks]
    assert [problem.rule for problem in blocking] == [rule]
    assert said in blocking[0].message
    assert "Surname" in blocking[0].message


@pytest.mark.parametrize("name", ["King", "Judge", "Doctor", "Sergeant", "Bishop"])
def test_surnames_that_are_also_ranks_pass(name):
    assert not [found for found in check_name(name, "Surname", surname=True) if found.blocks]


@pytest.mark.parametrize("name", ["Tesco Express", "Kwik Cabs Ltd", "Leeds City Council"])
def test_organisations_only_warn(name):
    (problem,) = check_name(name, "Surname", surname=True)
    assert (problem.rule, problem.blocks) == ("NV-06", False)


@pytest.mark.parametrize("name", ["Shirley Temple", "Gordon Banks", "Tony Bank", "Boots"])
def test_people_named_like_organisations_are_people(name):
    assert not looks_like_organisation(name)


def test_several_given_names_in_one_slot_only_warn():
    (problem,) = check_name("Mary Ann", "Given name")
    assert (problem.rule, problem.blocks) == ("DS_031", False)


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("O'Connor", "OCONNOR"),
        ("O’Connor", "OCONNOR"),
        ("Mary-Jane", "MARY JANE"),
        ("José María", "JOSE MARIA"),
        ("Straße", "STRASSE"),
        ("Łukasz Żółć", "LUKASZ ZOLC"),
        ("Мар'яна", "MARIANA"),
        ("Dr. Ann", "ANN"),
        ("Mr Mohammed", "MOHAMMED"),
        ("MIG_ERROR_Jones", "JONES"),
        ("Unknown Smith", "SMITH"),
        ("N/K", ""),
        ("", ""),
        ("  ", ""),
        ("محمد علي", "محمد علي"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_standard_tokens(typed, tokens):
    assert comparison_tokens(typed) == tuple(tokens.split())


@given(st.text(max_size=60))
def test_any_text_has_tokens_and_checks_without_failing(text):
    check_name(text, "Given name")
    tokens = comparison_tokens(text)
    assert all(token == token.strip() and token for token in tokens)
