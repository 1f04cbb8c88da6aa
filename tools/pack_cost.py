"""Print what a YAML rule costs beside the same rule in Python, per report, as a ratio in one run (aim: at most 3)."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator

from gongkai import Finding, Report, Rule, View
from gongkai.pack import read_pack
from gongkai.plugins import collect
from gongkai.testing import report, run_rule

ROUNDS, AIM = 400, 3.0
HEAD = """\
pack: cost
title: {zh: 比较, en: Comparison}
rules:
  - id: TT101
    name: tt-rule
    severity: info
    summary: {zh: 要求, en: Demand}
    message: {zh: 不对, en: wrong}
    advice: {zh: 改, en: mend}
    valid: [{note: ok}]
    invalid: [{note: bad}]
    check: CHECK
"""


def length(view: View) -> Iterator[Finding]:
    """At most five characters, as one would write it."""
    section = view.report.section("overview")
    if section is None:
        return
    if sum(len("".join(passage.text.split())) for passage in section.passages) > 5:
        yield Finding("found", section.place())


def word(view: View) -> Iterator[Finding]:
    """A word that must not stand in the prose."""
    for passage in view.report.passages:
        start = passage.text.find("检索")
        if start >= 0:
            yield Finding("found", passage.place(start, start + 2))


def cells(view: View) -> Iterator[Finding]:
    """No cell above a bound."""
    table = view.report.table("applications")
    if table is None:
        return
    for _, row, column in table.spec.places:
        value = table.value(row.id, column.id)
        if value is not None and value > 30:
            yield Finding("found", table.place(row.id, column.id))


def sums(view: View) -> Iterator[Finding]:
    """In each column, one row is at most another."""
    table = view.report.table("applications")
    if table is None:
        return
    for column in table.spec.blocks[0].columns:
        part, whole = table.value("granted", column.id), table.value("total", column.id)
        if part is not None and whole is not None and part > whole:
            yield Finding("found", table.place("total", column.id))


PAIRS: dict[str, tuple[Callable[[View], Iterator[Finding]], str]] = {
    "text-length": (length, "{kind: text-length, scope: [overview], most: 5}"),
    "forbidden-text": (word, "{kind: forbidden-text, words: [检索]}"),
    "cell-condition": (cells, "{kind: cell-condition, table: applications, most: 30}"),
    "equation": (
        sums,
        "{kind: equation, table: applications, along: columns, left: [granted], right: [total], relation: <=}",
    ),
}


def seconds(rule: Rule, about: Report) -> float:
    """The median time of one run."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run_rule(rule, about)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> int:
    """Measure each pair in turns."""
    about = report(catalogue=collect())
    worst = 0.0
    for kind, (check, text) in PAIRS.items():
        (declared,) = read_pack(HEAD.replace("CHECK", text), "cost.yaml").rules
        written = Rule(
            id="TT102", name="tt-other", severity="info", summary=declared.summary, advice=declared.advice,
            messages=declared.messages, basis=(), check=check,
        )  # fmt: skip
        found = len(run_rule(declared, about)), len(run_rule(written, about))
        ratio = seconds(declared, about) / seconds(written, about)
        worst = max(worst, ratio)
        print(f"{ratio:5.2f}x  {kind}  ({found[0]} and {found[1]} findings)")
    print(f"worst {worst:.2f}x (aim {AIM:.0f}x)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
