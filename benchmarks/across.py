"""The bench across reports: correct sets of reports, a fault in one of them, and in which report it is found.

    python benchmarks/across.py [--seeds N] [--kind NAME]

Two years of one body, and a county with its departments, made so that every sum holds, also from one report to the other;
both formats, and the join from 2020 to 2021. Then one fault is put into one report. Every report that a fault touches is
checked by itself, and the one in question beside the others.

Prints fault × found × right report × other report × exact × extra. *Found*: a finding (at warning or error, of a report's own
rules or of those across reports) is about a cell that was changed, or is of the rule that is there for such a fault. *Right
report*: every cell that was changed, in its report, is among those that the best explanations of findings would change.
*Other report*: a finding blames a report that is right. *Exact*: of the findings that have one best explanation, some
change just the cells that were changed. *Extra*: findings at warning or error beyond one for each fault.

Faults after which each report still adds up by itself are listed apart: no equation can tell in which of the reports they
are, so what counts is that both are named and none is blamed. Correct sets come first: they must give no finding across
reports at any level, and none at warning or error otherwise.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from gongkai.engine import check_report, relate
from gongkai.finding import Diagnostic
from gongkai.place import Place
from gongkai.reader import Source
from gongkai.report import Report
from made_sets import MadeSet, family, years
from mutations import Bench
from set_faults import APART, FAMILY, YEARS
from spoiled import Spoiled, Spot

_LOUD = ("warning", "error")


class Score(Struct):
    """What came of all sets with one kind of fault."""

    cases: int = 0
    found: int = 0
    right: int = 0
    other: int = 0
    exact: int = 0
    extra: int = 0
    missed: list[str] = []


class SetBench:
    """The installed rules, for sets of reports."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.across = [each for each in bench.chosen if each.rule.asks]
        self.alone = [each for each in bench.chosen if not each.rule.asks]

    def sets(self, seeds: Sequence[int]) -> Iterator[tuple[str, MadeSet]]:
        standards = self.bench.catalogue.standards
        for standard in standards.values():
            for seed in seeds:
                yield f"years/{standard.id}/{seed}", years(standards, standard, seed)
                yield f"family/{standard.id}/{seed}", family(standards, standard, seed)

    def check(self, made: MadeSet, touched: Sequence[str]) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """What the own rules find in the reports named, and what the rules across reports find."""
        reports: dict[str, Report] = {}
        own: list[Diagnostic] = []
        for path, each in made.paths.items():
            report = self.bench.loader.load(Source(path, each.text().encode()))
            reports[path] = replace(report, path=path)
            if path in touched:
                own += [d for d in check_report(reports[path], self.alone).diagnostics if d.severity in _LOUD]
        related = relate(reports["now.txt"], self.across, made.kin(reports))
        if related.incidents:
            raise RuntimeError(related.incidents[0].message.en)
        return own, list(related.diagnostics)

    def clean(self, seeds: Sequence[int]) -> Iterator[tuple[str, Diagnostic]]:
        """Findings on correct sets. Blanks in place of zeros are told by GK210, as they should be."""
        for name, made in self.sets(seeds):
            own, across = self.check(made, tuple(made.paths))
            yield from ((name, d) for d in across)
            yield from ((name, d) for d in own if d.rule != "GK210")

    def score(self, kind: str, seeds: Sequence[int]) -> Score:
        score = Score()
        fault = {**YEARS, **FAMILY, **APART}[kind]
        for name, made in self.sets(seeds):
            spoiled = fault(made, f"{kind}/{name}")
            if spoiled is not None:
                self._judge(spoiled, name, score)
        return score

    def _judge(self, spoiled: Spoiled, name: str, score: Score) -> None:
        usual = {d.rule for d in self.check(spoiled.was, spoiled.touched)[0]}
        own, across = self.check(spoiled.made, spoiled.touched)
        loud = [d for d in (*own, *across) if d.severity in _LOUD and d.rule not in usual]
        score.cases += 1
        found = [
            d
            for d in loud
            if (d.rule in spoiled.rules and spoiled.child in d.message.zh) or not spoiled.cells.isdisjoint(_spots(d))
        ]
        blamed = {spot for d in (*own, *across) for spot in _blamed(d)}
        right = spoiled.cells <= blamed if spoiled.cells else bool(found)
        score.found += bool(found)
        score.right += right
        score.other += any(spot[0] not in {path for path, *_ in spoiled.cells} for spot in blamed) and bool(
            spoiled.cells
        )
        only = [cells for d in (*own, *across) for cells in _only(d) if cells <= spoiled.cells]
        score.exact += bool(spoiled.cells) and frozenset().union(*only) == spoiled.cells
        score.extra += max(len(loud) - spoiled.faults, 0)
        if not found or not (right or spoiled.apart):
            score.missed.append(name)


def _spot(told: Diagnostic, place: Place) -> Spot:
    return (place.path or told.path, place.where.table, place.where.row, place.where.column)


def _blamed(told: Diagnostic) -> Iterator[Spot]:
    """The cells that the best explanations of a finding would change."""
    for alternative in told.candidates:
        if alternative.best:
            yield from (_spot(told, p.place) for p in alternative.proposals)


def _only(told: Diagnostic) -> Iterator[frozenset[Spot]]:
    """The cells that the best explanation would change, if there is but one."""
    best = [each for each in told.candidates if each.best]
    if len(best) == 1:
        yield frozenset(_spot(told, p.place) for p in best[0].proposals)


def _spots(told: Diagnostic) -> Iterator[Spot]:
    yield _spot(told, told.place)
    yield from (_spot(told, place) for place in told.related)
    yield from _blamed(told)
    for done in told.sums:
        yield from (_spot(told, a.place) for a in (*done.left, *done.right))


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """The table as text."""
    yield f"{'fault':<46}{'cases':>7}{'found':>9}{'right report':>14}{'other report':>14}{'exact':>8}{'extra':>8}"
    for name, score in scores.items():
        n = max(score.cases, 1)
        yield (
            f"{name:<46}{score.cases:>7}{score.found / n:>9.1%}{score.right / n:>14.1%}{score.other / n:>14.1%}"
            f"{score.exact / n:>8.1%}{score.extra / n:>8.2f}"
        )


def main() -> int:
    """Print everything; 1 if a correct set gives a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--kind", choices=sorted({**YEARS, **FAMILY, **APART}))
    given = parser.parse_args()
    seeds = range(given.seeds)
    bench = SetBench(Bench())
    false = list(bench.clean(seeds))
    for name, told in false:
        print("FALSE", name, told.path, told.rule, told.message.en)
    print(f"correct sets: {sum(1 for _ in bench.sets(seeds))}, findings: {len(false)}")
    for title, kinds in (
        ("two years", YEARS),
        ("parent and children", FAMILY),
        ("each report adds up by itself", APART),
    ):
        chosen = [kind for kind in kinds if given.kind in (None, kind)]
        if chosen:
            scores = {kind: bench.score(kind, seeds) for kind in chosen}
            print(f"\n{title}\n" + "\n".join(table(scores)))
            if given.kind:
                print("missed:", ", ".join(scores[given.kind].missed) or "none")
    return bool(false)


if __name__ == "__main__":
    sys.exit(main())
