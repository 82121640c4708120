"""The pages of search."""

from .searching import precise, results, start

__all__ = ["precise", "results", "start"]
