"""Why somebody has no place: the demands that clash, in words."""

from .impossible import impossible
from .reasons import explain_plan, reason_of, reasons_of

__all__ = ["explain_plan", "impossible", "reason_of", "reasons_of"]
