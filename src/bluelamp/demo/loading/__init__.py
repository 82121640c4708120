"""Loading the demonstration force into an empty database, through the doors everybody uses."""

from .load import is_loaded, load_demonstration
from .sign_ins import SignIn, password, sign_ins

__all__ = ["SignIn", "is_loaded", "load_demonstration", "password", "sign_ins"]
