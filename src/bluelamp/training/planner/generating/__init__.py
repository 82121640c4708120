"""Problems to try the planner on: a force of any size, and things that go wrong with a plan."""

from .disruption import Disruption, disrupt
from .force import Scale, generate
from .writing import write_instance

__all__ = ["Disruption", "Scale", "disrupt", "generate", "write_instance"]
