"""The demonstration force: synthetic people, served on this machine."""

from .everywhere import *  # noqa: F403

BLUELAMP_FORCE_NAME = "Bluelamp Constabulary (demonstration)"
BLUELAMP_PHASE = "Demonstration data"
BLUELAMP_DEMONSTRATION = True
