"""Searching, for programs. What is looked for stands in the body, never in the address."""

from . import anything, people, things
from .routing import router

__all__ = ["anything", "people", "router", "things"]
