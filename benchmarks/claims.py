"""Precision and recall of claims and of the rules built on them, on sentences written and labelled for the project.

`python benchmarks/claims.py` prints them per kind of claim and per rule; `--misses` also lists every sentence that was
not read as labelled. The sentences are in tests/claims/sentences.jsonl: a text, the claims about the body and its year
that a careful reader takes from it (kind, value), and the default rules that must speak when it stands above the tables
of the specimen report. A sentence with neither is a trap.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gongkai import claimed
from gongkai.plugins import Catalogue, collect
from gongkai.testing import report, run_rule

SENTENCES = Path(__file__).parent.parent / "tests" / "claims" / "sentences.jsonl"
# Rules on what sentences state; others would judge the specimen, not the sentence.
RULES = ("GK4", "GK502", "GK503")


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled sentence; `year` and `agency` move the specimen report that it is put into."""

    text: str
    claims: tuple[tuple[str, str | None], ...]
    findings: tuple[str, ...]
    agency: str | None = None
    year: int | None = None

    @property
    def trap(self) -> bool:
        return not self.claims and not self.findings


class Score:
    """Counts of what was found rightly, found wrongly, and missed."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, found: Counter[tuple[str, ...]], meant: Counter[tuple[str, ...]]) -> None:
        for each in (found & meant).elements():
            self.right[each[0]] += 1
        for each in (found - meant).elements():
            self.wrong[each[0]] += 1
        for each in (meant - found).elements():
            self.missed[each[0]] += 1

    @property
    def names(self) -> list[str]:
        return sorted({*self.right, *self.wrong, *self.missed})

    def precision(self, name: str | None = None) -> float:
        return _share(_count(self.right, name), _count(self.wrong, name))

    def recall(self, name: str | None = None) -> float:
        return _share(_count(self.right, name), _count(self.missed, name))

    def lines(self) -> Iterator[str]:
        for name in (*self.names, None):
            counts = [_count(each, name) for each in (self.right, self.wrong, self.missed)]
            figures = f"{self.precision(name):7.1%} {self.recall(name):7.1%}"
            yield f"{name or 'all':36} {figures}   " + " ".join(f"{count:5}" for count in counts)


def _count(counter: Counter[str], name: str | None) -> int:
    return counter.total() if name is None else counter[name]


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0


def sentences() -> list[Sentence]:
    return [msgspec.json.decode(line, type=Sentence) for line in SENTENCES.read_bytes().splitlines()]


def measure(catalogue: Catalogue) -> tuple[Score, Score, list[str]]:
    """The scores of claims and of rules, and what was not as labelled."""
    claims, findings, misses = Score(), Score(), list[str]()
    rules = [rule for rule in catalogue.rules if rule.id.startswith(RULES) and not rule.preview]
    for sentence in sentences():
        about = report(
            catalogue=catalogue,
            agency=sentence.agency,
            year=sentence.year,
            sections={"overview": sentence.text, "problems": "无。", "other": "无。"},
        )
        told = Counter(
            (c.kind, "" if c.value is None else str(int(c.value)))
            for c in claimed(about)
            if c.comparable and not c.kind.startswith("attributes.")
        )
        meant = Counter((kind, value or "") for kind, value in sentence.claims)
        spoke = Counter((rule.id,) for rule in rules if rule.judges(about) for _ in run_rule(rule, about))
        wanted = Counter((rule,) for rule in sentence.findings)
        claims.add(told, meant)
        findings.add(spoke, wanted)
        wrong = [f"+{_named(e)}" for e in ((told - meant) + (spoke - wanted)).elements()]
        wrong += [f"-{_named(e)}" for e in ((meant - told) + (wanted - spoke)).elements()]
        if wrong:
            misses.append(f"{sentence.text}  {' '.join(wrong)}")
    return claims, findings, misses


def _named(each: tuple[str, ...]) -> str:
    return "=".join(part for part in each if part)


def main() -> int:
    claims, findings, misses = measure(collect())
    every = sentences()
    print(f"{len(every)} sentences, {sum(s.trap for s in every)} of them traps")
    for title, score in (("claims", claims), ("rules", findings)):
        print(f"\n{title:36} precision  recall   right wrong missed")
        print("\n".join(score.lines()))
    if "--misses" in sys.argv:
        print("\n" + "\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
