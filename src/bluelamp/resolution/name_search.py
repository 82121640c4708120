"""Finding people by words typed in a search box: slips, short names, parts and any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from uuid import UUID

from bluelamp.core.time import day_of, now
from bluelamp.nominals.panels import Finding, KnownPerson, Sameness, comparison_tokens
from bluelamp.nominals.selectors import known_people

from .claims import claim_of
from .matching import Name, Prepared, prepare, query_keys
from .matching.findings import find
from .plans import people_by_index
from .vocabulary import SHORTEST_BEGINNING, Vocabulary

MOST_WEIGHED = 300
MOST_WORDS = 6
# Bits for a word on record as typed (names such as Singh count for nothing in the engine), and
# against a name of which only a part was typed.
SAME_WORD = 3.0
SAME_TITLE = 7.0
ONLY_BEGUN = 4.0
_ONE_WORD = "keys && %s::integer[]"
_IN_ORDER = """
    SELECT entry_id FROM nominals_person WHERE {answers}
    ORDER BY (SELECT count(*) FROM unnest(keys) AS own(key) WHERE key = ANY (%s)) DESC, entry_id
    LIMIT %s
"""


class NameSearch:
    """Search by name, with the vocabulary of names that are in the index."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()

    def find(self, words: str, facts: KnownPerson, others: Sequence[UUID]) -> list[Finding]:
        """Return whom the words and facts find, the best first: at most four statements."""
        typed = list(comparison_tokens(words))[:MOST_WORDS]
        name = Name(full=" ".join(typed))
        asked = prepare(replace(claim_of(facts), names=(name,) if typed else ()))
        names = self.vocabulary.read() if typed else self.vocabulary
        keys = [names.keys_like(word) for word in typed]
        people = people_answering(keys, query_keys(asked))
        return _weigh(asked, typed, [*people, *others])


def people_answering(words: list[frozenset[int]], whole: frozenset[int]) -> list[UUID]:
    """Return who answers the words (of three or more, all but one) or the whole: two statements."""
    groups = list(combinations(words, max(len(words) - 1, 1))) if len(words) > 2 else [tuple(words)]
    answers = [" AND ".join(_ONE_WORD for _ in group) for group in groups if group]
    asked = [sorted(word) for group in groups for word in group]
    if whole:
        answers.append(_ONE_WORD)
        asked.append(sorted(whole))
    if not answers:
        return []
    every = sorted(whole.union(*words))
    statement = _IN_ORDER.format(answers=" OR ".join(f"({each})" for each in answers))
    return people_by_index(statement, [*asked, every, MOST_WEIGHED])


def _weigh(asked: Prepared, typed: list[str], people: list[UUID]) -> list[Finding]:
    """Return the people by how well they fit what was typed: one statement."""
    today = day_of(now())
    found = [
        _finding(key, asked, typed, prepare(claim_of(facts), today=today), today)
        for key, facts in known_people(people).items()
    ]
    return sorted(found, key=lambda each: (-each.score, each.person_id))


def _finding(key: UUID, asked: Prepared, typed: list[str], known: Prepared, today: date) -> Finding:
    """Weigh one person; a part of a name that was typed is taken as the whole name it begins."""
    titles = {token for name in known.names for token in name.titles}
    own = titles.union(*(name.all_tokens for name in known.names))
    meant = [_meant(token, own) for token in typed]
    plain = [token for token in meant if token not in titles]
    if plain != typed:
        names = (Name(full=" ".join(plain)),) if plain else ()
        asked = prepare(replace(asked.claim, names=names))
    evidence = find(asked, known, today)
    pairs = zip(typed, meant, strict=True)
    begun = [f"{part} begins {token}." for part, token in pairs if part != token]
    borne = [f"The name {token} is the same." for token in typed if token in titles]
    worth = SAME_WORD * len(own.intersection(typed) - titles) + SAME_TITLE * len(borne)
    score = round(evidence.score + worth - ONLY_BEGUN * len(begun), 1)
    return Finding(key, Sameness.REVIEW, score, (*begun, *borne, *evidence.reasons))


def _meant(token: str, own: set[str]) -> str:
    """Return the one name of a person that a part of a name begins, or the part."""
    if token in own or len(token) < SHORTEST_BEGINNING:
        return token
    return min((name for name in own if name.startswith(token)), default=token)
