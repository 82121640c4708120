"""What the forms of other modules may show of the offence catalogue."""

from .answers import OffenceField, offence_label

__all__ = ["OffenceField", "offence_label"]
