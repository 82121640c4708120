"""How many people bear each word of a name: kept roughly, for what is rare and what common."""

from __future__ import annotations

from django.db import connection

_WORDS_OF_NAMES = """
    SELECT upper(word) AS word, count(*) AS bearers FROM nominals_personname,
        unnest(given || regexp_split_to_array(
            CASE WHEN given = '{}' AND family = '' THEN "full" ELSE family END, '\\s+'
        )) AS part(word)
    WHERE word <> '' GROUP BY 1
"""
# A count that is right within a factor of two is left as it is.
_COUNT = f"""
    UPDATE resolution_nameword AS known SET bearers = counted.bearers
    FROM ({_WORDS_OF_NAMES}) AS counted
    WHERE known.word = counted.word
    AND NOT counted.bearers BETWEEN known.bearers / 2 AND known.bearers * 2
"""  # noqa: S608 - nothing from outside is in it
# For names that were loaded while no trigger fired, into an index that was empty before.
LEARN_WORDS = f"""
    INSERT INTO resolution_nameword (word, bearers, added_in)
    SELECT word, bearers, pg_current_xact_id()::text::bigint FROM ({_WORDS_OF_NAMES}) AS counted
"""  # noqa: S608 - nothing from outside is in it


def count_words() -> int:
    """Count who bears each word, where the kept count is far off: one statement.

    Returns how many words were counted anew. Who is searching now keeps the older counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        return cursor.rowcount
