"""Finding people by words typed in a search box: slips, short names, parts and any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bluelamp.core.time import LONDON, now
from bluelamp.nominals.panels import Finding, KnownPerson, Sameness, comparison_tokens
from bluelamp.nominals.selectors import known_people, span_of

from .claims import claim_of
from .matching import Name, Prepared, prepare, weights
from .matching.closeness import Typed
from .matching.compare_births import birth_level
from .matching.findings import Findings, find
from .name_statement import Met, people_met
from .vocabulary import Vocabulary, Word

MOST_WEIGHED = 30
MOST_WORDS = 6
SHARES_A_COMBINATION = 4.0  # bits: name with birth, place or number, before either is compared
_SURE = frozenset({"equal", "particle", "gendered"})


class NameSearch:
    """Search by name, with the vocabulary of names that are in the index."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()

    def find(self, words: str, facts: KnownPerson, others: Sequence[UUID]) -> list[Finding]:
        """Return whom the words and facts find, the best first: at most three statements."""
        today = now().astimezone(LONDON).date()
        typed = [word for word in words.split() if comparison_tokens(word)][:MOST_WORDS]
        name = Name(full=" ".join(typed))
        asked = prepare(replace(claim_of(facts), names=(name,) if typed else ()))
        read = self.vocabulary.read().words(" ".join(typed))[:MOST_WORDS] if typed else []
        closeness = Typed([(word.token, word.rarity) for word in read])
        people = _nearest(asked, read, closeness, today)
        return _weigh(asked, closeness, [*people, *others], today)


def _nearest(asked: Prepared, words: list[Word], closeness: Typed, today: date) -> list[UUID]:
    """Return the people worth comparing in full, the nearest first: one statement."""
    met = people_met(words, asked)
    scored = {each.key: _at_first_sight(each, asked, closeness, today) for each in met}
    return sorted(scored, key=lambda key: (-scored[key], key))[:MOST_WEIGHED]


def _at_first_sight(met: Met, asked: Prepared, closeness: Typed, today: date) -> float:
    """Return how well somebody fits by names and birth alone, which is quick to tell."""
    score = closeness.lost([comparison_tokens(name) for name in met.names])
    score += SHARES_A_COMBINATION if met.shares_combination else 0.0
    born = span_of(met.born_from, met.born_to, met.birth_quality)
    if born is None or born.is_null:
        return score
    levels = [birth_level(each, born, today) for each in asked.births]
    return score + max((weights.BIRTH[level] for level in levels), default=0.0)


def _weigh(asked: Prepared, closeness: Typed, people: list[UUID], today: date) -> list[Finding]:
    """Return the people by how well they fit what was typed: one statement."""
    found = []
    for key, facts in known_people(people).items():
        names = [comparison_tokens(name.verbatim) for name in facts.names]
        evidence = find(asked, prepare(claim_of(_comparable(facts, asked)), today=today), today)
        score = evidence.score + _of_names(evidence, closeness.lost(names))
        found.append(Finding(key, Sameness.REVIEW, round(score, 1), evidence.reasons))
    return sorted(found, key=lambda each: (-each.score, each.person_id))


def _of_names(evidence: Findings, lost: float) -> float:
    """Return what names add in place of their weight as evidence: rarity says nothing here."""
    if {evidence.names.forename.level, evidence.names.surname.level} <= _SURE:
        lost = max(lost, -1.0)
    return lost - round(evidence.names.weight, 1)


def _comparable(facts: KnownPerson, asked: Prepared) -> KnownPerson:
    """Return the facts without the numbers that a search by name cannot compare."""
    if asked.identifiers or asked.invalid or asked.phones or asked.emails:
        return facts
    return replace(facts, identifiers=())
