"""A program told to stop stops, whatever it was doing when the signal came."""

from __future__ import annotations

import signal
import sys

import pytest

from bluelamp.core.stopping import SIGNALS, Stop


@pytest.fixture
def stop():
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield Stop()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_the_wait_and_is_remembered(stop, number):
    assert not stop.wait(0)
    assert not stop.asked
    signal.raise_signal(number)
    assert stop.wait(60)
    assert stop.asked
    assert stop.wait(60)


@pytest.fixture
def patience():
    """Fail instead of standing still for ever."""

    def over(*_):
        raise TimeoutError("It stands still.")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("line", range(12))
def test_a_signal_on_any_line_of_the_wait_is_heard(patience, stop, line):
    """Whatever the wait holds at that moment, the handler must not need it."""
    left = line

    def tracer(frame, event, _):
        nonlocal left
        if event == "line":
            left -= 1
            if left == -1:
                signal.raise_signal(signal.SIGTERM)
        return tracer

    sys.settrace(tracer)
    try:
        stop.wait(0.001)
        stop.wait(0.001)
        stop.wait(0.001)
    finally:
        sys.settrace(None)
    assert left < 0, "The line was never reached."
    assert stop.asked
