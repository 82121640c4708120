"""Learn what agreements weigh: python -m benchmarks.people.learning (needs requirements/learn.in).

How often the records of two people agree at each level of comparison (u) is told by Splink from
random pairs, and how often those of one person do (m) by the answer key; with ``--unlabelled``,
for an index without one, by Splink's expectation-maximisation, which is kept beside in any case.
The levels are the engine's own. Writes the data file that the engine reads.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log2
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import splink
import splink.comparison_level_library as cll
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.rules.birth import PartialDate, read_birth
from bluelamp.resolution.matching import Address, Claim, Name, Prepared, compare, prepare, weights
from bluelamp.resolution.matching.compare_births import birth_level
from bluelamp.resolution.matching.compare_circumstances import place_level
from bluelamp.resolution.matching.compare_names import compare_names
from bluelamp.resolution.matching.reading import read_pair
from bluelamp.resolution.matching.tokens import LEVELS

TODAY = date(2026, 11, 23)
SURNAME_LEVELS = ("equal", "particle", "gendered", "variant", "similar", "phonetic")
PLACE_LEVELS = ("uprn", "postcode", "text", "outcode", "differs")
LEAST_SEEN = 30  # records of one person expected at a level; with fewer it is not learnt
LEAST_BY_CHANCE = 5  # pairs of two people at a level


@dataclass(frozen=True)
class Level:
    """How often a level is met: among records of one person, and of two; of so many pairs."""

    m: float
    u: float
    seen: float
    by_chance: float
    m_by_em: float

    @property
    def is_learnt(self) -> bool:
        """Tell whether enough was seen to learn from."""
        return self.seen >= LEAST_SEEN and self.by_chance >= LEAST_BY_CHANCE

    @property
    def bits(self) -> float:
        """Return how much likelier the level is among the records of one person."""
        return round(log2(self.m / self.u), 1)


Levels = dict[str, dict[str, Level]]


@dataclass(eq=False)
class People:
    """The records by their numbers, ready to compare, and how their parts compare."""

    ready: dict[str, Prepared] = field(default_factory=dict)

    def add(self, person: SyntheticPerson) -> dict[str, Any]:
        """Take in a record; return it as a row."""
        names = tuple(Name(n.given, n.family, n.full, n.type, n.order) for n in person.names)
        home = person.address
        place = Address(home.postcode, f"{home.line}, {home.town}", home.uprn)
        claim = Claim(names, (read_birth(person.dob),), addresses=(place,))
        key = person.truth_id
        self.ready[key] = prepare(claim, today=TODAY)
        return {
            "unique_id": key,
            "names": f"{key}|",
            "whole": person.name.full.upper(),
            "born": person.dob,
            "place": f"{home.uprn}|{key}",
            "truth": person.same_as or key,
        }

    def forename(self, one: str, other: str) -> str:
        """Return how two records' forenames agree in the best way of comparing their names."""
        return self._named(one, other)[0]

    def surname(self, one: str, other: str) -> str:
        """Return how their surnames agree then."""
        return self._named(one, other)[1]

    def place(self, one: str, other: str) -> str:
        """Return how their homes agree."""
        a, b = (self.ready[text.split("|")[1]].places[0] for text in (one, other))
        return place_level(a, b) or "differs"

    @lru_cache(maxsize=3_000_000)  # noqa: B019 - asked once for each level; a run is short
    def _named(self, one: str, other: str) -> tuple[str, str]:
        a, b = (self.ready[text.split("|")[0]].names for text in (one, other))
        found = compare_names(a, b)
        return found.forename.level, found.surname.level


@lru_cache(maxsize=100_000)
def _read(text: str) -> PartialDate:
    return read_birth(text)


@lru_cache(maxsize=1_000_000)
def born(one: str, other: str) -> str:
    """Return how two births agree."""
    return birth_level(_read(one), _read(other), TODAY)


def _comparison(name: str, one: str, levels: Iterable[str]) -> Any:
    """Return a comparison of parts; ``one`` is what is told of one of the two records."""
    call = f"{name}_of({one.replace('~', '_l')}, {one.replace('~', '_r')})"
    return CustomComparison(
        output_column_name=name,
        comparison_levels=[
            cll.CustomLevel(f"{call} = 'missing'", "missing").configure(is_null_level=True),
            *(cll.CustomLevel(f"{call} = '{level}'", level) for level in levels),
            cll.ElseLevel(),
        ],
    )


def learn(rows: int, seed: int, *, unlabelled: bool) -> Levels:
    """Return how often each level is met."""
    people = People()
    rows_of = [people.add(person) for person in generate_people(rows, seed)]
    connection = duckdb.connect()
    for name, function in (
        ("forename_of", people.forename),
        ("surname_of", people.surname),
        ("address_of", people.place),
        ("birth_of", born),
    ):
        connection.create_function(name, function, ["VARCHAR", "VARCHAR"], "VARCHAR")
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows_of)
        lines.flush()
        connection.execute(
            "CREATE TABLE people AS SELECT * FROM read_json(?, columns = ?)", [lines.name, _TEXT]
        )
    linker = Linker(DuckDBAPI(connection).register("people"), _settings(rows))
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=seed)
    for rule in ("born", "whole"):  # what is blocked on is not learnt in that pass
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    second = [row for row in rows_of if row["truth"] != row["unique_id"]]
    key = _by_answer_key(rows_of, second, people)
    return _levels(linker.misc.save_model_to_json(), key, unlabelled=unlabelled)


_TEXT = dict.fromkeys(("unique_id", "names", "whole", "born", "place", "truth"), "VARCHAR")


def _settings(rows: int) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            _comparison("forename", "names~ || whole~", LEVELS[:-1]),
            _comparison("surname", "names~ || whole~", SURNAME_LEVELS),
            _comparison("birth", "born~", weights.JUDGED["birth"]),
            _comparison("address", "place~", PLACE_LEVELS[:-1]),
        ],
        probability_two_random_records_match=1 / rows,
    )


def _levels(model: dict[str, Any], key: dict[str, Counter[str]], *, unlabelled: bool) -> Levels:
    found: Levels = {}
    for part in model["comparisons"]:
        name, counted = part["output_column_name"], key[part["output_column_name"]]
        for level in part["comparison_levels"]:
            if level.get("is_null_level"):
                continue
            label = level["label_for_charts"]
            label = _REST[name] if label == ELSE else label
            by_em, u = level.get("m_probability") or 0.0, level.get("u_probability") or 0.0
            m = by_em if unlabelled else counted[label] / counted.total()
            found.setdefault(name, {})[label] = Level(m, u, m * counted.total(), u * PAIRS, by_em)
    return found


ELSE = "All other comparisons"
_REST = {"forename": "none", "surname": "none", "birth": "missing", "address": "differs"}


def _by_answer_key(
    rows_of: list[dict[str, Any]], second: list[dict[str, Any]], people: People
) -> dict[str, Counter[str]]:
    """Return how often second recordings agree at each level, which learning was not told."""
    by_key = {row["unique_id"]: row for row in rows_of}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in second:
        first = by_key.get(row["truth"])
        if first is None:
            continue
        names = (first["names"] + first["whole"], row["names"] + row["whole"])
        found["forename"][people.forename(*names)] += 1
        found["surname"][people.surname(*names)] += 1
        found["birth"][born(first["born"], row["born"])] += 1
        found["address"][people.place(first["place"], row["place"])] += 1
    return found


PAIRS = 400_000


def proposed(told: Levels) -> dict[str, dict[str, float]]:
    """Return the weights that were learnt, as the engine has them, by kind and level.

    How rare a name is weighs by itself, so a kind of agreement keeps the share of what an equal
    name is worth on average. Living at one place is not learnt: how often two people do depends on
    how many are on record, and families share names as well.
    """
    found = {
        "birth": {name: level.bits for name, level in told["birth"].items() if level.is_learnt},
        "address": {
            name: told["address"][name].bits
            for name in ("outcode", "differs")
            if told["address"][name].is_learnt
        },
        "differs": {},
    }
    for part, kind in (("forename", "forenames"), ("surname", "surnames")):
        equal = told[part]["equal"].bits
        found[kind] = {
            name: round(min(1.0, max(0.0, level.bits / equal)), 2)
            for name, level in told[part].items()
            if level.is_learnt and name not in ("equal", "none", "initial")
        }
        if told[part]["none"].is_learnt:
            found["differs"][part] = told[part]["none"].bits
    return found


def settle(learnt: dict[str, dict[str, float]], order: list[tuple[str, str]]) -> dict[str, Any]:
    """Move each weight from judgement to what was learnt, as far as every worked pair allows."""
    settled: dict[str, Any] = {}
    weights.use(weights.JUDGED)
    assert not _broken(), "the worked pairs do not hold by judgement"
    for kind, level in order:
        judged, wanted = weights.JUDGED[kind][level], learnt[kind][level]
        place = weights.IN_USE[kind]
        steps, held_by = 20, ""
        for step in range(steps, -1, -1):
            place[level] = round(judged + (wanted - judged) * step / steps, 2)
            broken = _broken()
            if not broken:
                break
            held_by = broken
        settled.setdefault(kind, {})[level] = {"weight": place[level], "learnt": wanted}
        if held_by:
            settled[kind][level]["held_by"] = held_by
    return settled


def _broken() -> str:
    """Return the first worked pair whose result is another than it should be."""
    for name in ("worked_pairs.jsonl", "pitfall_pairs.jsonl"):
        for row in _pairs(name):
            crowded = frozenset("".join(place.split()) for place in row.get("crowded", []))
            found = compare(*read_pair(row, TODAY), today=TODAY, crowded=crowded)
            if found.result != row["expect"]:
                return f"{name.split('_')[0]} pair {row['id']}"
    return ""


@lru_cache
def _pairs(name: str) -> list[dict[str, Any]]:
    lines = (KEPT / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


KEPT = Path(__file__).parents[2] / "tests/resolution/matching"
INTO = Path(weights.__file__).parent / "data/weights.json"
ABOUT = (
    "What agreements weigh, in bits, or as a share of the weight of an equal name: m is how often "
    "a level is met among the records of one person, u among those of two people, learnt is "
    "log2(m / u) or its share. Each weight was moved from judgement towards what was learnt as far "
    "as every worked pair allows; held_by names a pair that stopped it. Levels not listed here "
    "have too little data and keep their judgement. m_by_em is m as expectation-maximisation has "
    "it without the answer key."
)


def main() -> None:
    """Learn, settle, and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--unlabelled", action="store_true")
    parser.add_argument("--into", type=Path, default=INTO)
    asked = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    told = learn(asked.rows, asked.seed, unlabelled=asked.unlabelled)
    learnt = proposed(told)
    order = sorted(
        ((kind, level) for kind, found in learnt.items() for level in found),
        key=lambda each: -_level(told, *each).seen,
    )
    settled = settle(learnt, order)
    for kind, level in order:
        seen = _level(told, kind, level)
        settled[kind][level] |= {
            "judged": weights.JUDGED[kind][level],
            "m": round(seen.m, 5),
            "u": float(f"{seen.u:.3g}"),
            "m_by_em": round(seen.m_by_em, 5),
        }
    written = {
        "about": ABOUT,
        "source": "synthetic population of `bluelamp bench people`",
        "date": f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 - the day on which this machine ran it
        "rows": asked.rows,
        "seed": asked.seed,
        "method": f"Splink {splink.__version__}, u from {PAIRS:,} random pairs; m by "
        + ("expectation-maximisation" if asked.unlabelled else "the answer key")
        + "; m_by_em within equal births and within equal names",
        "weights": settled,
    }
    asked.into.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(order)} weights written to {asked.into.name}")


def _part(kind: str, level: str) -> tuple[str, str]:
    if kind == "differs":
        return level, "none"
    return kind.removesuffix("s") if kind.endswith("names") else kind, level


def _level(told: Levels, kind: str, level: str) -> Level:
    part, name = _part(kind, level)
    return told[part][name]


if __name__ == "__main__":
    main()
