"""How close a recorded name is to the words typed into a search box, in bits lost.

What counts is how likely the words would be typed by somebody who means this person: nothing is
lost for a name as recorded, a little for a short form or a slip, much for a word that the person
does not bear at all, and most where that word is rare. How common a recorded name is makes no
difference: its bearers are equally likely to be sought. Set by judgement, not learnt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from .keys import named_keys, sound_keys

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


class Typed:
    """The words typed, with how rare each is in bits; remembers every name it has met."""

    def __init__(self, words: Sequence[tuple[str, float]]) -> None:
        self._words = words
        self._met: dict[str, tuple[float, ...]] = {}

    def lost(self, names: Sequence[Sequence[str]]) -> float:
        """Return the bits lost between these words and a person's names, each as tokens.

        Words may stand in any of the names: a nickname beside the family name of another.
        """
        if not self._words or not names:
            return 0.0
        every = dict.fromkeys(token for name in names for token in name)
        used: set[str] = set()
        total = 0.0
        for place, (_, rarity) in enumerate(self._words):
            best, answer = NOT_BORNE - rarity, ""
            for token in every:
                if token not in used and (loss := self._loss(token)[place]) > best:
                    best, answer = loss, token
            used.add(answer)
            total += best
        return total + self._left_over(names, used) + self._order(names[0])

    def _left_over(self, names: Sequence[Sequence[str]], used: Collection[str]) -> float:
        return LEFT_OVER * min(sum(token not in used for token in name) for name in names)

    def _order(self, current: Sequence[str]) -> float:
        return IN_ORDER if current and self._words[0][0] == current[0] else 0.0

    def _loss(self, token: str) -> tuple[float, ...]:
        found = self._met.get(token)
        if found is None:
            found = tuple(loss(word, token, rarity) for word, rarity in self._words)
            self._met[token] = found
        return found


def loss(word: str, token: str, rarity: float) -> float:
    """Return the bits lost when somebody who means ``token`` types ``word``."""
    if word == token:
        return 0.0
    ways = [NOT_BORNE - rarity + (SAME_START if word[0] == token[0] else 0.0)]
    if named_keys(word) & named_keys(token):
        ways.append(OTHER_FORM)
    if len(word) == 1 or len(token) == 1:
        ways.append(INITIAL if word[0] == token[0] else ways[0])
        return max(ways)
    if len(word) > 2 and token.startswith(word):
        ways.append(BEGINNING + LETTER_LEFT_OUT * (len(token) - len(word)))
    distance = OSA.distance(word, token, score_cutoff=2)
    shorter = min(len(word), len(token))
    if distance == 1 and shorter > 2:
        ways.append(ONE_SLIP)
    if distance == 2 and shorter > 4:
        ways.append(TWO_SLIPS)
    if sound_keys(word) & sound_keys(token):
        ways.append(SOUNDS_ALIKE)
    return max(ways)
