"""What a report's writer wrote: prose without what is the same in every report, each character with its place."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from gongkai.copied.masks import Masks, any_of, masks, own_names
from gongkai.place import Place
from gongkai.report import Passage, Report, Section

__all__ = ["BREAK", "MOST", "Written", "written"]

BREAK = "\n"
"""Stands in a written text between sections, and where something was taken out; no shared passage crosses it."""
MOST = 100_000
"""Characters of a written text. A long report has a tenth of them; what is beyond is left out and told (`whole`)."""

# Of one paragraph so much is read: with all that is left out, a text of `MOST` characters has room in it.
_READ = 3 * MOST
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]?")
_END = re.compile(r"[。！？!?；;]")
# A heading in the prose: this short, and no sentence.
_HEADING = 24
# A formula is a sentence of its own; in a longer piece without a full stop it does not stand for the rest.
_FORMULA = 240


class Written(Struct, frozen=True):
    """The text without formulas, names, numbers and punctuation. `origin` holds for each of its characters the offset
    in its passage; `starts` and `sentences` where in the text each passage and each sentence begins; `whole` is false
    where a text of more than `MOST` characters was cut."""

    text: str
    passages: tuple[Passage, ...]
    starts: Sequence[int]
    origin: Sequence[int]
    sentences: Sequence[int]
    whole: bool = True

    def __len__(self) -> int:
        return len(self.text)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where text[start:end] stands in the report: a place for each paragraph it is in, words and all that was
        left out between them."""
        found = []
        while start < end:
            number = bisect_right(self.starts, start) - 1
            stop = min(end, self.starts[number + 1] if number + 1 < len(self.starts) else end)
            last = stop - 1
            while last > start and self.text[last] == BREAK:
                last -= 1
            if self.text[start] != BREAK:
                found.append(self.passages[number].place(self.origin[start], self.origin[last] + 1))
            start = stop
        return tuple(found)

    def without(self, spans: Iterable[tuple[int, int]]) -> Written:
        """The same with breaks in the place of these spans."""
        text = self.text
        for start, end in spans:
            text = text[:start] + BREAK * (end - start) + text[end:]
        return Written(text, self.passages, self.starts, self.origin, self.sentences, self.whole)


class _Writing:
    """A written text in the making."""

    def __init__(self, report: Report) -> None:
        self.masks: Masks = masks(report.standard)
        names = any_of(own_names(report)).removesuffix("|")
        self.names = re.compile(names) if names else None
        self.parts: list[str] = []
        self.length = 0
        self.whole = True
        self.passages: list[Passage] = []
        self.starts = array("I")
        self.origin = array("I")
        self.sentences = array("I")

    def section(self, section: Section) -> None:
        opening = section.id in self.masks.openings
        for passage in section.passages:
            text = passage.text
            if len(text) <= _HEADING and not _END.search(text):
                continue
            self.starts.append(self.length)
            self.passages.append(passage)
            self.whole = self.whole and len(text) <= _READ
            self.passage(text[:_READ], opening=opening)
            opening = False
            if self.length > MOST:
                return
        if section.passages and self.length:
            self.add(BREAK, [self.origin[-1]])

    def passage(self, text: str, *, opening: bool) -> None:
        keep = bytearray(b"\1") * len(text)
        for pattern in (self.masks.dropped, self.names):
            for match in pattern.finditer(text) if pattern else ():
                start, end = match.span()
                keep[start:end] = bytes(end - start)
        formula = self.masks.formula
        for match in _SENTENCE.finditer(text):
            start, end = match.span()
            if end - start <= _FORMULA and (opening or (formula and formula.search(text, start, end))):
                opening = opening and match[0][-1] in "；;"
                continue
            opening = False
            kept = [n for n in range(start, end) if keep[n]]
            if kept:
                self.sentences.append(self.length)
                self.add("".join(text[n] for n in kept), kept)

    def add(self, text: str, origin: Iterable[int]) -> None:
        self.parts.append(text)
        self.origin.extend(origin)
        self.length += len(text)

    def done(self) -> Written:
        text = "".join(self.parts)
        return Written(
            text=text[:MOST],
            passages=tuple(self.passages),
            starts=self.starts,
            origin=self.origin[:MOST],
            sentences=self.sentences,
            whole=self.whole and len(text) <= MOST,
        )


def written(report: Report, section: str | None = None) -> Written:
    """What the writer wrote in one section (every section with this id), or in all of them; the preamble is a formula
    as a whole. Ask for the whole by `view.derive(written)`. Linear in the text."""
    writing = _Writing(report)
    for each in report.sections:
        if section is None or each.id == section:
            writing.section(each)
        if writing.length > MOST:
            break
    return writing.done()
