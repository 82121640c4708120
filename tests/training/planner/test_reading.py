"""Instances and plans as files: what is wrong is named by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.planner.small import on, plan, session

from bluelamp.training.planner.instance import Mode, Need
from bluelamp.training.planner.plan import Unplaced, read_plan, write_plan
from bluelamp.training.planner.problems import UnreadableFiles
from bluelamp.training.planner.reading import read_instance

FILES = {
    "settings.toml": (
        "window_start = 2027-01-04\ngo_live = 2027-04-12\ntraining_weekdays = [1, 2, 3]\n"
        'day_start = "09:00"\nday_end = "17:00"\n[prices]\nuntrained = 5000\n'
    ),
    "units.csv": "unit_id,parent_id,cap\nF,,1\nT,F,0.06\n",
    "people.csv": (
        "person_id,unit_id,base,roster_id,roster_offset,needs,mode\n"
        "P1,T,b,office,0,loop;desk,\nP2,T,b,office,3,,digital\n"
    ),
    "requirements.csv": "person_id,course_id\nP1,C\n",
    "courses.csv": (
        "course_id,minutes,minutes_per_day,min_class,max_class,adjusted_max_class,"
        "supplier_trainers,facilitators,after\nC,960,480,6,16,8,1,1,\nD,480,480,6,16,8,1,1,C\n"
    ),
    "rosters.csv": "roster_id,cycle_day,start,end\noffice,0,09:00,17:00\noffice,1,,\n",
    "venues.csv": "venue_id,place,usable\nV,p,1\n",
    "rooms.csv": "room_id,venue_id,seats,step_free,loop,desks\nR,V,12,1,0,2\n",
    "trainers.csv": "trainer_id,kind,max_days_a_week\nS,supplier,4\n",
    "certifications.csv": "trainer_id,course_id\nS,C\n",
    "travel.csv": "from,to,minutes\nb,p,20\n",
}


def folder(path: Path, **instead: str | None) -> Path:
    names = {name.replace(".", "_"): name for name in FILES} | {"frozen_csv": "frozen.csv"}
    told = FILES | {names[key]: text for key, text in instead.items()}
    for name, text in told.items():
        if text is not None:
            (path / name).write_text(text, "utf-8")
    return path


def problems(path: Path, **instead: str | None) -> list[str]:
    with pytest.raises(UnreadableFiles) as refusal:
        read_instance(folder(path, **instead))
    return [str(each) for each in refusal.value.problems]


def test_a_whole_instance(tmp_path):
    found = read_instance(folder(tmp_path))
    assert found.people["P1"].needs == {Need.LOOP, Need.DESK}
    assert found.people["P2"].mode is Mode.DIGITAL
    assert found.settings.prices.untrained == 5_000
    assert found.settings.rest_hours == 11
    assert found.strength == {"F": 2, "T": 2}
    assert found.chain["T"] == ("T", "F")


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"rooms_csv": None}, "rooms.csv: this file is missing"),
        (
            {"units_csv": "unit_id,cap,colour\nF,1,red\n"},
            "units.csv, line 1, colour: unknown column",
        ),
        (
            {"travel_csv": "from,minutes\nb,20\n"},
            "travel.csv, line 1, to: this column is missing",
        ),
        (
            {"travel_csv": "from,to,minutes\nb,p,soon\n"},
            "travel.csv, line 2, minutes: 'soon' is not a whole number",
        ),
        (
            {"rooms_csv": FILES["rooms.csv"] + "Q,X,12,1,0,2\n"},
            "rooms.csv, line 3, venue_id: X is not known",
        ),
        (
            {"units_csv": "unit_id,parent_id,cap\nF,T,1\nT,F,1.5\n"},
            "units.csv, line 3, cap: 1.5 is not from 0 to 1",
        ),
        (
            {"units_csv": "unit_id,parent_id,cap\nF,T,1\nT,F,1\n"},
            "units.csv, line 2, parent_id: F stands above itself",
        ),
        (
            {"courses_csv": FILES["courses.csv"].replace("1,1,\n", "1,1,D\n")},
            "courses.csv, line 2, after: C comes after itself",
        ),
        (
            {"rosters_csv": "roster_id,cycle_day,start,end\noffice,0,09:00,\n"},
            "rosters.csv, line 2, end: a duty has a start and an end; a rest day has neither",
        ),
        (
            {"rosters_csv": "roster_id,cycle_day,start,end\noffice,1,09:00,17:00\n"},
            "rosters.csv, cycle_day: the days of office do not run from 0 without a gap",
        ),
        (
            {"requirements_csv": "person_id,course_id\nP1,C\nP1,C\n"},
            "requirements.csv, line 3, person_id: this row stands twice",
        ),
        (
            {"frozen_csv": "date,unit_id,reason\n2027-13-01,,x\n"},
            "frozen.csv, line 2, date: '2027-13-01' is not a date such as 2027-01-04",
        ),
        (
            {"settings_toml": FILES["settings.toml"].replace("untrained", "untaught")},
            "settings.toml, prices.untaught: unknown price",
        ),
        (
            {"settings_toml": FILES["settings.toml"].replace("2027-04-12", "2026-04-12")},
            "settings.toml, go_live: must be after window_start",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path, instead, said):
    assert said in problems(tmp_path, **instead)


def test_everything_wrong_is_told_at_once(tmp_path):
    told = problems(
        tmp_path,
        travel_csv="from,to,minutes\nb,p,x\nb,q,-1\n",
        people_csv=FILES["people.csv"].replace("loop;desk", "loop;bed"),
    )
    assert len(told) == 4  # and the requirement of the person who could not be read
    assert "requirements.csv, line 2, person_id: P1 is not known" in told


def test_a_plan_is_read_as_it_was_written(tmp_path):
    made = plan(session("A", on(8), on(7)), session("B", on(9), on(10)))
    write_plan(made, tmp_path / "plan")
    found = read_plan(tmp_path / "plan")
    assert set(found.bookings) == set(made.bookings)
    assert found.sessions["A"].days == (on(7), on(8))
    write_plan(found, tmp_path / "again")
    for path in sorted((tmp_path / "plan").iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_a_plan_that_names_no_session_of_its_own_is_refused(tmp_path):
    write_plan(plan(), tmp_path)
    (tmp_path / "session_days.csv").write_text(
        "session_id,date,start,end\nZ,2027-01-04,09:00,17:00\n", "utf-8"
    )
    with pytest.raises(UnreadableFiles, match="Z is not known"):
        read_plan(tmp_path)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_reason_survives_the_file(tmp_path_factory, reason):
    path = tmp_path_factory.mktemp("plan")
    made = plan()
    told = reason.strip() or "none"
    write_plan(type(made)(made.sessions, (), (Unplaced("P", "C", told),)), path)
    assert read_plan(path).unplaced == (Unplaced("P", "C", told),)
