"""What somebody means who looks for people and things: typed into one box, or in parts."""

from .asked import NamePattern, Sought
from .parts import PartProblem, sought_in_parts
from .reading import read_sought

__all__ = ["NamePattern", "PartProblem", "Sought", "read_sought", "sought_in_parts"]
