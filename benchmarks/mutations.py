"""The mutation bench: correct reports, one to three faults each, and what the default rules make of them.

    python benchmarks/mutations.py [--seeds N] [--kind NAME]

Prints fault × found × localized × extra. *Found*: a finding at warning or error level (or an incident) is about what
was changed. *Localized*: where a finding points, or what its first candidate changes, is the changed cell (or its row); for
faults in several cells, the first candidates are all that are equally good. *Extra*: findings beyond one for each
fault, per report. The same seeds give the same table. Reports without a fault come first:
they must give nothing at warning or error level. Last come times, with the ratio to validating the same JSON with
jsonschema.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parent))
from faults import FAULTS, Fault, Mutation
from gongkai.config import Config
from gongkai.engine import Outcome, check_report, check_source
from gongkai.finding import Diagnostic
from gongkai.load import Loader
from gongkai.place import Place
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report_json import decode, encode
from gongkai.selection import Chosen, choose
from made import make

Spot = tuple[str | None, str | None, str | None]


class Score(Struct):
    """What came of all reports with one kind of fault."""

    cases: int = 0
    found: int = 0
    localized: int = 0
    extra: int = 0
    missed: list[str] = []


class Bench:
    """The installed rules, ready to check texts."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or collect()
        self.chosen: tuple[Chosen, ...] = choose(self.catalogue.rules, Config())
        self.loader = Loader(readers=self.catalogue.readers, standards=self.catalogue.standards, format="text")

    def check(self, text: str) -> Outcome:
        return check_source(Source("report.txt", text.encode()), self.loader, self.chosen, Config().min_fidelity)

    def clean(self, seeds: Sequence[int]) -> Iterator[tuple[str, Diagnostic | str]]:
        """Findings at warning or error level, and incidents, on correct reports. Blanks in place of zeros are told by
        GK210, as they should be."""
        for standard in self.catalogue.standards.values():
            for seed in seeds:
                made = make(standard, seed)
                outcome = self.check(made.text())
                for told in _loud(outcome):
                    if told.rule != "GK210" or made.zeros == "printed":
                        yield f"{standard.id}/{seed}", told
                for incident in outcome.incidents:
                    yield f"{standard.id}/{seed}", incident.message.en

    def score(self, fault: Fault, seeds: Sequence[int]) -> Score:
        """How the faults of one kind fare."""
        score = Score()
        for standard in self.catalogue.standards.values():
            for seed in seeds:
                mutation = fault.apply(make(standard, seed), seed)
                if mutation is None:  # nothing in this report that the fault could change
                    continue
                blanks = {d.rule for d in _loud(self.check(make(standard, seed).text()))}
                self._judge(mutation, f"{standard.id}/{seed}", blanks, score)
        return score

    def _judge(self, mutation: Mutation, name: str, usual: set[str], score: Score) -> None:
        outcome = self.check(mutation.text)
        loud = _loud(outcome)
        score.cases += 1
        about = [d for d in loud if d.rule in mutation.rules or any(_same(s, mutation.cells) for s in _spots(d))]
        told_of_run = not mutation.cells and bool(outcome.incidents)
        first = [
            d
            for d in loud
            if d.rule in mutation.rules
            or any(_same(s, mutation.cells) for s in _first(d, ties=len(mutation.cells) > 1))
        ]
        score.found += bool(about) or told_of_run
        score.localized += bool(first) or told_of_run
        if not first and not told_of_run:
            score.missed.append(name)
        score.extra += max(sum(d.rule not in usual for d in loud) - mutation.faults, 0)


def _loud(outcome: Outcome) -> list[Diagnostic]:
    return [d for d in outcome.diagnostics if d.severity != "info"]


def _same(spot: Spot, cells: frozenset[tuple[str, str, str]]) -> bool:
    """Whether a place is one of the cells, or the whole row of one."""
    return any(spot in (cell, (cell[0], cell[1], None)) for cell in cells)


def _spot(place: Place) -> Spot:
    return place.where.table, place.where.row, place.where.column


def _first(told: Diagnostic, *, ties: bool) -> Iterator[Spot]:
    yield _spot(told.place)
    best = [each for each in told.candidates if each.best]
    for alternative in best if ties else best[:1]:
        yield from (_spot(p.place) for p in alternative.proposals)


def _spots(told: Diagnostic) -> Iterator[Spot]:
    yield _spot(told.place)
    yield from map(_spot, told.related)
    for alternative in told.candidates:
        yield from (_spot(p.place) for p in alternative.proposals)
    for done in told.sums:
        yield from (_spot(a.place) for a in (*done.left, *done.right))


def times(bench: Bench, seeds: Sequence[int]) -> Iterator[str]:
    """Median times in milliseconds of the work on one normalized report, and their ratios."""
    from jsonschema import Draft202012Validator

    from gongkai_schemas import load

    every = tuple(
        Chosen(rule, rule.severity, {o.name: o.default for o in rule.options}) for rule in bench.catalogue.rules
    )
    validator = Draft202012Validator(load("report"))
    standards = bench.catalogue.standards
    for title, mutate in (("correct reports", None), ("reports with three wrong cells", FAULTS["three cells"])):
        spent: dict[str, list[float]] = {"decode": [], "check": [], "jsonschema": []}
        for seed in seeds:
            for standard in standards.values():
                made = make(standard, seed)
                mutation = mutate.apply(made, seed) if mutate else None
                text = mutation.text if mutation else made.text()
                data = encode(bench.loader.load(Source("report.txt", text.encode())))
                report = decode(data, standards)
                spent["decode"].append(_timed(partial(decode, data, standards)))
                spent["check"].append(_timed(partial(check_report, report, every)))
                spent["jsonschema"].append(_timed(partial(validator.is_valid, json.loads(data))))
        medians = {name: statistics.median(values) for name, values in spent.items()}
        yield (
            f"{title}: checking with all {len(every)} rules {medians['check']:.2f} ms (median of {len(spent['check'])}, "
            f"worst {max(spent['check']):.2f}), decoding {medians['decode']:.2f} ms, "
            f"jsonschema {medians['jsonschema']:.2f} ms; check / jsonschema = {medians['check'] / medians['jsonschema']:.3f}"
        )


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def table(scores: dict[str, Score]) -> Iterator[str]:
    """The table as text."""
    yield f"{'fault':<26}{'cases':>7}{'found':>9}{'localized':>11}{'extra':>8}"
    for name, score in scores.items():
        cases = max(score.cases, 1)
        yield (
            f"{name:<26}{score.cases:>7}{score.found / cases:>9.1%}{score.localized / cases:>11.1%}"
            f"{score.extra / cases:>8.2f}"
        )


def main() -> int:
    """Print everything; 1 if a correct report gives a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--kind", choices=sorted(FAULTS))
    given = parser.parse_args()
    seeds = range(given.seeds)
    bench = Bench()
    false = list(bench.clean(seeds))
    for name, told in false:
        print("FALSE", name, told if isinstance(told, str) else f"{told.rule} {told.message.en}")
    print(
        f"correct reports: {len(seeds) * len(bench.catalogue.standards)}, findings at warning or error: {len(false)}"
    )
    kinds = {given.kind: FAULTS[given.kind]} if given.kind else FAULTS
    scores = {name: bench.score(fault, seeds) for name, fault in kinds.items()}
    print("\n".join(table(scores)))
    if given.kind:
        print("not localized:", ", ".join(scores[given.kind].missed) or "none")
    print("\n".join(times(bench, seeds[:20])))
    return bool(false)


if __name__ == "__main__":
    sys.exit(main())
