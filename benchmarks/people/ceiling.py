"""What no search can do better: how many people fit a query as well as the one who is meant."""

from __future__ import annotations

from typing import Any

import psycopg

from .queries import Query

MOST_READ = 2_000  # people who bear the words, by whom the number of all is estimated
_FITTING = """
    SELECT entry_id, ARRAY(SELECT "full" FROM nominals_personname WHERE person_id = entry_id)
    FROM nominals_person WHERE keys @> %(keys)s::integer[]
    AND (%(first)s::date IS NULL OR born_from BETWEEN %(first)s AND %(last)s)
    LIMIT %(most)s
"""
_COUNT = """
    SELECT count(*) FROM nominals_person WHERE keys @> %(keys)s::integer[]
    AND (%(first)s::date IS NULL OR born_from BETWEEN %(first)s AND %(last)s)
"""


def ceiling(owner: psycopg.Connection[Any], query: Query) -> float:
    """Return how likely an ideal ranker has the person meant among the first ten.

    It knows the words without the error, and puts first whoever bears them all and the fewest
    others; among those who bear as many others it can only guess.
    """
    from bluelamp.nominals.panels import comparison_tokens
    from bluelamp.resolution.matching.keys import key

    meant = set(comparison_tokens(" ".join(query.meant)))
    first, last = query.between or (None, None)
    values = {
        "keys": [key("token", token) for token in meant if _is_told(token)],
        "first": first,
        "last": last,
        "most": MOST_READ,
    }
    rows = owner.execute(_FITTING, values).fetchall()
    left = {row[0]: _left_over(row[1], meant) for row in rows}
    own = left.pop(query.person, 0)
    scale = 1.0
    if len(rows) == MOST_READ:
        many = owner.execute(_COUNT, values).fetchone()
        scale = (many[0] if many else MOST_READ) / MOST_READ
    better = scale * sum(each < own for each in left.values())
    equal = 1 + scale * sum(each == own for each in left.values())
    return min(1.0, max(0.0, (10 - better) / equal))


def _is_told(token: str) -> bool:
    """Tell whether people are found by this word: particles are not kept."""
    from bluelamp.resolution.matching.tables import name_parts

    return token not in name_parts("particles")


def _left_over(names: list[str], meant: set[str]) -> int:
    from bluelamp.nominals.panels import comparison_tokens

    return min(len(set(comparison_tokens(name)) - meant) for name in names)
