"""The people of the index tests, for finding them."""

from tests.nominals.conftest import at, record, sergeant

__all__ = ["at", "record", "sergeant"]
