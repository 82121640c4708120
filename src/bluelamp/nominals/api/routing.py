"""Where the operations of this module are registered."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["index"])
