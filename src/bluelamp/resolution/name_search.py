"""Finding people by words typed in a search box: slips, short names, parts and any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bluelamp.core.time import day_of, now
from bluelamp.nominals.panels import Finding, KnownPerson, Sameness, comparison_tokens
from bluelamp.nominals.selectors import known_people, named_people

from .claims import claim_of
from .matching import Name, Prepared, prepare, weights
from .matching.closeness import Typed
from .matching.compare_births import birth_level
from .matching.findings import find
from .name_statement import Met, people_met
from .vocabulary import Vocabulary, Word

# The most people compared in full; those after them are told by names and birth alone.
MOST_WEIGHED = 12
MOST_FOUND = 300
MOST_WORDS = 6
SHARES_A_COMBINATION = 4.0  # bits: name with birth, place or number, before either is compared


class NameSearch:
    """Search by name, with the vocabulary of names that are in the index."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()

    def find(self, words: str, facts: KnownPerson, others: Sequence[UUID]) -> list[Finding]:
        """Return whom the words and facts find, the best first: at most four statements."""
        today = day_of(now())
        name = Name(full=words)
        asked = prepare(replace(claim_of(facts), names=(name,) if words else ()))
        tokens = comparison_tokens(words)[:MOST_WORDS]
        read, met = self._met(tokens, asked)
        typed = Typed([(word.token, word.rarity) for word in read])
        # Keys as whole numbers: those of the standard library compare ten times as slowly.
        seen = sorted(
            (-_at_first_sight(each, asked, typed, today), each.key.int, each) for each in met
        )
        nearest = [each for *_, each in seen[:MOST_WEIGHED]]
        weighed = _weigh(asked, typed, _comparable(nearest, others, asked), today)
        stands_for = {each.key: each.stands_for for each in nearest}
        first = [replace(each, stands_for=stands_for.get(each.person_id)) for each in weighed]
        rest = [(-sight, each) for sight, _, each in seen[MOST_WEIGHED:MOST_FOUND]]
        return first + _by_sight_alone(rest, first, typed)

    def _met(self, tokens: Sequence[str], asked: Prepared) -> tuple[list[Word], list[Met]]:
        """Return the words read, and whom they find; once more where names came in meanwhile."""
        names = self.vocabulary.as_last_read()
        # First the edition, last the words: another thread may read on in between.
        edition, since, read = names.edition, names.since, names.words(tokens)
        met = people_met(_telling(read, asked), asked, since)
        if tokens and (not met or met[0].added) and names.read().edition != edition:
            since, read = names.since, names.words(tokens)
            met = people_met(_telling(read, asked), asked, since)
        return read, met


def _telling(words: list[Word], asked: Prepared) -> list[Word]:
    """Return the words that people are found by, each once: particles are not, unless alone."""
    known = {t for name in asked.names for t in (*name.all_tokens, *name.titles)}
    return list({word.token: word for word in words if word.token in known}.values())


def _at_first_sight(met: Met, asked: Prepared, typed: Typed, today: date) -> float:
    """Return how well somebody fits by names and birth alone, which is quick to tell."""
    score = typed.lost(met.names)
    score += SHARES_A_COMBINATION if met.shares_combination else 0.0
    if not asked.births or met.born is None or met.born.is_null:
        return score
    levels = [birth_level(each, met.born, today) for each in asked.births]
    return score + max((weights.BIRTH[level] for level in levels), default=0.0)


def _weigh(
    asked: Prepared, typed: Typed, people: Mapping[UUID, KnownPerson], today: date
) -> list[Finding]:
    """Return the people by how well they fit what was typed."""
    found = []
    # What was typed says how close a name is; how rare it is says nothing here.
    rest = replace(asked, names=())
    for key, facts in people.items():
        names = [comparison_tokens(name.verbatim) for name in facts.names]
        evidence = find(rest, prepare(claim_of(replace(facts, names=())), today=today), today)
        score = evidence.score + typed.lost(names)
        reasons = tuple(dict.fromkeys((*typed.said(names), *evidence.reasons)))
        found.append(Finding(key, Sameness.REVIEW, round(score, 1), reasons))
    return sorted(found, key=lambda each: (-each.score, each.person_id))


def _comparable(
    met: Sequence[Met], others: Sequence[UUID], asked: Prepared
) -> Mapping[UUID, KnownPerson]:
    """Return the facts of people that can be compared with what was asked: one statement.

    Or none, where no more was asked than names and birth, which are known of those met.
    """
    people = [*(each.key for each in met), *others]
    if asked.identifiers or asked.invalid or asked.phones or asked.emails:
        return known_people(people)
    if not asked.places:
        return {each.key: each.facts() for each in met} | named_people(others)
    return {key: replace(facts, identifiers=()) for key, facts in known_people(people).items()}


def _by_sight_alone(
    rest: list[tuple[float, Met]], before: list[Finding], typed: Typed
) -> list[Finding]:
    """Return people not compared in full by what was told at first sight, never above others."""
    done = {each.person_id for each in before}
    least = before[-1].score if before else 0.0
    return [
        Finding(
            each.key,
            Sameness.REVIEW,
            round(min(least, sight), 1),
            typed.said(each.names),
            each.stands_for,
        )
        for sight, each in rest
        if each.key not in done
    ]
