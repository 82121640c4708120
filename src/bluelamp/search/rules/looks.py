"""What one witness calls brown, another calls dark or mousey (design)."""

from __future__ import annotations

_ALIKE = (
    {"brown", "dark_brown", "light_brown", "mousey", "auburn"},
    {"black", "dark_brown"},
    {"fair", "blonde", "sandy", "light_brown"},
    {"red", "ginger", "auburn"},
    {"grey", "white"},
)


def hair_like(colour: str) -> set[str]:
    """Return the colours of hair that may be meant by one."""
    return {colour}.union(*(alike for alike in _ALIKE if colour in alike))
