"""The statements that fetch whom a search by name may mean, the surest first.

The first goes down steps and stops as soon as enough people are met: a combination of what was
typed (name with birth, place or number); every word as typed; other forms and slips of the words.
Only where it met few, and nobody of this very name and birth, a second goes on: all words but
some, and first letters. Where a birth was typed, steps are taken within its years first. Every
step asks for pairs of names, which few people share, and looks at a bounded number of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any, NamedTuple
from uuid import UUID

from bluelamp.nominals.panels import KnownPerson, comparison_tokens
from bluelamp.nominals.selectors import span_of

from .kept_names import NAMES_OF, name_claim, parts_of
from .matching import PartialDate, Prepared, own_keys, pair_keys, query_keys, year_keys
from .plans import array_of, rows_by_index
from .vocabulary import ANY_ADDED, Word

MOST_MET = 300  # of one step
MOST_SEEN = 1_000  # of one step, among whom those are chosen
# Combinations share numbers by chance, so not everybody met by one counts.
MOST_COMBINED = 100
MOST_ELSEWHEN = 20  # of the very name but another birth
# With so many met at surer steps, less sure ones are left out, and the least sure.
ENOUGH, FEW = 60, 10
# Of so many every name is read; those after them whose current name is typed are told by it.
MOST_NAMES_READ = 40
_NOBODY = 10**9  # bearers: a word that nobody bears cannot stand alone
LONGEST_SPAN = 10  # years of birth, beyond which they narrow nothing

_COUNT = "(SELECT count(*) FROM {})"
_ASKED = "keys && %s::integer[]"
_STEP = """{name} AS MATERIALIZED (
    SELECT * FROM (
        SELECT entry_id, known_as, sex, born_from, born_to, birth_quality, {step} AS step,
            {order} AS fit, cardinality(keys) AS many
        FROM nominals_person WHERE {answers}{gate} LIMIT {seen}
    ) AS seen ORDER BY fit DESC, many, entry_id LIMIT {most}
)"""
_ALL = """WITH {steps} SELECT entry_id, born_from, born_to, birth_quality, step,
    CASE WHEN row_number() OVER () > {read} AND known_as ILIKE ALL (%s::text[])
    THEN ARRAY[known_as] ELSE {names} END, sex,
    coalesce((SELECT golden_id FROM nominals_clustermember WHERE person_id = entry_id), entry_id),
    {added} FROM ({union}) AS met"""
_NAMES = NAMES_OF.format(person="met.entry_id")
_SHARED = "(SELECT count(*) FROM unnest(keys) AS own(key) WHERE key = ANY (%s::integer[]))"

# The step of combinations, and that of every word as typed.
COMBINED, EXACT = 0, 1

# Each key set of a way is asked for; whoever answers all of them answers the way.
Way = Sequence[frozenset[int]]


class Met(NamedTuple):
    """Somebody who may be meant, with what is needed to tell how well they fit at first sight.

    ``step`` is the number of the step that met them: ``EXACT`` or a later one, or ``COMBINED``
    where only a combination did. ``names`` are the tokens of whole names, ``said`` what is kept of
    each: the whole name, its type, the order of its parts, and the parts. ``stands_for`` is the
    record that stands for the person, ``added`` whether names may have been added to the index
    that the words were not compared with.
    """

    key: UUID
    born: PartialDate | None
    sex: str
    step: int
    shares_combination: bool
    names: tuple[tuple[str, ...], ...]
    said: tuple[list[str], ...]
    stands_for: UUID
    added: bool

    def facts(self) -> KnownPerson:
        """Return names, sex and birth as matching compares them."""
        names = tuple(name_claim(*each) for each in self.said)
        return KnownPerson(names, self.sex, self.born, key=str(self.key))


@dataclass
class _Statement:
    """Steps of a statement in order, with their values; some people may be met already."""

    typed: str
    since: int
    met_before: int = 0
    steps_before: int = 0
    steps: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)

    def add_combined(self, keys: frozenset[int], besides: frozenset[int]) -> None:
        """Add the step of combinations, where some are met by chance, so that none counts.

        Who shares one must share one of the keys ``besides``, if there are any.
        """
        ways = [keys, besides] if besides else [keys]
        self.values += [array_of(each) for each in (keys, *ways)]
        self._add(COMBINED, _SHARED, " AND ".join([_ASKED] * len(ways)), "", MOST_COMBINED)

    def add(
        self,
        way: Way,
        order: Sequence[frozenset[int]],
        enough: int | None = None,
        by: int | None = None,
        most: int = MOST_MET,
    ) -> None:
        """Add a step, taken where fewer than ``enough`` people were met before.

        Only those met in the first ``by`` steps count, where that is told. Who bears more of the
        words exactly comes first, and then who bears fewer others.
        """
        if not all(way):
            return
        self.values += [array_of(keys) for keys in (*order, *way)]
        gate = ""
        if self.counted and enough is not None:
            counted = " + ".join(map(_COUNT.format, self.counted[:by]))
            gate = f" AND {counted} < {enough - self.met_before}"
        fit = " + ".join(["(keys && %s::integer[])::integer"] * len(order)) or "0"
        self.counted.append(f"s{len(self.steps)}")
        self._add(
            self.steps_before + len(self.counted),
            fit,
            " AND ".join([_ASKED] * len(way)),
            gate,
            MOST_MET,
        )

    def _add(self, step: int, order: str, answers: str, gate: str, most: int) -> None:
        self.steps.append(
            _STEP.format(
                name=f"s{len(self.steps)}",
                step=step,
                order=order,
                answers=answers,
                gate=gate,
                seen=MOST_SEEN,
                most=most,
            )
        )

    def run(self) -> list[Met]:
        """Return whom the steps met, each once: one statement, or none without steps."""
        if not self.steps:
            return []
        union = " UNION ALL ".join(f"TABLE s{place}" for place in range(len(self.steps)))
        text = _ALL.format(
            steps=", ".join(self.steps),
            union=union,
            names=_NAMES,
            read=MOST_NAMES_READ,
            added=ANY_ADDED.format(since=self.since),
        )
        return _each_once(rows_by_index(text, [*self.values, self.typed]))


def _each_once(rows: Sequence[Sequence[Any]]) -> list[Met]:
    """Return whom rows tell of by the surest step of each, in the order of steps."""
    met: dict[UUID, Met] = {}
    for key, first, last, quality, step, names, sex, *further in rows:
        before = met.get(key)
        if before is None:
            said = tuple(map(parts_of, names))
            tokens = tuple([comparison_tokens(name[0]) for name in said])
            born = span_of(first, last, quality)
            met[key] = Met(key, born, sex, step, step == COMBINED, tokens, said, *further)
        elif step == COMBINED:
            met[key] = before._replace(shares_combination=True)
        elif before.step == COMBINED:
            met[key] = before._replace(step=step)
    return list(met.values())


def people_met(words: list[Word], asked: Prepared, since: int) -> list[Met]:
    """Return who may be meant: one statement, or two.

    ``since`` is the transaction from which on names may have been added that ``words`` do not know.
    """
    typed = array_of(f"%{word.token}%" for word in words if word.token.isalnum())
    statement = _Statement(typed, since)
    years = _years(asked)
    if _more_than_names(asked) and (whole := query_keys(asked)):
        # A year of birth, a name or a number of one's own tells those apart who share by chance.
        besides = own_keys(asked).union(years, *(word.named for word in words))
        statement.add_combined(whole, besides)
    within = [years] if years else []
    if len(words) == 1:
        _add_steps_of_one(statement, words[0], within)
    elif words:
        _add_steps(statement, words, within)
    met = statement.run()
    # Of those dated, the last step met who bears the name but was born at another time.
    last = len(statement.counted) - bool(within)
    surely = [each for each in met if COMBINED < each.step <= last]
    if len(words) < 2 or (len(surely) >= FEW and not within) or _any_exactly(surely, asked):
        return met
    further = _Statement(typed, since, len(surely), len(statement.counted))
    _add_less_sure_steps(further, words, within)
    known = {each.key for each in met}
    return met + [each for each in further.run() if each.key not in known]


def _any_exactly(named: Iterable[Met], asked: Prepared) -> bool:
    """Tell whether anybody bears every word as typed and was born when it was said.

    That leaves no room for guesses such as a mere first letter.
    """
    return any(
        met.step == EXACT and met.born and met.born.overlaps(each)
        for met in named
        for each in asked.births
    )


def _more_than_names(asked: Prepared) -> bool:
    """Tell whether there are combinations that say more than the words themselves."""
    return bool(asked.births or asked.identifiers or asked.phones or asked.emails or asked.places)


def _years(asked: Prepared) -> frozenset[int]:
    spans = [(each.earliest.year, each.latest.year) for each in asked.births]
    told = (year_keys(*span) for span in spans if span[1] - span[0] <= LONGEST_SPAN)
    return frozenset().union(*told)


def _add_steps_of_one(statement: _Statement, word: Word, within: list[frozenset[int]]) -> None:
    statement.add([word.own, *within], [word.own])
    statement.add([word.named, *within], [word.own], ENOUGH)
    statement.add([word.loose, *within], [word.named], ENOUGH)
    if within:
        statement.add([word.loose], [word.named], FEW)


def _add_steps(statement: _Statement, words: list[Word], within: list[frozenset[int]]) -> None:
    """Add the steps of several words, from every one as typed to forms and slips of them."""
    own = [word.own for word in words]
    exact = [pair_keys(one.forms, other.forms) for one, other in pairwise(words)]
    statement.add([*exact, *own, *within], own)
    for word in words:
        statement.add([*_one_inexact(words, word), *within], own, ENOUGH, by=1)
    surely = len(statement.counted)
    statement.add([*exact, *within], own, ENOUGH)
    if within:
        statement.add([*exact, *own], own, FEW, most=MOST_ELSEWHEN)
    else:
        # Who only sounds alike is no reason to leave out whom two slips may mean.
        statement.add(_all_loosely(words), own, ENOUGH, by=surely)


def _add_less_sure_steps(
    statement: _Statement, words: list[Word], within: list[frozenset[int]]
) -> None:
    """Add the steps down to a single word, each taken only while few are met."""
    own = [word.own for word in words]
    if within:
        statement.add([*_all_loosely(words), *within], own)
    if len(words) > 2:
        statement.add([_any_pair(words), *within], own, FEW)
    starts = frozenset().union(*(_by_start(*pair) for pair in pairwise(words)))
    if within:
        statement.add([starts, *within], own, FEW)
        rarest = min(words, key=lambda word: word.bearers or _NOBODY)
        statement.add([rarest.named, *within], own, FEW)
        statement.add([_any_pair(words)], own, FEW)
    statement.add([starts], own, FEW)
    for one, other in combinations(words, 2):
        if one.forms & other.forms:  # two spellings of one name, perhaps, of which each has one
            statement.add([one.named | other.named, *within], own, FEW)


def _one_inexact(words: list[Word], inexact: Word) -> Way:
    """Return the way in which every word but one is as typed, and that one may hold slips."""
    pairs = [
        pair_keys(inexact.far_forms, (one if other is inexact else other).sound)
        for one, other in pairwise(words)
        if inexact in (one, other)
    ]
    return [*(word.own for word in words if word is not inexact), *pairs]


def _all_loosely(words: list[Word]) -> Way:
    return [_loosely(*pair) for pair in pairwise(words)]


def _loosely(one: Word, other: Word) -> frozenset[int]:
    """Return the pairs in which both words may hold a slip, or one of them two."""
    return pair_keys(one.close_forms, other.close_forms).union(
        pair_keys(one.far_forms, other.forms), pair_keys(one.forms, other.far_forms)
    )


def _any_pair(words: list[Word]) -> frozenset[int]:
    return frozenset().union(*(_loosely(*pair) for pair in combinations(words, 2)))


def _by_start(one: Word, other: Word) -> frozenset[int]:
    """Return the pairs in which one word has only its first letter in common."""
    return pair_keys(one.start_forms, other.forms) | pair_keys(one.forms, other.start_forms)
