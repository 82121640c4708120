"""The one box, the precise form, and what is said of a saved search."""

from .box import LONGEST, SHORTEST, SearchForm
from .precise import PreciseSearchForm
from .saving import SaveSearchForm

__all__ = ["LONGEST", "SHORTEST", "PreciseSearchForm", "SaveSearchForm", "SearchForm"]
