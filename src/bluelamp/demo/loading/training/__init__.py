"""The training programme of the demonstration, in the numbers of its decision."""

from .load import appoint_staff, load_training

__all__ = ["appoint_staff", "load_training"]
