"""Replies: of one person, to one invitation, one of three answers; anything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.invitations.replying import reply_to

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import CalendarAnswer
from bluelamp.training.invitations import Reply, read_reply


def reply(**replaced: str) -> bytes:
    content = reply_to("b1@bluelamp", 1, "Ada@Force.test", "ACCEPTED")
    for old, new in replaced.items():
        content = content.replace(old.replace("_", ":").encode(), new.encode())
    return content


@pytest.mark.parametrize("answer", list(CalendarAnswer))
def test_a_reply_is_read(answer):
    found = read_reply(reply(ACCEPTED=answer.value))
    assert found == Reply("b1@bluelamp", 1, "ada@force.test", answer)


def test_a_reply_without_a_sequence_is_to_the_first_invitation():
    assert read_reply(reply(SEQUENCE_1="X-NOTHING:1")).sequence == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no calendar"),
        (b"Dear all", "no calendar"),
        (reply(METHOD_REPLY="METHOD:REQUEST"), "no reply"),
        (reply(METHOD_REPLY="X-METHOD:REPLY"), "no reply"),
        (reply(ACCEPTED="DELEGATED"), "accepted, tentative or declined"),
        (reply(ATTENDEE="X-ATTENDEE"), "one person"),
        (reply(SEQUENCE_1="SEQUENCE:first"), "which invitation"),
        (reply(VEVENT="VTODO"), "one event"),
        (b"BEGIN:VCALENDAR\r\n" * 9, "no calendar"),
        (b"x" * 100_001, "too long"),
    ],
)
def test_what_is_no_reply_is_refused_in_words(content, said):
    with pytest.raises(NotPossible, match=said) as refused:
        read_reply(content)
    assert (refused.value.field, refused.value.rule) == ("file", "TRN-10.9")


@given(st.binary(max_size=300))
def test_nothing_that_is_sent_breaks_it(content):
    with pytest.raises(NotPossible):
        read_reply(content)
