"""Who in a set of reports shares a report's prose: found by signatures, confirmed on the texts themselves.

A passage that stands in more than half of a set of reports was handed out, not copied from one another: it is told
apart (`Near.widespread`) and counts for no pair. Below that it is copied text, however many have it; of those some are
confirmed and named, the others counted.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import groupby

from msgspec import Struct

from gongkai.copied.alike import Shared, alike, covered
from gongkai.copied.signature import GROUPS, Signature, signature
from gongkai.copied.written import Written, written
from gongkai.place import Place
from gongkai.report import Report

__all__ = ["Copies", "Copy", "Near", "Widespread"]

# So many reports must share a passage before it can be taken for one that was handed out.
_HANDED_OUT = 20
# Of the windows that are like one so many are looked at, the first by the keys of their reports: a template that thousands share
# costs no more than one that a hundred do.
_LOOKED_AT = 100
# Worth a look is what shares windows over this part of the characters asked for: some windows fail to meet.
_ENOUGH = 0.5
# Reports that are loaded to confirm a copy, for each one that is wanted; and texts kept at hand while asking.
_TRIES = 4
_KEPT = 16


class Copy(Struct, frozen=True, kw_only=True):
    """Another report that shares prose: `copied` characters in passages, the longest first."""

    key: str
    copied: int
    shared: tuple[Shared, ...]


class Widespread(Struct, frozen=True, kw_only=True):
    """A passage that stands in more than half of the set, in about `reports` of its reports."""

    places: tuple[Place, ...]
    reports: int


class Near(Struct, frozen=True, kw_only=True):
    """What a report shares with others. `copies` are confirmed, the most copied first; `further` counts reports that
    by their signatures share a passage with it, too, and were not compared; `whole` is false where the report's own
    text was cut (`Written.whole`)."""

    copies: tuple[Copy, ...] = ()
    further: int = 0
    widespread: tuple[Widespread, ...] = ()
    whole: bool = True


class Copies:
    """A set of reports, for asking who shares prose with one of them. Keeps signatures, no texts.

    Asked for are passages that are at least `threshold` alike, together at least `shortest` characters of the writers'
    own wording. Results depend on the set, not on the order in which it was filled.
    """

    def __init__(self, *, threshold: float = 0.85, shortest: int = 300, most: int = 3) -> None:
        """`most`: so many copies are confirmed for each report."""
        self.threshold, self.shortest, self.most = threshold, shortest, most
        self._signatures: dict[str, Signature] = {}
        self._index: _Index | None = None
        self._texts: OrderedDict[str, Written] = OrderedDict()

    def __len__(self) -> int:
        return len(self._signatures)

    def add(self, key: str, report: Report | Signature) -> None:
        """Take a report, or its signature made elsewhere (`signature(written(report))`, also in another process).

        Raises PluginError where the extra `similar` is not installed.
        """
        self._signatures[key] = report if isinstance(report, Signature) else signature(written(report))
        self._index = None

    def near(self, key: str, load: Callable[[str], Report]) -> Near:
        """Who shares prose with the report of this key. Raises KeyError for one that was not added.

        `load` gives the report of a key again; what it raises, this raises. It is called only where signatures meet:
        for the report itself and for at most four times `most` others.
        """
        if self._index is None:
            self._index = _Index(self._signatures)
        met = self._index.meeting(key, self.shortest * _ENOUGH)
        likely = sorted((-length, other) for other, length in met.others.items())
        whole = self._signatures[key].whole
        if not likely and not met.common:
            return Near(whole=whole)
        own = self._text(key, load)
        rest = own.without((start, end) for start, end, _ in met.common)
        copies: list[Copy] = []
        tried = 0
        for _, other in likely:
            if len(copies) == self.most or tried == self.most * _TRIES:
                break
            tried += 1
            found = alike(rest, self._text(other, load), threshold=self.threshold)
            if found.copied >= self.shortest:
                copies.append(Copy(key=other, copied=found.copied, shared=found.shared))
        return Near(
            copies=tuple(sorted(copies, key=lambda copy: (-copy.copied, copy.key))),
            further=len(likely) - tried + met.unseen,
            widespread=tuple(_widespread(own, met.common)),
            whole=whole,
        )

    def _text(self, key: str, load: Callable[[str], Report]) -> Written:
        """A report's text; the newest few stay at hand, since copies of one text are asked for one after another."""
        if key not in self._texts:
            self._texts[key] = written(load(key))
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(key)
        return self._texts[key]


class _Meeting(Struct, frozen=True):
    """Which reports meet one in a window, with the characters of such windows outside those that stand in most of the
    set; how many more share as much and are not among them; and the windows that stand in most of the set, with in how
    many."""

    others: dict[str, int]
    unseen: int
    common: list[tuple[int, int, int]]


class _Index:
    """For each group of numbers, the windows in the order of their number: equal ones stand together."""

    def __init__(self, signatures: dict[str, Signature]) -> None:
        self.keys = sorted(signatures)
        self.first: dict[str, int] = {}
        self.owner = array("I")
        self.spans = array("I")
        groups = array("I")
        for number, key in enumerate(self.keys):
            self.first[key] = len(self.owner)
            self.owner.extend([number] * len(signatures[key]))
            self.spans.frombytes(signatures[key].spans)
            groups.frombytes(signatures[key].groups)
        self.groups = [_Group(groups[n::GROUPS], self.owner) for n in range(GROUPS)]

    def meeting(self, key: str, enough: float) -> _Meeting:
        """What meets the report of a key, over at least so many characters."""
        number = bisect_left(self.keys, key)
        if number == len(self.keys) or self.keys[number] != key:
            raise KeyError(key)
        handed_out = max(len(self.keys) // 2, _HANDED_OUT - 1)
        common: list[tuple[int, int, int]] = []
        spans: dict[int, list[tuple[int, int]]] = {}
        crowded: list[tuple[int, int, int]] = []
        for window in range(self.first[key], self._end(number)):
            start, end = self.spans[2 * window], self.spans[2 * window + 1]
            reports = max(group.reports[window] for group in self.groups)
            if reports > handed_out:
                common.append((start, end, reports))
                continue
            if reports > _LOOKED_AT:
                crowded.append((start, end, reports))
            met = {self.owner[other] for group in self.groups for other in group.like(window)}
            for other in met - {number}:
                spans.setdefault(other, []).append((start, end))
        handed = [(start, end) for start, end, _ in common]
        apart = covered(handed)
        lengths = {self.keys[n]: covered([*each, *handed]) - apart for n, each in spans.items()}
        others = {other: length for other, length in lengths.items() if length >= enough}
        unseen = 0
        if covered([*((start, end) for start, end, _ in crowded), *handed]) - apart >= enough:
            unseen = max(max(reports for _, _, reports in crowded) - 1 - len(others), 0)
        return _Meeting(others, unseen, common)

    def _end(self, number: int) -> int:
        return self.first[self.keys[number + 1]] if number + 1 < len(self.keys) else len(self.owner)


class _Group:
    """One number of each window: the windows in its order, and for each in how many reports the same number is."""

    def __init__(self, values: array[int], owner: array[int]) -> None:
        self.values = values
        self.order = array("I", sorted(range(len(values)), key=values.__getitem__))
        self.ranked = array("I", (values[window] for window in self.order))
        self.reports = array("I", bytes(4 * len(values)))
        for _, same in groupby(self.order, key=values.__getitem__):
            windows = list(same)
            reports = len({owner[window] for window in windows})
            for window in windows:
                self.reports[window] = reports

    def like(self, window: int) -> array[int]:
        """The first windows with the same number, by the keys of their reports."""
        value = self.values[window]
        low = bisect_left(self.ranked, value)
        return self.order[low : min(bisect_right(self.ranked, value, low), low + _LOOKED_AT)]


def _widespread(own: Written, common: list[tuple[int, int, int]]) -> Iterator[Widespread]:
    """The common windows, those that overlap or touch put together."""
    if not common:
        return
    start, end, reports = common[0]
    for low, high, number in common[1:]:
        if low <= end:
            end, reports = max(end, high), max(reports, number)
            continue
        yield Widespread(places=own.places(start, end), reports=reports)
        start, end, reports = low, high, number
    yield Widespread(places=own.places(start, end), reports=reports)
