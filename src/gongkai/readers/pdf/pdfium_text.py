"""Characters from PDFium, gathered into runs. One library call per character is what a page costs."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import compress, repeat

from gongkai.readers.pdf.pdfium_calls import Handle, Pointer, answers, plain, pointed
from gongkai.readers.pdf.sheet import Run
from gongkai.readers.pdf.turning import Turning

__all__ = ["runs"]

_BLANK = " \t\u00a0\u3000\u2002\u2003"
_BREAK = "\r\n\x0b\x0c\u2028\u2029\0\u200b\ufeff\u00ad"
_NO_LETTERS = frozenset(_BLANK + _BREAK)
# PDFium writes a hyphen at a line's end as one of these.
_HYPHENS = "\x02\ufffe"
# In heights of the line: further apart than this, or further back, characters are not one run.
_APART, _BACK = 0.3, 0.35
# Digits of one number stand closer: two numbers side by side in a table without lines are two.
_DIGITS = 0.1
# With a blank between them they may stand this far apart: a full-width one, or two narrow.
_BLANKS = 1.1


def runs(text: Handle, count: int, turning: Turning) -> tuple[Run, ...]:
    """All characters of a page in the order of the file, without blanks at the ends of runs."""
    page = pointed(text)
    every = _letters(page, count)
    inked = [letter not in _NO_LETTERS for letter in every]
    places = [*compress(range(count), inked)]
    # A box is left, top, right, bottom.
    sides = answers("FPDFText_GetLooseCharBox", (0, 0, 0, 0), "f", places, of=page)
    columns = turning.columns(sides[0::4], sides[3::4], sides[2::4], sides[1::4])
    return _gathered("".join(compress(every, inked)), columns, _Blanks(page, every, places))


class _Blanks:
    """What stands in the file between two letters of a page that follow each other."""

    def __init__(self, page: Pointer, every: Sequence[str], places: Sequence[int]) -> None:
        self.page, self.every, self.places = page, every, places
        self.made_up = plain("FPDFText_IsGenerated")

    def before(self, letter: int) -> bool:
        """Whether there is a blank in front of a letter that PDFium has not made up."""
        between = range(self.places[letter - 1] + 1, self.places[letter])
        return any(self.every[n] in _BLANK and self.made_up(self.page, n) != 1 for n in between)


def _gathered(letters: str, columns: tuple[Sequence[float], ...], blanks: _Blanks) -> tuple[Run, ...]:
    lefts, tops, rights, bottoms = columns
    lefts = tuple(lefts)
    found: dict[tuple[str, int, int], Run] = {}
    begin, top, bottom, height = 0, 0.0, 0.0, 0.0
    # The bounds of what goes on in a run; the first letter of all is in none.
    above = below = over = under = back = near = 0.0
    # What a run has before its last blank.
    text, starts = "", tuple[float, ...]()
    for n, (left, up, down, right) in enumerate(zip(lefts, tops, bottoms, [0.0, *rights], strict=False)):
        if above < up < below and over < down < under and back <= left - right <= near:
            continue
        if near < left - right <= _BLANKS * height and above < up < below and over < down < under:
            blank = blanks.before(n)
            if blank:
                text = f"{text}{letters[begin:n]} "
                starts += (*lefts[begin:n], right)
                begin = n
            if blank or left - right <= _reach(letters[n - 1], letters[n]) * height:
                continue
        if n:
            _keep(found, text + letters[begin:n], starts + lefts[begin:n], (top, right, bottom))
        begin, text, starts = n, "", ()
        top, bottom, height = up, down, down - up
        above, below, over, under = up - 1, up + 1, down - 1, down + 1
        back, near = -_BACK * height, _DIGITS * height
    if letters:
        _keep(found, text + letters[begin:], starts + lefts[begin:], (top, rights[-1], bottom))
    return tuple(found.values())


def _reach(before: str, char: str) -> float:
    """How far apart two characters of one run may stand without a blank, in heights of the line."""
    return _DIGITS if before.isdigit() and char.isdigit() else _APART


def _keep(
    found: dict[tuple[str, int, int], Run], text: str, lefts: tuple[float, ...], rest: tuple[float, float, float]
) -> None:
    """Add a run. The same text printed twice in one place (a poor man's bold) is kept once."""
    top, right, bottom = rest
    left = lefts[0]
    key = (text, round(left / 2), round(top / 2))
    if key not in found:
        found[key] = Run(text, (left, top, right, bottom), lefts)


def _letters(page: Pointer, count: int) -> str | list[str]:
    """One character for each index of the text page."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = plain("FPDFText_GetText")(page, 0, count, buffer)
    letters = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(letters) == count:
        for hyphen in _HYPHENS:
            letters = letters.replace(hyphen, "-")
        return letters
    # Characters that have no text are left out of the buffer: ask for each, to keep index and letter together.
    codes = map(plain("FPDFText_GetUnicode"), repeat(page), range(count))
    found = [chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes]
    return ["-" if letter in _HYPHENS else letter for letter in found]
