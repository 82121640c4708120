"""What a token of a program may be."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bluelamp.access.enums import Role

# No program grants access, and none audits it (INF-10.17).
WITHOUT_TOKEN = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
ROLES_OF_TOKENS = tuple(role for role in Role if role not in WITHOUT_TOKEN)
# Force policy (unverified): a forgotten token ends by itself.
LONGEST_LIFE = timedelta(days=366)
PREFIX = "bluelamp_"


def problem_of_life(*, issued_at: datetime, expires_at: datetime) -> str:
    """Return what is wrong with the time for which a token is to work; nothing where it is good."""
    if expires_at <= issued_at:
        return "A token ends at a time that is still to come."
    if expires_at - issued_at > LONGEST_LIFE:
        return f"A token works for at most {LONGEST_LIFE.days} days."
    return ""


def fingerprint_of(secret: str) -> str:
    """Return what is kept of a secret.

    A secret of 256 random bits cannot be guessed, so a fast hash is enough, and looking the hash up
    tells by its time nothing of the secret.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
