"""How close a recorded name is to the words typed into a search box, in bits lost.

What counts is how likely the words would be typed by somebody who means this person: nothing is
lost for a name as recorded, a little for a short form or a slip, much for a word that the person
does not bear at all, and most where that word is rare. How common a recorded name is makes no
difference: its bearers are equally likely to be sought. Set by judgement, not learnt.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from .keys import named_keys, sound_keys
from .tokens import other_form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

OTHER_FORM = -1.5  # a short form, a formal name or another spelling
BEGINNING = -2.0  # and a little for every letter left out
LETTER_LEFT_OUT = -0.1
ONE_SLIP, TWO_SLIPS = -3.0, -6.0
SOUNDS_ALIKE = -4.0
INITIAL = -3.0
NOT_BORNE = -3.0  # and the rarity of the word
SAME_START = 2.0  # of a word that is not borne: many short forms keep only the first letter
LEFT_OVER = -0.6  # a recorded name that was not typed
IN_ORDER = 0.3

# What is lost between a word and a name, and the sentence that says how they agree.
Loss = tuple[float, str]
_NOT_ANSWERED: Loss = (0.0, "")


class Typed:
    """The words typed, with how rare each is in bits; remembers every name it has met."""

    def __init__(self, words: Sequence[tuple[str, float]]) -> None:
        self._words = words
        self._met: list[dict[str, Loss]] = [{} for _ in words]
        self._answered: dict[tuple[Sequence[str], ...], tuple[float, list[Loss]]] = {}

    def lost(self, names: Sequence[Sequence[str]]) -> float:
        """Return the bits lost between these words and a person's names, each as tokens.

        Words may stand in any of the names: a nickname beside the family name of another.
        """
        if not self._words or not names:
            return 0.0
        return self._answers(names)[0]

    def said(self, names: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return in sentences how each word agrees with a person's names."""
        return tuple(said for _, said in self._answers(names)[1] if said) if names else ()

    def _answers(self, names: Sequence[Sequence[str]]) -> tuple[float, list[Loss]]:
        """Return what is lost in all, and how each word is answered best; remembered."""
        known = tuple(names)
        answered = self._answered.get(known)
        if answered is None:
            found, used = self._answer(known)
            lost = sum([each[0] for each in found])
            total = lost + self._left_over(known, used) + self._order(known[0])
            answered = self._answered[known] = total, found
        return answered

    def _answer(self, names: Sequence[Sequence[str]]) -> tuple[list[Loss], set[str]]:
        """Return how each word is answered best, and the names that do; each name does once."""
        every = list(dict.fromkeys(chain.from_iterable(names)))
        left = every.copy()
        for name in names:
            left += _again(name)
        found: list[Loss] = [_NOT_ANSWERED] * len(self._words)
        # A name as recorded is not given to a word that is only like it.
        for place, (word, _) in enumerate(self._words):
            if word in left:
                left.remove(word)
                found[place] = _exactly(word)
        for place, (_, rarity) in enumerate(self._words):
            if found[place] is _NOT_ANSWERED:
                found[place], token = self._best(place, left, (NOT_BORNE - rarity, ""))
                if token:
                    left.remove(token)
        return found, set(every).difference(left)

    def _best(self, place: int, tokens: Sequence[str], least: Loss) -> tuple[Loss, str]:
        """Return the least that is lost between a word and one of these names, and which."""
        known = self._met[place]
        best, answer = least, ""
        for token in tokens:
            met = known.get(token)
            if met is None:
                met = known[token] = loss(self._words[place][0], token, self._words[place][1])
            if met[0] > best[0]:
                best, answer = met, token
        return best, answer

    def _left_over(self, names: Sequence[Sequence[str]], used: Collection[str]) -> float:
        return LEFT_OVER * min([len([1 for token in name if token not in used]) for name in names])

    def _order(self, current: Sequence[str]) -> float:
        in_order = current and self._words and self._words[0][0] == current[0]
        return IN_ORDER if in_order else 0.0


def _again(name: Sequence[str]) -> list[str]:
    """Return the tokens of a name that stand in it before: Abraham Amanuel Abraham."""
    if len(set(name)) == len(name):
        return []
    return [token for place, token in enumerate(name) if token in name[:place]]


def _exactly(word: str) -> Loss:
    return 0.0, f"The name {word} is the same."


def loss(word: str, token: str, rarity: float) -> Loss:
    """Return the bits lost when somebody who means ``token`` types ``word``, and how they agree."""
    if word == token:
        return _exactly(word)
    same_letter = word[0] == token[0]
    ways = [(NOT_BORNE - rarity + (SAME_START if same_letter else 0.0), "")]
    if named_keys(word) & named_keys(token) or other_form(word, token):
        ways.append((OTHER_FORM, f"{word} is another form of {token}."))
    if len(word) == 1 or len(token) == 1:
        if same_letter:
            ways.append((INITIAL, f"{word} and {token} agree only by an initial."))
        return max(ways)
    if len(word) > 2 and token.startswith(word):
        left_out = LETTER_LEFT_OUT * (len(token) - len(word))
        ways.append((BEGINNING + left_out, f"{word} begins {token}."))
    if slips := _slips(word, token):
        ways.append((slips, f"{word} is nearly {token}."))
    if sound_keys(word) & sound_keys(token):
        ways.append((SOUNDS_ALIKE, f"{word} sounds like {token}."))
    return max(ways)


def _slips(word: str, token: str) -> float:
    """Return what one or two slips lose, 0 where the names are further apart or too short."""
    distance = OSA.distance(word, token, score_cutoff=2)
    shorter = min(len(word), len(token))
    if distance == 1 and shorter > 2:
        return ONE_SLIP
    return TWO_SLIPS if distance == 2 and shorter > 4 else 0.0
