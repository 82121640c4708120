"""Pages about people."""

from .amending import amend
from .people import person
from .recording import new_person
from .sameness import end_judgement, parting_notice, settle_parting

__all__ = ["amend", "end_judgement", "new_person", "parting_notice", "person", "settle_parting"]
