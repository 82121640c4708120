"""Invitations as calendars read and write them: pure, without Django (TRN-10.8 to TRN-10.11)."""

from .calendars import Method, calendar_of
from .events import Event, Status
from .replies import Reply, read_reply

__all__ = ["Event", "Method", "Reply", "Status", "calendar_of", "read_reply"]
