"""Replies as other people's calendars write them."""

from __future__ import annotations

REPLY = """BEGIN:VCALENDAR
PRODID:-//A calendar of somebody else//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:20270201T090000Z
DTSTART:20270208T090000Z
ORGANIZER:mailto:training@force.test
ATTENDEE;PARTSTAT={answer};CN=Ada:MAILTO:{attendee}
END:VEVENT
END:VCALENDAR
"""


def reply_to(uid: str, sequence: int, attendee: str, answer: str) -> bytes:
    """Return the reply of one person."""
    text = REPLY.format(uid=uid, sequence=sequence, attendee=attendee, answer=answer)
    return text.replace("\n", "\r\n").encode()
