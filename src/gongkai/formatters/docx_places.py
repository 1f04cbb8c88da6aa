"""From a position in a DOCX (as its reader counts) to the paragraph of the file, checked against its words.

Counted as in `gongkai.readers.docx`: `At.paragraph` counts paragraphs outside tables, `At.table`, `row` and `cell`
those that are drawn. A comment at the wrong place would be worse than one at the beginning, so a paragraph that
does not hold the words that are meant is looked for among the others, and what is found nowhere goes to the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.place import Place

if TYPE_CHECKING:
    from docx.oxml.document import CT_Body
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from lxml.etree import _Element as Element

__all__ = ["Places", "runs_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(_W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


class Places:
    """The paragraphs and cells of one document body."""

    def __init__(self, body: CT_Body) -> None:
        self._paragraphs: list[Element] = []
        self._cells: dict[tuple[int, int, int], Element] = {}
        self._tables = 0
        self._walk(body)
        self._body = body
        self._words = [(each, _bare(_text(each))) for each in body.iter(_W + "p")]

    def paragraph(self, place: Place) -> Paragraph:
        """The paragraph for a comment about a place."""
        from docx.text.paragraph import Paragraph

        found = self._counted(place)
        meant = self._meant(place)
        if meant and (found is None or meant not in _bare(_text(found))):
            found = next((each for each, words in self._words if words == meant), found)
        if found is None:
            found = next((each for each, words in self._words if words), None)
        if found is None:
            return Paragraph(self._body.add_p(), self._body)
        return Paragraph(found, self._body)

    def _counted(self, place: Place) -> Element | None:
        at = place.at
        if at.table is not None:
            cell = self._cells.get((at.table, at.row or 1, at.cell or 1))
            if cell is None:
                return None
            inside = list(cell.iter(_W + "p"))
            return next((each for each in inside if _bare(_text(each))), inside[0] if inside else None)
        if at.paragraph is not None and at.paragraph <= len(self._paragraphs):
            return self._paragraphs[at.paragraph - 1]
        return None

    @staticmethod
    def _meant(place: Place) -> str:
        """The words of prose that must be there; none for tables, whose excerpts are rows put together."""
        if place.at.table is not None or place.excerpt is None:
            return ""
        return _bare(place.excerpt.text[place.excerpt.start : place.excerpt.end])

    def _walk(self, parent: Element) -> None:
        for child in parent:
            if child.tag == _W + "p":
                self._paragraphs.append(child)
                for box in child.iter(_W + "txbxContent"):
                    if not any(a.tag == _MC + "Fallback" for a in box.iterancestors()):
                        self._walk(box)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag in _WRAPPERS and not _is_contents(child):
                self._walk(child)

    def _table(self, table: Element) -> None:
        self._tables += 1
        number = self._tables
        rows = [list(_members(row, "tc")) for row in _members(table, "tr")]
        own = sum(map(len, rows))
        nested = sum(1 for _ in table.iter(_W + "tc")) - own
        if nested > own or all(len(cells) <= 1 for cells in rows):  # it only arranges others
            for cells in rows:
                for cell in cells:
                    self._walk(cell)
            return
        for y, cells in enumerate(rows, 1):
            for x, cell in enumerate(cells, 1):
                self._cells[number, y, x] = cell
                self._tables += sum(1 for _ in cell.iter(_W + "tbl"))


def runs_of(paragraph: Paragraph) -> list[Run]:
    """The runs of a paragraph with text, also those in links, smart tags and tracked insertions, but not those that
    are deleted or stand in a text box."""
    from docx.text.run import Run

    own = paragraph._p  # noqa: SLF001 - python-docx has no public way to runs inside other elements
    return [
        Run(each, paragraph)
        for each in own.iter(_W + "r")
        if each.find(_W + "t") is not None and next(each.iterancestors(_W + "p"), None) is own
    ]


def _members(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == _W + name:
            if child.find(f"{_W}tcPr/{_W}cellDel") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _members(child, name)


def _is_contents(element: Element) -> bool:
    galleries = element.iterfind(f"{_W}sdtPr//{_W}docPartGallery")
    return any(each.get(_W + "val") == "Table of Contents" for each in galleries)


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(_W + "t"))


def _bare(text: str) -> str:
    return "".join(text.split())
