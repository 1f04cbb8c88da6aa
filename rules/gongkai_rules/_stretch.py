"""The words of a report piece by piece, each with its place: for rules that look for wrong words anywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from string import ascii_lowercase, ascii_uppercase
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai import Arg, At, Excerpt, Finding, LooseGrid, Passage, Place, Report, Text, View, Where, regex

__all__ = [
    "Piece",
    "Stretch",
    "Words",
    "all_words",
    "finding",
    "one_for_each",
    "pieces",
    "sentence_before",
    "signed",
    "signs",
    "with_cells",
    "with_words",
]

Span = tuple[int, int]
Sign: TypeAlias = re.Pattern[str] | tuple[re.Pattern[str], ...]
"""What stands wherever a rule finds something: a pattern, or several (see `signs`) of which one does."""
Among: TypeAlias = Literal["prose", "pieces", "cells"]
"""What a sign is looked for in: the paragraphs alone; headings and unknown grids, too; the cells of tables, too."""
# So many places of one fault in one paragraph are told; the count in the message is complete.
_MOST = 20
_LISTED = 5
# The shortest cell that can hold a number plate.
_WORDS = 7
_LONG_NUMBER = regex(r"\d[\d -]{9,}")
_SHORTEST_NUMBER = b"0" * 10
_WIDE_DIGITS = tuple(zip("０１２３４５６７８９", "0123456789", strict=True))
_IN_NUMBERS = bytes.maketrans(b"123456789 -", b"0" * 11)
_SHAPE = bytes.maketrans((ascii_lowercase + ascii_uppercase).encode(), b"a" * 26 + b"A" * 26)
_HEADING = Text(zh="标题", en="heading")
_GRID = Text(zh="表格", en="table")


class Stretch(Struct, frozen=True):
    """A heading, or a cell: of a grid that is no table of the format, or (`is_cell`) of one that is."""

    text: str
    section: str | None
    at: At
    label: Text
    is_cell: bool = False

    def place(self, start: int, end: int) -> Place:
        return Place(Where(section=self.section, label=self.label), self.at, Excerpt(self.text, start, end))


Piece: TypeAlias = Passage | Stretch
"""A paragraph as it stands in the report, or what else holds words."""


def pieces(report: Report) -> tuple[Piece, ...]:
    """All words outside the bound tables in reading order: title, preamble, headings, paragraphs, unknown grids."""
    return tuple(_pieces(report))


def with_cells(report: Report) -> tuple[Piece, ...]:
    """The pieces, and the cells of the bound tables that hold words instead of numbers."""
    cells = (
        Stretch(cell.text, table.section, cell.at, table.spec.name, is_cell=True)
        for table in report.tables
        for _, cell in table.odd_cells
        if len(cell.text) >= _WORDS and cell.value is None
    )
    return (*pieces(report), *cells)


class Words:
    """The pieces with the cells, and all their words as one `text`, for a quick look whether something stands in it."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.text = "\n".join([piece.text for piece in pieces])

    @cached_property
    def long_numbers(self) -> str:
        """The stretches of digits, spaces and dashes that can hold the number of a person or an account: most reports
        have none, as their bytes tell at once."""
        text = self.text
        for wide, plain in _WIDE_DIGITS:
            if wide in text:
                text = text.replace(wide, plain)
        if _SHORTEST_NUMBER not in text.encode("ascii", "replace").translate(_IN_NUMBERS):
            return ""
        return "\n".join(_LONG_NUMBER.findall(self.text))

    @cached_property
    def shape(self) -> bytes:
        """A byte for each character: a or A for a Latin letter, other ASCII as it stands, ? for all else. Nothing is
        looked for in less time than in this."""
        return self.text.encode("ascii", "replace").translate(_SHAPE)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the text of each piece ends."""
        lengths = [len(piece.text) + 1 for piece in self.pieces]
        return [end - 1 for end in accumulate(lengths)]

    def holding(self, sign: Sign) -> list[Piece]:
        """The pieces in which a sign stands."""
        text = self.text
        numbers: set[int] = set()
        for each in _patterns(sign):
            match = each.search(text)
            while match:
                number = bisect_left(self._ends, match.start())
                numbers.add(number)
                match = each.search(text, self._ends[number] + 1)
        return [self.pieces[number] for number in sorted(numbers)]


def all_words(report: Report) -> Words:
    """The words of a report, for `view.derive`."""
    return Words(with_cells(report))


def signed(
    view: View,
    sign: Sign,
    among: Among = "pieces",
    *,
    whole: Callable[[Words], str] | None = None,
    shape: bytes = b"",
) -> list[Piece]:
    """The pieces in which a sign stands; most reports have none at all, and one look tells: at `whole`, at the shape of
    all words, in which `shape` stands wherever a sign does, or at all words.

    A sign looks neither ahead of its own characters nor behind them, nor at the ends of the text, so that it stands in a
    piece as in all words.
    """
    words = view.derive(all_words)
    if shape and shape not in words.shape:
        return []
    if whole is not None and not any(each.search(whole(words)) for each in _patterns(sign)):
        return []
    return [
        piece
        for piece in words.holding(sign)
        if isinstance(piece, Passage) or among == "cells" or (among == "pieces" and not piece.is_cell)
    ]


def signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """A sign in several patterns, each of which begins with one character, to which the engine skips: few such looks
    cost less than one for any of several characters."""
    return tuple([regex(pattern) for pattern in patterns])


def _patterns(sign: Sign) -> tuple[re.Pattern[str], ...]:
    return sign if isinstance(sign, tuple) else (sign,)


def with_words(sign: re.Pattern[str], extra: Sequence[str]) -> re.Pattern[str]:
    """A sign that the words of a configuration are as well."""
    return regex("|".join((sign.pattern, *map(re.escape, extra)))) if extra else sign


def _pieces(report: Report) -> Iterator[Piece]:
    yield from report.preamble
    for section in report.sections:
        yield Stretch(section.name, section.id, section.at, _HEADING)
        for block in section.blocks:
            if isinstance(block, Passage):
                yield block
            elif isinstance(block, LooseGrid):
                for row in block.rows:
                    for cell in row:
                        yield Stretch(cell, section.id, block.at, _GRID)


def finding(key: str, piece: Piece, spans: Sequence[Span], *, private: bool = False, **args: Arg) -> Finding:
    """One finding for all places in a piece; `words` in its message lists what stands there.

    With `private`, what stands there is masked in every output.
    """
    found = tuple(dict.fromkeys(piece.text[start:end] for start, end in spans))
    places = [piece.place(*span) for span in spans[:_MOST]]
    return Finding(
        key,
        places[0],
        {"words": found[:_LISTED], **args},
        related=tuple(places[1:]),
        private=found if private else (),
    )


def one_for_each(
    view: View,
    find: Callable[[str], Iterator[Span]],
    key: str,
    among: Among = "pieces",
    *,
    sign: Sign,
    whole: Callable[[Words], str] | None = None,
    shape: bytes = b"",
    private: bool = False,
) -> Iterator[Finding]:
    """A finding for each piece in which `find` finds spans; with `private` they are masked in every output.

    `sign` (see `signed`, also for `whole` and `shape`) stands in every text in which `find` finds something.
    """
    for piece in signed(view, sign, among, whole=whole, shape=shape):
        spans = sorted(find(piece.text))
        if spans:
            yield finding(key, piece, spans, private=private)


_END = regex(r"[。；;！？]")


def sentence_before(text: str, start: int, most: int = 60) -> str:
    """What stands before `start` in its sentence, at most so many characters."""
    return _END.split(text[max(0, start - most) : start])[-1]
