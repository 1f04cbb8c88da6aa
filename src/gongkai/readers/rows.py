"""Rows of tables in lines of text: cells apart by tabs, by pipes, by wide gaps, or by single spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.number import PLACEHOLDERS
from gongkai.patterns import regex
from gongkai.place import At

__all__ = ["TextLine", "aligned", "has_row_of_values", "is_rule", "piped", "spaced", "tabbed", "unrepeated"]

_PIPES = "|｜│┃"
_PIPE = regex(r"(?<!\\)[|｜│┃]")
_RULE = regex(r"[\s|｜│┃:+\-=─━┄┈┌┐└┘├┤┬┴┼╋┏┓┗┛┣┫┳┻═╔╗╚╝╠╣╦╩╬]+")
_GAP = regex(r"(?:[ \u00a0]{2,}|\u3000+)+")
_TAB = regex(r"\t")
_SPACE = regex(r"[ \u00a0\u3000]+")
_VALUE = regex(r"[+-]?\d[\d,]*(?:\.\d+)?")
_SENTENCE = regex(r"[。；！？，：]")
# "一、 总体情况" is a heading with a space in it.
_NUMBERED = regex(r"#|[一二三四五六七八九十]+、")
# Words of a table's row or header have at most so many characters; a line of prose has longer ones.
_LONGEST = 45
# So many values end a line that is a row rather than a sentence.
_VALUES = 3


class TextLine(Struct, frozen=True):
    """A line of a text and its number, from 1."""

    text: str
    number: int

    def cell(self, text: str, start: int) -> GridCell:
        """A cell whose text begins at this offset of the line; blanks around it are cut off."""
        stripped = text.strip()
        offset = start + (text.index(stripped) if stripped else 0)
        at = At(
            line=self.number, column=offset + 1, end_line=self.number, end_column=offset + 1 + len(stripped)
        )  # fmt: skip
        return GridCell(text=stripped, at=at)


Row = tuple[GridCell, ...]


def tabbed(line: TextLine) -> Row:
    """Cells between tabs."""
    return _split(line, line.text, 0, _TAB)


def piped(line: TextLine) -> Row | None:
    """Cells between pipes, if the line is a row of such a table: it begins with one, or has several."""
    text = line.text
    inner = text.strip()
    if not inner or (inner[0] not in _PIPES and len(_PIPE.findall(inner)) < 2):
        return None
    start = text.index(inner)
    if inner[0] in _PIPES:
        inner, start = inner[1:], start + 1
    if inner and inner[-1] in _PIPES and not inner.endswith("\\|"):
        inner = inner[:-1]
    cells = _split(line, inner, start, _PIPE)
    return tuple(GridCell(text=_plain(cell.text), at=cell.at) for cell in cells)


def is_rule(text: str) -> bool:
    """Whether a line only draws: the rule under a header, or a table's frame."""
    stripped = text.strip()
    return len(stripped) >= 3 and _RULE.fullmatch(stripped) is not None and not set(stripped) <= set(_PIPES + " ")


def unrepeated(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with a merged cell's text at its first place only, where a converter wrote it to every place.

    A caption of three or more equal cells tells that it did. Values are repeats where the labels over them are.
    """
    if not any(len(row) > 2 and row[0].text == row[1].text and _is_caption(row) for row in rows):
        return rows
    covered: set[int] = set()
    out = []
    for row in rows:
        same = {n for n in range(1, len(row)) if row[n].text and row[n].text == row[n - 1].text}
        if all(_is_words(cell) for cell in row):
            covered = same
        blank = same & covered
        out.append(tuple(GridCell(text="", at=cell.at) if n in blank else cell for n, cell in enumerate(row)))
    return out


def _is_caption(row: Row) -> bool:
    return _is_words(row[0]) and len({cell.text for cell in row}) == 1


def _is_words(cell: GridCell) -> bool:
    return bool(cell.text) and not is_value(cell.text)


def _plain(text: str) -> str:
    """A cell of a Markdown table: escaped pipes and line breaks as they are meant."""
    return re.sub(r"<br\s*/?>", "\n", text.replace("\\|", "|").replace("&nbsp;", " ").replace("**", "")).strip()


def _split(line: TextLine, text: str, start: int, separator: re.Pattern[str]) -> Row:
    cells, begun = [], 0
    for match in separator.finditer(text):
        cells.append(line.cell(text[begun : match.start()], start + begun))
        begun = match.end()
    cells.append(line.cell(text[begun:], start + begun))
    return tuple(cells)


def spaced(line: TextLine) -> Row | None:
    """Cells between spaces, if the line looks like a row: values at its end, or short words side by side."""
    text = line.text.strip()
    if (
        not text
        or " " not in text.replace("\u3000", " ").replace("\u00a0", " ")
        or _SENTENCE.search(_last_words(text))
    ):
        return None
    cells = _split(line, text, line.text.index(text), _SPACE)
    values = 0
    while values < len(cells) and is_value(cells[-1 - values].text):
        values += 1
    words = cells[: len(cells) - values]
    if any(len(cell.text) > _LONGEST for cell in words):
        return None
    if values >= _VALUES or (values and words and (_GAP.search(text) or all(_is_label(cell.text) for cell in words))):
        return cells
    if values or len(cells) < 2 or _NUMBERED.match(text):
        return None
    return cells if all(_is_label(cell.text) for cell in cells) else None


def has_row_of_values(line: TextLine) -> bool:
    """Whether a line by itself is a row rather than words with a number behind them."""
    cells = spaced(line) or ()
    return sum(is_value(cell.text) for cell in cells) >= _VALUES


def _last_words(text: str) -> str:
    """The line without what stands in brackets: row labels have notes with commas there."""
    return regex(r"（[^）]*）|\([^)]*\)").sub("", text).replace("、", "")


def is_value(text: str) -> bool:
    """A number or a placeholder, as they end the rows of tables."""
    return text in PLACEHOLDERS or _VALUE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not any(char.isdigit() for char in text[3:])


def aligned(lines: Sequence[TextLine]) -> list[Row]:
    """Rows of lines whose cells stand below each other: the fullest lines show where the columns are.

    Where they do not, each line's own gaps part its cells, and blanks between them are lost.
    """
    pieces = [_pieces(line) for line in lines]
    most = max(map(len, pieces))
    full = [mine for mine in pieces if len(mine) == most]
    spans = [(min(mine[n][1] for mine in full), max(mine[n][2] for mine in full)) for n in range(most)]
    # Columns that overlap are none.
    straight = len(full) > 1 and all(a[1] < b[0] for a, b in pairwise(spans))
    rows = []
    for line, mine in zip(lines, pieces, strict=True):
        cells = [cell for cell, _, _ in mine]
        places = [_column(start, end, spans) for _, start, end in mine] if straight else []
        if straight and len(set(places)) == len(places):
            blank = line.cell("", len(line.text))
            rows.append(tuple(dict(zip(places, cells, strict=True)).get(n, blank) for n in range(most)))
        else:
            rows.append(tuple(cells))
    return rows


def _pieces(line: TextLine) -> list[tuple[GridCell, int, int]]:
    """The cells of a line with the columns on a screen where they begin and end."""
    found = []
    offset = measured = screen = 0
    text = line.text.rstrip()
    for match in (*_GAP.finditer(text), None):
        end = match.start() if match else len(text)
        if text[offset:end].strip():
            cell = line.cell(text[offset:end], offset)
            begin = (cell.at.column or 1) - 1
            start = screen + _width(text[measured:begin])
            measured, screen = begin + len(cell.text), start + _width(cell.text)
            found.append((cell, start, screen))
        offset = match.end() if match else end
    return found


def _column(start: int, end: int, spans: Sequence[tuple[int, int]]) -> int:
    """The column that a piece overlaps most; else the nearest."""
    overlap = [min(end, right) - max(start, left) for left, right in spans]
    return max(range(len(spans)), key=lambda n: overlap[n])


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
