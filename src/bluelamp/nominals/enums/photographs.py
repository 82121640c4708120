"""Where photographs of people come from."""

from __future__ import annotations

from bluelamp.core.words import Coded


class PhotographSource(Coded):
    """Who made or gave a photograph: how far it is trusted hangs on it (O_004 on)."""

    CUSTODY = "custody", "Taken in custody"
    OFFICER = "officer", "Taken by an officer elsewhere"
    DOCUMENT = "document", "From an identity document"
    PERSON = "person", "Given by the person"
    FAMILY = "family", "Given by family or friends"
    OTHER_FORCE = "other_force", "From another force or agency"
    PUBLISHED = "published", "Published or posted"
    SYNTHETIC = "synthetic", "Drawn for the demonstration"
