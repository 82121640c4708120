"""Pages about people."""

from .amending import amend
from .people import person
from .recording import new_person

__all__ = ["amend", "new_person", "person"]
