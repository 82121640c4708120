"""Writing to the index."""

from .events import end_link, link_entries, register_event

__all__ = ["end_link", "link_entries", "register_event"]
