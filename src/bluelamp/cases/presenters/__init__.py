"""Words, tags and dates of cases."""

from .page import CasePage
from .rows import CaseRow
from .words import custody_url, offence_lines, person_url

__all__ = ["CasePage", "CaseRow", "custody_url", "offence_lines", "person_url"]
