"""A log line says what and where, never about whom."""

from __future__ import annotations

import logging
from types import SimpleNamespace

from bluelamp.config.log_lines import LineFormatter


def line_of(error: BaseException, **more: object) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "Failed", None, None)
    record.exc_info = (type(error), error, error.__traceback__)
    vars(record).update(more)
    return LineFormatter("%(levelname)s %(request_id)s %(message)s").format(record)


def failing(words: str) -> BaseException:
    try:
        try:
            raise ValueError(words)
        except ValueError as error:
            raise RuntimeError(f"while reading {words}") from error
    except RuntimeError as error:
        return error


def test_kinds_and_places_are_told_of_an_error_and_of_its_cause():
    told = line_of(failing("Jo Bloggs"))
    assert told.index("builtins.ValueError") < told.index("builtins.RuntimeError")
    assert "test_log_lines.py" in told
    assert "in failing" in told


def test_what_an_error_says_is_left_out():
    assert "Bloggs" not in line_of(failing("Jo Bloggs"))


def test_the_line_names_the_request():
    assert line_of(failing("x"), request=SimpleNamespace(id="0193")).startswith("ERROR 0193 Failed")
    assert line_of(failing("x")).startswith("ERROR - Failed")


def test_the_secret_address_of_a_calendar_is_not_told():
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, "", None, None)
    record.msg = "Too Many Requests: /training/calendar/aB3_-9xyz.ics"
    told = LineFormatter("%(message)s").format(record)
    assert told == "Too Many Requests: /training/calendar/….ics"
