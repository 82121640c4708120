"""From evidence to MATCH, REVIEW or NO: people first, prints next, then the score (G1 to G8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import weights
from .cautions import NO_MATCH_ON_NAME, cautions
from .claim import ANYONE, Claim, Comparison, Flag, Result
from .compare_births import AGAINST_LEVELS, KEYED_FAR_LEVELS, a_generation_apart
from .compare_circumstances import are_relatives
from .prepared_names import is_organisation
from .twins import possible_twins

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Findings


def decide(found: Findings) -> Comparison:
    """Return the first verdict that applies, with every reason for it."""
    for rule in _IN_ORDER:
        if verdict := rule(found):
            return _flag_restricted(found, verdict)
    return _flag_restricted(found, by_score(found))


def _say(
    found: Findings,
    result: Result,
    *said: str,
    score: float | None = None,
    flag: Flag | None = None,
) -> Comparison:
    return Comparison(
        result=result,
        score=found.score if score is None else score,
        scores=found.scores,
        reasons=(*said, *found.reasons),
        flags=frozenset({flag} if flag else ()),
    )


def by_human(found: Findings) -> Comparison | None:
    """A person's judgement outranks any score; two that contradict go to a person (G5, G6)."""
    a, b = found.a.claim, found.b.claim
    same = _judged(a.same_as, b) or _judged(b.same_as, a)
    apart = _judged(a.not_same_as, b) or _judged(b.not_same_as, a)
    if same and apart:
        said = "People have judged these both the same and not the same (G6)."
        return _say(found, Result.REVIEW, said, flag=Flag.NEEDS_ATTENTION)
    if apart:
        return _say(found, Result.NO, "A person has judged these to be two people (G5).")
    if same:
        return _say(found, Result.MATCH, "A person has judged these to be the same (G5).")
    return None


def _judged(named: frozenset[str], other: Claim) -> bool:
    return ANYONE in named or (bool(other.ref) and other.ref in named)


def not_a_person(found: Findings) -> Comparison | None:
    """Organisations are never people (M10); clear them through the quality queue."""
    for side in (found.a.claim, found.b.claim):
        if side.organisation or is_organisation(side.names):
            said = "One of these is an organisation, not a person (M10, NV-06)."
            return _say(found, Result.NO, said, flag=Flag.NOT_A_PERSON)
    return None


def relatives(found: Findings) -> Comparison | None:
    """Whoever is another's parent, child, brother, sister or partner is another person."""
    if not are_relatives(found.a, found.b):
        return None
    return _say(found, Result.NO, "One is recorded as a relative of the other.")


def nothing_to_compare(found: Findings) -> Comparison | None:
    """A description may suggest, but never matches (G8, M4)."""
    nameless = not found.a.names or not found.b.names
    numbers = found.identifiers.weight > 0 or found.identifiers.suspect
    if not nameless or numbers or found.shares_contact:
        return None
    said = "One has no name and no number in common; a description never matches (G8)."
    return _say(found, Result.NO, said)


def prints_conflict(found: Findings) -> Comparison | None:
    """Two different fingerprint-backed numbers are never joined automatically (G7)."""
    if not found.identifiers.prints_differ:
        return None
    alike = found.identifiers.prints_agree or found.score >= weights.REVIEW_FROM
    said = "Two different valid fingerprint-backed numbers: check with the national records (G7)."
    result = Result.REVIEW if alike and not _twins(found) else Result.NO
    score = weights.TWIN_SCORE if _twins(found) else None
    return _say(found, result, said, score=score, flag=Flag.IDENTIFIER_CONFLICT)


def prints_agree(found: Findings) -> Comparison | None:
    """Fingerprints beat declared names and dates; say when the particulars were false (8.6)."""
    if not found.identifiers.prints_agree:
        return None
    false = found.names.forename.level == "none" or found.birth.level in AGAINST_LEVELS
    if not false:
        return _say(found, Result.MATCH, "The same fingerprint-backed number joins these.")
    said = "The same fingerprint-backed number joins these, though particulars differ: false ones?"
    return _say(found, Result.MATCH, said, flag=Flag.FALSE_PARTICULARS)


def twins(found: Findings) -> Comparison | None:
    """Possible twins are set very low and never joined automatically (8.5)."""
    if not _twins(found):
        return None
    result = Result.REVIEW if found.shares_own_number else Result.NO
    said = "Possible twins: same surname, birth and place, but different first names (8.5)."
    return _say(found, result, said, score=weights.TWIN_SCORE, flag=Flag.POSSIBLE_TWINS)


def _twins(found: Findings) -> bool:
    return possible_twins(found.a, found.b, found.identifiers)


def generations(found: Findings) -> Comparison | None:
    """Same name, more than twelve years apart: a parent and child unless a number says no (8.6)."""
    apart = a_generation_apart(found.a.births, found.b.births, found.today)
    slip = found.birth.level in KEYED_FAR_LEVELS
    if not apart or (slip and found.address.weight <= 0):
        return None
    doubt = found.shares_own_number or (slip and found.shares_contact)
    result = Result.REVIEW if doubt else Result.NO
    said = "More than twelve years apart in age: different people, such as parent and child."
    return _say(found, result, said)


_IN_ORDER: tuple[Callable[[Findings], Comparison | None], ...] = (
    by_human,
    not_a_person,
    relatives,
    nothing_to_compare,
    prints_conflict,
    prints_agree,
    twins,
    generations,
)


def by_score(found: Findings) -> Comparison:
    """Judge by the score, held back by every caution and held up by a shared number."""
    if found.score >= weights.JOIN_AT:
        held = cautions(found)
        return _say(found, Result.REVIEW if held else Result.MATCH, *held)
    if found.score >= weights.REVIEW_FROM:
        return _say(found, Result.REVIEW, *([NO_MATCH_ON_NAME] if found.only_a_name else []))
    if floor := _held_up(found):
        return _say(found, Result.REVIEW, floor)
    return _say(found, Result.NO, "Too little agrees.")


def _held_up(found: Findings) -> str:
    """Say why a weak score still deserves a person's eye."""
    if found.shares_own_number:
        return "They share a number that should be one person's own; a person must say whose."
    if found.names.weight >= 0 and (found.identifiers.near_miss or found.identifiers.suspect):
        return "No name disagrees, and a doubtful number is shared or nearly so."
    return ""


def _flag_restricted(found: Findings, verdict: Comparison) -> Comparison:
    """Mark a pair whose joining must not reveal a protected person's details (L5, 8.6)."""
    flags = set(verdict.flags)
    reasons = list(verdict.reasons)
    if found.identifiers.suspect:
        flags.add(Flag.IDENTIFIER_SUSPECT)
    if found.a.claim.restricted or found.b.claim.restricted:
        flags.add(Flag.RESTRICTED)
        reasons.append("One record is restricted: only the restricted unit may act on this (L5).")
    return replace(verdict, flags=frozenset(flags), reasons=tuple(dict.fromkeys(reasons)))
