"""From runs of characters to lines of text, and from lines to the text of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gongkai.readers.pdf.sheet import Box, Run, around

__all__ = ["Line", "glue", "text_lines", "wrapped"]

# Parts of one line overlap by at least this share of the lower one's height.
_OVERLAP = 0.5
# In heights of the line: a gap that is a blank, and one that parts two words in letters.
_BLANK, _WORDS = 0.7, 0.12


class Line(Struct, frozen=True, dict=True):
    """One line of text, its box, and its parts from left to right."""

    text: str
    box: Box
    parts: tuple[Run, ...]

    @cached_property
    def em(self) -> float:
        """The size of its type, from the width of its characters: a Latin letter is half a Chinese one."""
        letters = "".join([part.text for part in self.parts])
        units = len(letters) - len(letters.encode("ascii", "ignore")) / 2
        return sum([part.box[2] - part.box[0] for part in self.parts]) / max(units, 0.5)


def text_lines(runs: Sequence[Run]) -> list[Line]:
    """The lines from top to bottom."""
    if len(runs) < 2:
        return [_line(runs)] if runs else []
    groups: list[list[Run]] = []
    above = below = 0.0  # of the first run in the last group
    # By the middle of their height.
    for run in sorted(runs, key=lambda r: (r.box[1] + r.box[3], r.box[0])):
        _, top, _, bottom = run.box
        if groups and min(bottom, below) - max(top, above) >= _OVERLAP * min(bottom - top, below - above):
            groups[-1].append(run)
        else:
            groups.append([run])
            above, below = top, bottom
    return [_line(group) for group in groups]


def _line(runs: Sequence[Run]) -> Line:
    if len(runs) == 1:
        return Line(runs[0].text, runs[0].box, (runs[0],))
    parts = sorted(runs, key=lambda r: r.box[0])
    pieces = [parts[0].text]
    for before, after in pairwise(parts):
        gap = after.box[0] - before.box[2]
        height = min(before.box[3] - before.box[1], after.box[3] - after.box[1])
        if gap > _WORDS * height and (gap > _BLANK * height or (_latin(before.text[-1]) and _latin(after.text[0]))):
            pieces.append(" ")
        pieces.append(after.text)
    return Line("".join(pieces), around([part.box for part in parts]), tuple(parts))


def wrapped(lines: Sequence[Line]) -> str:
    """The text of a cell: its lines joined, also those of one character each."""
    text = ""
    for line in lines:
        text = glue(text, line.text)
    return text


def glue(before: str, after: str) -> str:
    """Join text that was broken into lines: without a blank, but between Latin words.

    A number that a narrow cell breaks is one number.
    """
    blank = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if blank else before + after


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
