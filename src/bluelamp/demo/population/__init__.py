"""An invented population: households of people of many name cultures, with known duplicates.

Pure generators: no Django, no database, no clock. The same arguments give the same people.
"""

from .generator import AS_OF, generate_part, generate_people
from .records import SyntheticAddress, SyntheticName, SyntheticPerson

__all__ = [
    "AS_OF",
    "SyntheticAddress",
    "SyntheticName",
    "SyntheticPerson",
    "generate_part",
    "generate_people",
]
