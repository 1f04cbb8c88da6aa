"""The words of two reports: which paragraphs are the same, moved, changed (and in which words), new or gone.

Paragraphs and their parts are aligned by longest common subsequences (rapidfuzz, bit-parallel). What is compared is
bounded, so that a hostile text costs no more than a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from gongkai.copied import alike, written
from gongkai.report import Passage, Report

__all__ = ["LIMIT", "ParagraphChange", "Piece", "SectionChange", "words"]

LIMIT = 2000
"""Paragraphs of a section that are compared."""
# Of paragraphs without an equal so many on each side are held against each other; further ones count as new and gone.
_PAIRED = 100
# How alike (0 to 100) two paragraphs are for one to be a changed form of the other.
_CHANGED = 50
_SCORED = 2000
# A longer paragraph is shown whole, old and new, without marks.
_MARKED = 4000
# A number, a Latin word, spaces, or one character of any other kind.
_TOKEN = re.compile(r"[\d０-９]+(?:[.,，．][\d０-９]+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
# Fewer equal characters between two changes are read as part of the change.
_ISLAND = 2


class Piece(Struct, frozen=True):
    """A stretch of a changed paragraph."""

    op: Literal["same", "removed", "added"]
    text: str


class ParagraphChange(Struct, frozen=True, kw_only=True):
    """A paragraph of either report. `moved`: the same or a changed one stands elsewhere, in the section or in
    another one. `pieces` are the words of a changed one; without any it is too long to mark."""

    kind: Literal["same", "changed", "added", "removed"]
    last: Passage | None
    this: Passage | None
    moved: bool = False
    pieces: tuple[Piece, ...] = ()


class SectionChange(Struct, frozen=True, kw_only=True):
    """A section: its heading in each report (None where it has no such section), its paragraphs in the order of the
    later report, each gone one before the paragraph that it stood before. `carried` is how much of the writer's own
    words of this year stood in the same section last year (0 to 1; None without any)."""

    id: str | None
    name: str
    last_heading: str | None
    this_heading: str | None
    paragraphs: tuple[ParagraphChange, ...]
    carried: float | None
    whole: bool = True


class _Part(Struct, frozen=True):
    """A section of one report, or its opening."""

    id: str | None
    heading: str
    passages: tuple[Passage, ...]


def words(last: Report, this: Report) -> tuple[SectionChange, ...]:
    """Every section of either report; the opening before the first heading is one as well."""
    old, new = _parts(last), _parts(this)
    names = [*new, *(name for name in old if name not in new)]
    found = [
        _Section(old.get(name), new.get(name), _carried(last, this, part.id))
        for name in names
        if (part := new.get(name) or old.get(name))
    ]
    _across(found)
    return tuple(section.done() for section in found)


def _parts(report: Report) -> dict[str, _Part]:
    """The sections by id, those that the standard does not have by their headings. Of two with one id both count."""
    parts = {"": _Part("", "", report.preamble)} if report.preamble else {}
    for section in report.sections:
        name = section.id or f"?{section.heading}"
        before = parts[name].passages if name in parts else ()
        parts[name] = _Part(section.id, section.name, (*before, *section.passages))
    return parts


def _carried(last: Report, this: Report, section: str | None) -> float | None:
    if not section:
        return None
    mine = written(this, section)
    return round(alike(mine, written(last, section)).contained, 3) if len(mine.text.strip()) >= 20 else None


class _Section:
    """A section while it is being compared: which old paragraph belongs to which new one, by their numbers."""

    def __init__(self, old: _Part | None, new: _Part | None, carried: float | None) -> None:
        self.last, self.this, self.carried = old, new, carried
        self.old, self.new = (_texts(part) for part in (old, new))
        self.pairs: dict[int, int] = {}
        self.moved: set[int] = set()
        self.gone_elsewhere: set[int] = set()
        for op in Indel.opcodes(self.old, self.new):
            if op.tag == "equal":
                self.pairs.update(
                    zip(range(op.dest_start, op.dest_end), range(op.src_start, op.src_end), strict=True)
                )
        self._equal_elsewhere()
        self._changed()

    def rest(self) -> tuple[list[int], list[int]]:
        """The old and the new paragraphs that belong to none yet."""
        taken = set(self.pairs.values())
        return [n for n in range(len(self.old)) if n not in taken], [
            n for n in range(len(self.new)) if n not in self.pairs
        ]

    def _equal_elsewhere(self) -> None:
        old, new = self.rest()
        places: dict[str, list[int]] = {}
        for n in reversed(old):
            places.setdefault(self.old[n], []).append(n)
        for n in new:
            if places.get(self.new[n]):
                self.pairs[n] = places[self.new[n]].pop()

    def _changed(self) -> None:
        """The most alike first. Paragraphs in their order are preferred to those that would have moved."""
        old, new = (numbers[:_PAIRED] for numbers in self.rest())
        scores = sorted(
            (
                (fuzz.ratio(self.old[a][:_SCORED], self.new[b][:_SCORED], score_cutoff=_CHANGED), -abs(i - j), -b, a)
                for i, a in enumerate(old)
                for j, b in enumerate(new)
            ),
            reverse=True,
        )
        taken: set[int] = set()
        for score, _, b, a in scores:
            if score >= _CHANGED and -b not in self.pairs and a not in taken:
                self.pairs[-b] = a
                taken.add(a)
        self.moved.update(_out_of_order(self.pairs))

    def done(self) -> SectionChange:
        part = self.this or self.last
        return SectionChange(
            id=(part.id if part else None) or None,
            name=part.heading if part else "",
            last_heading=self.last.heading if self.last else None,
            this_heading=self.this.heading if self.this else None,
            paragraphs=tuple(self._paragraphs()),
            carried=self.carried,
            whole=all(len(each.passages) <= LIMIT for each in (self.last, self.this) if each),
        )

    def _paragraphs(self) -> Iterator[ParagraphChange]:
        old = self.last.passages if self.last else ()
        new = self.this.passages if self.this else ()
        gone = iter(self.rest()[0])
        waiting = next(gone, None)
        for n in range(len(self.new)):
            origin = self.pairs.get(n)
            while waiting is not None and origin is not None and n not in self.moved and waiting < origin:
                yield self._removed(old[waiting], waiting)
                waiting = next(gone, None)
            if origin is None:
                yield ParagraphChange(kind="added", last=None, this=new[n], moved=n in self.moved)
                continue
            same = self.old[origin] == self.new[n]
            yield ParagraphChange(
                kind="same" if same else "changed",
                last=old[origin],
                this=new[n],
                moved=n in self.moved,
                pieces=() if same else _pieces(old[origin].text, new[n].text),
            )
        while waiting is not None:
            yield self._removed(old[waiting], waiting)
            waiting = next(gone, None)

    def _removed(self, passage: Passage, number: int) -> ParagraphChange:
        return ParagraphChange(kind="removed", last=passage, this=None, moved=number in self.gone_elsewhere)


def _texts(part: _Part | None) -> list[str]:
    """The paragraphs without white space, which readers and offices treat freely."""
    return ["".join(passage.text.split()) for passage in (part.passages if part else ())[:LIMIT]]


def _across(sections: Sequence[_Section]) -> None:
    """Paragraphs that went to another section as they were are told as moved where they left and where they came."""
    left: dict[str, list[tuple[_Section, int]]] = {}
    for section in sections:
        for n in section.rest()[0]:
            left.setdefault(section.old[n], []).append((section, n))
    for section in sections:
        for n in section.rest()[1]:
            if section.new[n] and left.get(section.new[n]):
                origin, number = left[section.new[n]].pop()
                origin.gone_elsewhere.add(number)
                section.moved.add(n)


def _out_of_order(pairs: dict[int, int]) -> list[int]:
    """The new paragraphs outside the longest run of pairs that keep their order."""
    order = sorted(pairs)
    old = [pairs[n] for n in order]
    kept = {
        n
        for block in Indel.opcodes(old, sorted(old))
        if block.tag == "equal"
        for n in range(block.src_start, block.src_end)
    }
    return [n for place, n in enumerate(order) if place not in kept]


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The stretches of both texts. Numbers and Latin words are changed as a whole."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MARKED:
        return ()
    pieces: list[Piece] = []
    removed = added = ""
    for op in Indel.opcodes(before, after):
        was, now = "".join(before[op.src_start : op.src_end]), "".join(after[op.dest_start : op.dest_end])
        island = op.tag == "equal" and len(was) < _ISLAND and (removed or added) and op.dest_end < len(after)
        if op.tag == "equal" and not island:
            pieces += _change(removed, added)
            removed = added = ""
            pieces.append(Piece("same", now))
        else:
            removed, added = removed + was, added + now
    return (*pieces, *_change(removed, added))


def _change(removed: str, added: str) -> list[Piece]:
    found: list[Piece] = []
    if removed:
        found.append(Piece("removed", removed))
    if added:
        found.append(Piece("added", added))
    return found
