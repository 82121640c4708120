"""The rush: that its crowd measures what it says, and that its verdict sees every wrong."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
import pytest
from benchmarks.rush.crowd import Answer, Rush, percentile, rush
from benchmarks.rush.judging import BOOKED, FULL, Told, judge
from benchmarks.rush.programme import days
from benchmarks.rush.shape import Outcome, Shape

SEATS = {"a": 2, "b": 1}


def told(*words: tuple[str, str, str]) -> list[Told]:
    return [Told(*each) for each in words]


FAIR = told(("p1", "a", BOOKED), ("p2", "a", BOOKED), ("p3", "a", FULL), ("p4", "b", BOOKED))
HELD = [("p1", "a"), ("p2", "a"), ("p4", "b")]


def test_a_fair_rush_has_nothing_against_it():
    assert judge(FAIR, HELD, SEATS).fair


def test_a_place_that_was_told_and_is_not_kept_is_lost():
    verdict = judge(FAIR, HELD[1:], SEATS)
    assert verdict.lost == ["p1"]
    assert verdict.unfilled == ["a"]
    assert not verdict.fair


def test_a_place_that_is_kept_and_was_not_told_is_untold():
    answers = [*FAIR[:3], Told("p4", "b", "no answer: TimeoutError")]
    assert judge(answers, HELD, SEATS).untold == ["p4"]


def test_a_place_on_another_session_than_told_is_lost_and_untold():
    verdict = judge(FAIR[3:], [("p4", "a")], SEATS)
    assert (verdict.lost, verdict.untold) == (["p4"], ["p4"])


def test_two_places_for_one_person_are_double():
    assert judge(FAIR, [*HELD, ("p1", "a")], SEATS).double == ["p1"]
    assert judge(FAIR, [*HELD, ("p1", "b")], SEATS).double == ["p1"]


def test_more_people_than_seats_are_seen():
    assert judge(FAIR, [*HELD, ("p3", "a")], SEATS).overfull == ["a"]


def test_a_free_seat_counts_only_where_enough_people_asked():
    assert judge(FAIR[:1], HELD[:1], SEATS).unfilled == []
    assert judge(FAIR[:3], HELD[:1], SEATS).unfilled == ["a"]


def test_one_person_who_asks_twice_asks_once():
    twice = told(("p1", "a", BOOKED), ("p1", "a", "302"))
    assert judge(twice, [("p1", "a")], {"a": 2}).fair


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 10), (0.95, 19), (0.951, 20), (1, 20), (0.01, 1)]
)
def test_percentiles_are_values_that_were_measured(share, expected):
    assert percentile(range(20, 0, -1), share) == expected


@pytest.mark.parametrize("share", [0, 1.01])
def test_no_percentile_outside_the_values(share):
    with pytest.raises(ValueError, match="share"):
        percentile([1], share)
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


class Counting(BaseHTTPRequestHandler):
    """Answers with the cookie it was sent, and counts who is inside at once."""

    protocol_version = "HTTP/1.1"
    inside = 0
    most = 0
    connections: set[tuple[str, int]] = set()
    lock = threading.Lock()

    def do_GET(self):
        with self.lock:
            Counting.inside += 1
            Counting.most = max(Counting.most, Counting.inside)
            self.connections.add(self.client_address)
        body = self.headers.get("Cookie", "none").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with self.lock:
            Counting.inside -= 1
        self.wfile.write(body)

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def address():
    Counting.inside = Counting.most = 0
    Counting.connections.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def asking(address: str, number: int):
    async def ask(browser: aiohttp.ClientSession) -> str:
        async with browser.get(address, cookies={"who": str(number)}) as answer:
            return await answer.text()

    return ask


def test_everybody_is_answered_with_their_own_cookie_through_few_sockets(address):
    measured = rush([asking(address, each) for each in range(200)], sockets=5)
    assert [answer.word for answer in measured.answers] == [f"who={each}" for each in range(200)]
    assert Counting.most <= 5
    assert len(Counting.connections) <= 5
    assert all(0 < answer.took <= answer.came <= measured.lasted for answer in measured.answers)
    assert measured.took(0.5) <= measured.took(0.95) <= measured.came(1)


def test_who_is_not_answered_is_counted_and_stops_nobody(address):
    async def too_late(_browser: aiohttp.ClientSession) -> str:
        await asyncio.sleep(0)
        raise TimeoutError

    nowhere = asking("http://127.0.0.1:1/", 1)
    measured = rush([too_late, nowhere, asking(address, 3)], sockets=2)
    assert measured.words == Counter(
        {"no answer: TimeoutError": 1, "no answer: ClientConnectorError": 1, "who=3": 1}
    )


def test_fifteen_people_want_twelve_seats_and_neighbours_other_days(monkeypatch):
    monkeypatch.setenv("BLUELAMP_BENCH_CROWD", "5000")
    shape = Shape.asked()
    assert (shape.sessions, shape.seats, shape.sockets) == (333, 12, 64)
    asked = Counter(shape.session_of(each) for each in range(shape.people))
    assert set(asked.values()) <= {15, 16}
    when = days(shape.sessions)
    # A team of forty may let six go on one day.
    for first in range(0, shape.people, 40):
        team = Counter(when[shape.session_of(first + each)] for each in range(40))
        assert max(team.values()) <= 6


def test_a_row_of_the_table_tells_every_request():
    answers = [Answer(BOOKED, 0.1, 0.5), Answer(FULL, 0.2, 1.0), Answer("500", 0.3, 2.0)]
    row = Outcome("here", Rush(answers, 2.0, 0.0), 0.3, 0.06, judge([], [], {}))
    assert f"{row}" == (
        "| here | 3 | 1 | 1 | 1 | 1.5 | 200 | 300 | 2 | 100.0 | 20.0 | none lost, none double |"
    )
    assert Outcome.HEAD.splitlines()[0].count("|") == f"{row}".count("|")
