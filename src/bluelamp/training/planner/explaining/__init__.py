"""Why somebody has no place: the demands that clash, in words."""

from .crowded import left_out_by_caps
from .impossible import impossible
from .reasons import explain_plan, reason_of, reasons_of

__all__ = ["explain_plan", "impossible", "left_out_by_caps", "reason_of", "reasons_of"]
