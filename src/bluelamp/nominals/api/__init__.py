"""What programs may read, record and tie in the index."""

from . import links, people, things
from .routing import router

__all__ = ["links", "people", "router", "things"]
