"""Words for an answer left out."""

from __future__ import annotations


def required(words: str) -> dict[str, str]:
    """Return the error of a field left empty, where "Enter" and its label would not read well."""
    return {"required": words}
