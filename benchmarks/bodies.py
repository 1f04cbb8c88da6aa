"""Matching of bodies' names against a labelled list: precision and recall of “the same body”, and what was not told.

The pairs in bodies.csv are made up. Its labels are what a person can say from the two names alone: `yes`, `no`,
`unsure`. The list was at hand when the matcher was written, and its table of short names covers those in the list:
the figures say that the matcher does what it was meant to do, not how many of the short names in use it knows.

    python benchmarks/bodies.py          figures; 1 when two different bodies were taken for one
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from gongkai.kinship.names import Verdict, match

PAIRS = Path(__file__).with_name("bodies.csv")
_VERDICTS: dict[str, Verdict] = {"yes": "equal", "no": "different", "unsure": "ambiguous"}


class Pair(Struct, frozen=True):
    """Two names, and what they are to each other."""

    first: str
    second: str
    label: Verdict
    about: str

    @property
    def told(self) -> Verdict:
        return match(self.first, self.second).verdict


_PLACES = ("云川市", "云川县", "云川市东湖区", "云川市西湖区", "南溪县", "南溪县石桥镇", "青岳省", "白岭省", "")
_ORGANS = (
    ("人民政府", "政府"), ("人民政府办公室", "政府办"), ("教育局", "教育局"), ("教育和体育局", "教体局"), ("体育局", "体育局"),
    ("发展和改革委员会", "发改委"), ("市场监督管理局", "市场监管局"), ("住房和城乡建设局", "住建局"), ("民政局", "民政局"),
    ("城乡规划局", "城乡规划局"), ("卫生健康委员会", "卫健委"), ("文化广电和旅游局", "文广旅局"), ("司法局", "司法局"),
    ("人力资源和社会保障局", "人社局"), ("乡村振兴局", "乡村振兴局"), ("农业农村局", "农业农村局"), ("税务局", "税务局"),
)  # fmt: skip


def crossed() -> tuple[int, tuple[tuple[str, str], ...]]:
    """Every body of a small country, in full, against every other in short: how many pairs, and those of two
    different bodies that were taken for one."""
    bodies = [
        (place + (full.replace("办公室", "办公厅") if place.endswith("省") else full), place + short)
        for place in _PLACES
        for full, short in _ORGANS
    ]
    wrong = tuple(
        (full, short)
        for n, (full, _) in enumerate(bodies)
        for m, (_, short) in enumerate(bodies)
        if (match(full, short).verdict == "equal") is not (n == m)
    )
    return len(bodies) ** 2, wrong


class Figures(Struct, frozen=True):
    """Precision and recall of “equal”, how many unsure pairs were left open, and every pair that was told wrongly."""

    pairs: int
    precision: float
    recall: float
    left_open: float
    wrong: tuple[Pair, ...]


def pairs() -> Iterator[Pair]:
    """The labelled pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Pair(row["first"], row["second"], _VERDICTS[row["same"]], row["about"])


def measure(labelled: tuple[Pair, ...]) -> Figures:
    """Judge each pair."""
    counts = Counter((pair.label, pair.told) for pair in labelled)
    told_equal = sum(n for (_, told), n in counts.items() if told == "equal")
    equal = sum(n for (label, _), n in counts.items() if label == "equal")
    unsure = sum(n for (label, _), n in counts.items() if label == "ambiguous")
    return Figures(
        pairs=len(labelled),
        precision=counts["equal", "equal"] / max(told_equal, 1),
        recall=counts["equal", "equal"] / max(equal, 1),
        left_open=counts["ambiguous", "ambiguous"] / max(unsure, 1),
        wrong=tuple(pair for pair in labelled if pair.told != pair.label),
    )


def main() -> int:
    labelled = tuple(pairs())
    for about in dict.fromkeys(pair.about for pair in labelled):
        group = [pair for pair in labelled if pair.about == about]
        right = sum(pair.told == pair.label for pair in group)
        print(f"{about:30} {right:4} of {len(group)}")
    found = measure(labelled)
    for pair in found.wrong:
        print(f"{pair.first} / {pair.second}: {pair.told}, not {pair.label}")
    print(
        f"{found.pairs} pairs: precision {found.precision:.1%}, recall {found.recall:.1%}, "
        f"left open {found.left_open:.1%} of the pairs that names alone do not decide"
    )
    number, wrong = crossed()
    print(f"{number} crossed pairs of {number**0.5:.0f} bodies: {len(wrong)} told wrongly")
    for full, short in wrong:
        print(f"{full} / {short}: {match(full, short).verdict}")
    return 0 if found.precision == 1.0 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
