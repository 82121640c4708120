"""What the timetable never does, whom it always places, and what it says of who is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.training.enums import NoPlace
from bluelamp.training.rules.timetable import (
    Frame,
    Left,
    Placed,
    Pupil,
    Seats,
    Teacher,
    make_timetable,
)

MONDAY = date(2027, 2, 8)
DAYS = [MONDAY + timedelta(days=number) for number in (0, 1, 2, 3, 4, 7, 8)]
SATURDAY = MONDAY + timedelta(days=5)
EVERY = sorted((*DAYS, SATURDAY))
COURSES, TEAMS, ROSTERS = ("a", "b"), ("t", "u", "v"), ("", "x", "y")
SIZES = {"a": (2, 4), "b": (1, 3)}


def teachers(number: int) -> list[Teacher]:
    return [
        Teacher(f"{kind}{each}", kind, frozenset(COURSES))
        for kind in "SF"
        for each in range(number)
    ]


def frame(**more) -> Frame:
    given_ = {
        "days": DAYS,
        "rooms": [Seats("r1", 4)],
        "teachers": teachers(4),
        "free": {"": set(DAYS)},
        "caps": dict.fromkeys(TEAMS, 9),
        "sizes": SIZES,
        "kinds": {"S": 1, "F": 1},
    }
    return Frame(**{**given_, **more})


@st.composite
def frames(draw) -> Frame:
    days_of = st.sets(st.sampled_from(EVERY), min_size=1)
    rooms = st.builds(Seats, st.just("r"), st.integers(1, 4), st.integers(0, 2), st.booleans())
    drawn = draw(st.lists(rooms, min_size=1, max_size=3))
    return frame(
        rooms=[
            Seats(f"r{number}", each.seats, each.desks, each.loop)
            for number, each in enumerate(drawn)
        ],
        teachers=teachers(draw(st.integers(1, 3))),
        free={"": set(DAYS), "x": draw(days_of), "y": draw(days_of)},
        caps={team: draw(st.integers(1, 3)) for team in TEAMS},
        away=draw(st.dictionaries(st.tuples(st.sampled_from(TEAMS), st.sampled_from(EVERY)),
                                  st.integers(1, 2))),
        taken=draw(st.sets(st.tuples(st.sampled_from(("r0", "r1")), st.sampled_from(EVERY)))),
        more_days=draw(st.sampled_from(((), (SATURDAY,)))),
    )  # fmt: skip


@st.composite
def people(draw) -> list[Pupil]:
    found = []
    for number in range(draw(st.integers(1, 14))):
        most = draw(st.sampled_from((0, 0, 1)))
        found.append(
            Pupil(
                f"p{number}",
                draw(st.sampled_from(COURSES)),
                draw(st.sampled_from(ROSTERS)),
                draw(st.sampled_from(TEAMS)),
                frozenset(draw(st.sets(st.sampled_from(EVERY), max_size=4))),
                days=draw(st.sampled_from((1, 1, 2))),
                most=most,
                agreed=bool(most),
                desk=draw(st.sampled_from((False, False, True))),
                loop=draw(st.sampled_from((False, False, True))),
                person=f"who{number // 2}" if draw(st.booleans()) else "",
            )
        )
    return found


def held(placed: list[Placed]) -> Counter:
    """Count what is used on each day."""
    return Counter(
        (what, day)
        for one in placed
        for day in (one.day, *one.days)
        for what in (one.room, *one.teachers)
    )


@settings(max_examples=150, deadline=None)
@given(frames(), people())
def test_no_demand_is_ever_broken_and_everybody_is_placed_once_or_named_with_a_reason(stood, some):
    placed, left = make_timetable(stood, some)
    of = {pupil.key: pupil for pupil in some}
    keys = [key for one in placed for key in one.pupils]
    assert sorted([*keys, *(each.key for each in left)]) == sorted(of)
    assert set(held(placed).values()) <= {1}
    assert not set(held(placed)) & set(stood.taken)
    gone, here, weeks = Counter(stood.away), Counter(), Counter()
    rooms = {room.key: room for room in stood.rooms}
    for one in placed:
        days, room = (one.day, *one.days), rooms[one.room]
        pupils = [of[key] for key in one.pupils]
        assert 1 <= len(pupils) <= one.seats <= min(room.seats, SIZES[one.course][1])
        assert sum(pupil.desk for pupil in pupils) <= room.desks
        assert room.loop or not any(pupil.loop for pupil in pupils)
        for day in days:
            weeks.update((who, day.isocalendar()[:2]) for who in one.teachers)
        for pupil in pupils:
            assert pupil.course == one.course
            assert len(days) == pupil.days
            assert all(day in stood.free[pupil.roster] and day not in pupil.away for day in days)
            assert not pupil.most or len(pupils) == 1
            here.update((pupil.who, day) for day in days)
            gone.update((pupil.team, day) for day in days)
    assert set(here.values()) <= {1}
    assert set(weeks.values()) <= {1, 2, 3, 4}
    placed_on = {(of[key].team, day) for one in placed for day in (one.day, *one.days)
                 for key in one.pupils}  # fmt: skip
    assert all(gone[team, day] <= stood.caps[team] for team, day in placed_on)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sets(st.sampled_from(DAYS), max_size=6), min_size=1, max_size=12))
def test_with_rooms_for_all_everybody_is_placed_whom_the_cap_of_the_team_allows(away):
    """As many go as there are days for under a cap of one: nobody is left for the order taken."""
    some = [Pupil(f"p{number}", "b", "", "t", frozenset(days)) for number, days in enumerate(away)]
    placed, _left = make_timetable(frame(caps={"t": 1}, teachers=teachers(9)), some)
    assert sum(len(one.pupils) for one in placed) == most_matched(
        [set(DAYS) - set(days) for days in away]
    )


def most_matched(choices: list[set[date]]) -> int:
    """Return how many can have a day each, by augmenting paths."""
    taken: dict[date, int] = {}

    def found(who: int, seen: set[date]) -> bool:
        for day in choices[who] - seen:
            seen.add(day)
            if day not in taken or found(taken[day], seen):
                taken[day] = who
                return True
        return False

    return sum(found(who, set()) for who in range(len(choices)))


def test_who_can_least_wait_goes_before_those_who_could_come_any_day():
    late = [Pupil(f"late{number}", "a", "x", "u") for number in range(4)]
    rest = [Pupil(f"any{number}", "a", "", "t") for number in range(24)]
    stood = frame(free={"": set(DAYS), "x": {DAYS[1]}}, teachers=teachers(9))
    placed, left = make_timetable(stood, [*rest, *late])
    assert left == []
    on = {key: one.day for one in placed for key in one.pupils}
    assert {on[each.key] for each in late} == {DAYS[1]}


def test_a_saturday_is_used_only_for_who_is_on_duty_then_and_would_be_left_out():
    stood = frame(
        free={"": set(DAYS), "x": {DAYS[0], SATURDAY}},
        caps={"t": 1, "u": 9},
        more_days=(SATURDAY,),
    )
    some = [Pupil("one", "a", "x", "t"), Pupil("two", "a", "x", "t"), Pupil("any", "a", "", "u")]
    placed, left = make_timetable(stood, some)
    assert left == []
    by_day = defaultdict(set)
    for one in placed:
        by_day[one.day].update(one.pupils)
    assert len(by_day.pop(SATURDAY)) == 1
    assert sum(map(len, by_day.values())) == 2


def reason(stood: Frame, *some: Pupil) -> Left:
    _placed, (left,) = make_timetable(stood, some)
    return left


def test_who_is_left_is_told_which_demand_takes_the_last_day():
    one = Pupil("one", "a", "", "t")
    away = Pupil("one", "a", "", "t", frozenset(DAYS))
    full = Counter({("t", day): 9 for day in DAYS})
    taken = {("r1", day) for day in DAYS}
    assert reason(frame(days=()), one).cause == NoPlace.WINDOW
    assert reason(frame(free={"": set()}), one).cause == NoPlace.DUTY
    assert reason(frame(), away).cause == NoPlace.AWAY
    assert reason(frame(away=full), one).cause == NoPlace.TEAM
    assert reason(frame(taken=taken), one).cause == NoPlace.ROOM
    assert reason(frame(teachers=()), one).cause == NoPlace.TRAINER


def test_the_reason_says_how_many_days_each_demand_leaves():
    away = Counter({("t", day): 2 for day in DAYS[2:]})
    stood = frame(
        free={"": set(DAYS[1:])}, away=away, caps={"t": 2}, taken={("r1", day) for day in DAYS}
    )
    left = reason(stood, Pupil("one", "a", "", "t", frozenset(DAYS[1:2]), desk=True))
    assert left.words == (
        "Days: 7 in the window, 6 on duty and rested, 5 not away or taught already, "
        "0 within the cap of 2 away at a time"
    )
    assert left.agreed
