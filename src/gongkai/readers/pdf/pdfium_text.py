"""Characters from PDFium, gathered into runs. One library call per character is what a page costs."""

from __future__ import annotations

import ctypes

from gongkai.readers.pdf.sheet import Box, Run
from gongkai.readers.pdf.turning import Turning

__all__ = ["runs"]

_BLANK = " \t\u00a0\u3000\u2002\u2003"
_BREAK = "\r\n\x0b\x0c\u2028\u2029\0\u200b\ufeff\u00ad"
# PDFium writes a hyphen at a line's end as one of these.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
# In heights of the line: further apart than this, or further back, characters are not one run.
_APART, _BACK = 0.3, 0.35
# With a blank between them they may stand this far apart: a full-width one, or two narrow.
_BLANKS = 1.1


def runs(text: object, count: int, turning: Turning) -> tuple[Run, ...]:
    """All characters of a page in the order of the file, without blanks at the ends of runs."""
    from pypdfium2 import raw

    letters = _letters(text, count)
    area = raw.FS_RECTF()
    where = ctypes.byref(area)
    measure, generated = raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    x0, y1, turn = turning.left, turning.top, turning.box if turning.quarters else None
    found: dict[tuple[str, int, int], Run] = {}
    chars: list[str] = []
    lefts: list[float] = []
    top = bottom = right = height = 0.0
    blank = False
    for index, char in enumerate(letters):
        if char in _BLANK:
            blank = blank or generated(text, index) != 1
            continue
        if char in _BREAK:
            continue
        measure(text, index, where)
        if turn is None:
            start, up, end, down = area.left - x0, y1 - area.top, area.right - x0, y1 - area.bottom
        else:
            start, up, end, down = turn(area.left, area.bottom, area.right, area.top)
        gap = start - right
        reach = (_BLANKS if blank else _APART) * height
        if chars and abs(up - top) < 1 and abs(down - bottom) < 1 and -_BACK * height <= gap <= reach:
            if blank and gap > 0.1 * height:
                chars.append(" ")
                lefts.append(right)
        else:
            _keep(found, chars, lefts, (top, right, bottom))
            chars, lefts = [], []
            top, bottom, height = up, down, down - up
        chars.append(_HYPHENS.get(char, char))
        lefts.append(start)
        right = end
        blank = False
    _keep(found, chars, lefts, (top, right, bottom))
    return tuple(found.values())


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
        return letters
    # Characters that have no text are left out of the buffer: ask for each, to keep index and letter together.
    codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))
    return [chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes]
