"""The pages of the shell, of staff and units, and of the audit trail."""

from .shell import home, working_reason

__all__ = ["home", "working_reason"]
