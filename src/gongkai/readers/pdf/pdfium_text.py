"""Characters from PDFium, gathered into runs. One library call per character is what a page costs."""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator
from itertools import repeat

from gongkai.readers.pdf.sheet import Box, Run
from gongkai.readers.pdf.turning import Turning

__all__ = ["runs"]

_BLANK = " \t\u00a0\u3000\u2002\u2003"
_BREAK = "\r\n\x0b\x0c\u2028\u2029\0\u200b\ufeff\u00ad"
_NO_LETTERS = frozenset(_BLANK + _BREAK)
# PDFium writes a hyphen at a line's end as one of these.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
# In heights of the line: further apart than this, or further back, characters are not one run.
_APART, _BACK = 0.3, 0.35
# Digits of one number stand closer: two numbers side by side in a table without lines are two.
_DIGITS = 0.1
# With a blank between them they may stand this far apart: a full-width one, or two narrow.
_BLANKS = 1.1


def runs(text: object, count: int, turning: Turning) -> tuple[Run, ...]:
    """All characters of a page in the order of the file, without blanks at the ends of runs."""
    from pypdfium2 import raw

    letters = _letters(text, count)
    found: dict[tuple[str, int, int], Run] = {}
    chars: list[str] = []
    lefts: list[float] = []
    top = bottom = right = height = 0.0
    blank = False
    for index, (char, (start, up, end, down)) in enumerate(zip(letters, _boxes(text, count, turning), strict=True)):
        if char in _NO_LETTERS:
            blank = blank or (char in _BLANK and raw.FPDFText_IsGenerated(text, index) != 1)
            continue
        gap = start - right
        level = chars and -1 < up - top < 1 and -1 < down - bottom < 1 and -_BACK * height <= gap
        if level and (gap <= _DIGITS * height or gap <= _reach(chars[-1], char, blank=blank) * height):
            if blank and gap > 0.1 * height:
                chars.append(" ")
                lefts.append(right)
        else:
            _keep(found, chars, lefts, (top, right, bottom))
            chars, lefts = [], []
            top, bottom, height = up, down, down - up
        chars.append(char)
        lefts.append(start)
        right = end
        blank = False
    _keep(found, chars, lefts, (top, right, bottom))
    return tuple(found.values())


def _reach(before: str, char: str, *, blank: bool) -> float:
    """How far apart two characters of one run may stand, in heights of the line."""
    if blank:
        return _BLANKS
    return _DIGITS if before.isdigit() and char.isdigit() else _APART


def _boxes(text: object, count: int, turning: Turning) -> Iterator[Box]:
    """The box of each character, from the page's top left corner."""
    from pypdfium2 import raw

    areas = (raw.FS_RECTF * count)()
    # The same function with plain addresses: to make a pointer for each character would cost more than the call.
    known = raw.FPDFText_GetLooseCharBox
    measure = type(known)(ctypes.cast(known, ctypes.c_void_p).value)
    measure.argtypes, measure.restype = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p), ctypes.c_int
    begin, size = ctypes.addressof(areas), ctypes.sizeof(raw.FS_RECTF)
    page = ctypes.cast(text, ctypes.c_void_p).value  # type: ignore[arg-type] # a handle, which is a pointer
    deque(map(measure, repeat(page), range(count), range(begin, begin + size * count, size)), maxlen=0)
    # A box is left, top, right, bottom.
    sides = array("f", bytes(areas))
    if turning.quarters:
        return (
            turning.box(left, bottom, right, top) for left, top, right, bottom in zip(*[iter(sides)] * 4, strict=True)
        )
    x, y = turning.left, turning.top
    return (
        (left - x, y - top, right - x, y - bottom)
        for left, top, right, bottom in zip(*[iter(sides)] * 4, strict=True)
    )


def _keep(
    found: dict[tuple[str, int, int], Run], chars: list[str], lefts: list[float], rest: tuple[float, float, float]
) -> None:
    """Add a run. The same text printed twice in one place (a poor man's bold) is kept once."""
    if not chars:
        return
    text = "".join(chars)
    top, right, bottom = rest
    box: Box = (lefts[0], top, right, bottom)
    key = (text, round(box[0] / 2), round(top / 2))
    if key not in found:
        found[key] = Run(text, box, tuple(lefts))


def _letters(text: object, count: int) -> str | list[str]:
    """One character for each index of the text page."""
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    letters = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(letters) == count:
        return letters.translate(_HYPHENS)
    # Characters that have no text are left out of the buffer: ask for each, to keep index and letter together.
    codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))
    return [_HYPHENS.get(code) or (chr(code) if 0 < code < 0x110000 else "\ufffd") for code in codes]
