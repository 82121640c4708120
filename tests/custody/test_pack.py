"""The paper pack: every open record on paper, outside the database."""

from __future__ import annotations

import stat

import pytest
from tests.custody.test_paper import drink, released
from tests.custody.world import HOUR, NOON
from tests.printed import Printed

from bluelamp.audit.models import AuditLine
from bluelamp.cli.custody_paper import _printer as printer
from bluelamp.custody.printing.folder import forget_old, latest_pack, open_folder, put_pack
from bluelamp.custody.printing.packs import print_packs
from bluelamp.custody.selectors.pack import open_suites

AT = NOON + 2 * HOUR


def print_all(folder, keep=3, at=AT):
    return print_packs(folder=folder, keep=keep, by=printer(), at=at)


def read(folder, suite="lampton"):
    return Printed.of(latest_pack(folder, suite).read_bytes())


def test_everybody_held_stands_in_it_with_what_falls_due(world, tmp_path):
    record = world.detained(cell=world.cells[0].pk)
    drink(world, record)
    gone = released(world, world.detained(world.person("Gone Home")))
    assert [(one.suite, one.people) for one in print_all(tmp_path)] == [("Lampton", 1)]
    printed = read(tmp_path)
    for words in (
        "Kai Okafor",
        record.event.reference,
        "M1",
        "As at Tue 10 Mar 2026 14:00 GMT",
        "Review: Tue 10 Mar 2026 18:30 GMT",
        "24 h limit: Wed 11 Mar 2026 12:00 GMT",
        "Visit: Tue 10 Mar 2026 13:00 GMT",
        "Level 1: general, visit every 60 min",
        "Continuation sheet",
        "Arrival during the outage, sheet 2",
        "wants tea",
    ):
        assert words in printed.text, words
    assert gone.event.reference not in printed.text
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in printed.pages)
    assert f"Page 1 of {len(printed.pages)}" in printed.pages[0]


def test_a_suite_without_anybody_has_its_blank_sheets(world, tmp_path):
    print_all(tmp_path)
    assert "Nobody was held." in read(tmp_path).text
    assert "Arrival during the outage, sheet 1" in read(tmp_path).text


def test_only_its_owner_reads_it(world, tmp_path):
    folder = tmp_path / "packs"
    folder.mkdir(mode=0o777)
    print_all(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_it_is_logged_as_disclosed_to_the_folder(world, tmp_path):
    record = world.detained()
    print_all(tmp_path)
    line = AuditLine.objects.get(action="print_paper_pack")
    assert (line.operation, line.channel) == ("DISCLOSE", "EXPORT")
    assert line.records == [record.pk, record.person_id]


def test_the_last_packs_are_kept_and_older_ones_go(world, tmp_path):
    for hour in range(5):
        print_all(tmp_path, keep=2, at=AT + hour * HOUR)
    kept = sorted(file.name for file in tmp_path.iterdir())
    assert kept == [
        "lampton-20260310T170000Z.pdf",
        "lampton-20260310T180000Z.pdf",
        "lampton-latest.pdf",
    ]


def test_other_files_and_suites_of_a_like_name_are_left_alone(tmp_path):
    for suite in ("east", "east-end"):
        put_pack(tmp_path, suite, AT, b"x")
    (tmp_path / "east-notes.pdf").write_text("mine")
    forget_old(tmp_path, "east", 0)
    assert "east-end-20260310T140000Z.pdf" in {file.name for file in tmp_path.iterdir()}
    assert (tmp_path / "east-notes.pdf").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(OSError, match="exists"):
        open_folder(tmp_path / "x")


@pytest.mark.parametrize("people", [1, 4])
def test_all_is_read_in_the_same_few_statements(world, people, django_assert_num_queries):
    for number in range(people):
        drink(world, world.detained(world.person(f"P{number}")))
    with django_assert_num_queries(11):
        assert len(open_suites()[0].held) == people
