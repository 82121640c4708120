"""The people of the index tests, for what is above the index."""

from tests.nominals.conftest import at, record, sergeant

__all__ = ["at", "record", "sergeant"]
