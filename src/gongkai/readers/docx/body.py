"""The body of a DOCX file: its paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.document import Block, GridCell, Paragraph, Reading
from gongkai.place import At
from gongkai.reader import Source
from gongkai.readers.budget import Budget
from gongkai.readers.docx.facts import Facts, properties, set_apart
from gongkai.readers.docx.inline import DEEPEST, Inline, alternative
from gongkai.readers.docx.names import VAL, child_value, mc, w, whole
from gongkai.readers.docx.numbering import Numbering
from gongkai.readers.docx.styles import Style, Styles
from gongkai.readers.docx.tables import DrawnCell, arrange
from gongkai.readers.package import Package, Relation, damaged, parse_xml

__all__ = ["read"]

_P, _TBL, _TR, _TC, _SDT = w("p"), w("tbl"), w("tr"), w("tc"), w("sdt")
_PPR, _STYLE, _NUMBER, _OUTLINE, _MARK = w("pPr"), w("pStyle"), w("numPr"), w("outlineLvl"), w("rPr")
_TCPR, _SPAN, _VMERGE, _HMERGE, _TRPR = w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge"), w("trPr")
_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_ALTERNATE = mc("AlternateContent")


def read(source: Source) -> tuple[tuple[Block, ...], tuple[Reading, ...]]:
    """The blocks and readings of a DOCX file. Raises ReadError."""
    package = Package(source)
    main = next((r.part for r in package.relations() if r.kind == "officeDocument"), None) or "word/document.xml"
    data = package.read(main)
    if data is None:
        raise damaged()
    relations = tuple(package.relations(main))
    body = _Body(package, data, relations, source)
    blocks = tuple(body.read())
    readings = (*properties(package), *body.facts.readings(), *set_apart(package, relations))
    return blocks, readings


def _related(package: Package, relations: tuple[Relation, ...], kind: str) -> Element | None:
    part = next((r.part for r in relations if r.kind == kind), None)
    return package.xml(part) if part else None


class _Body:
    """Walks the body once, from top to bottom, counting as `At` does."""

    def __init__(self, package: Package, data: bytes, relations: tuple[Relation, ...], source: Source) -> None:
        self.facts = Facts()
        self._budget = Budget(source.limits)
        self._root = parse_xml(data, source.limits.xml_elements)
        self._styles = Styles(_related(package, relations, "styles"))
        self._numbering = Numbering(_related(package, relations, "numbering"))
        fast = b"vanish" not in data and b"strike" not in data and not self._styles.hide
        page = 1 if b"lastRenderedPageBreak" in data else None
        self._inline = Inline(self.facts, self._styles, fast=fast, page=page)
        self._marks = b"<w:del " in data or b"<w:moveFrom " in data
        self._paragraphs = self._tables = 0
        self._carried = ""

    def read(self) -> Iterator[Block]:
        body = self._root.find(w("body"))
        if body is None:
            raise damaged()
        yield from self._blocks(body, 0)

    def _at(self) -> At:
        return At(paragraph=self._paragraphs or None, page=self._inline.page)

    def _blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        """The blocks of a body, a text box, or a cell that only arranges."""
        if depth > DEEPEST:
            raise damaged()
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraphs += 1
                yield from self._paragraph(child, depth)
            elif tag == _TBL:
                yield from self._table(child, depth)
            elif tag in _WRAPPERS:
                if tag != _SDT or not _is_contents(child):
                    yield from self._blocks(child, depth + 1)
            elif tag == _ALTERNATE and (version := alternative(child)) is not None:
                yield from self._blocks(version, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        first = self._inline.page
        style, label, heading, joins = self._format(element)
        text, boxes, breaks = self._inline.read(element, self._at, hidden=style.hidden)
        if style.contents:
            return
        label, text = ("", self._carried + text) if self._carried else (label, text)
        self._carried = ""
        if joins:  # the mark at its end is deleted: it now runs on in the next paragraph
            self._carried = label + text
            return
        at = At(paragraph=self._paragraphs, page=first)
        lines = (label * bool(text.strip()) + text).split("\n")
        if len(lines) == 1 and lines[0].strip():
            yield _placed(lines[0], len(label), at, breaks, heading)
        else:
            for line in lines:
                if stripped := line.strip():
                    yield Paragraph(text=stripped, at=at, heading=heading)
        for box in boxes:
            yield from self._blocks(box, depth + 1)

    def _format(self, element: Element) -> tuple[Style, str, int | None, bool]:
        """The paragraph's style, its automatic number, its outline level, and whether its end is deleted."""
        properties = element.find(_PPR)
        if properties is None:
            style = self._styles.default
            return style, self._label(style, None), style.heading, False
        named = properties.find(_STYLE)
        style = self._styles.default if named is None else self._styles.get(named.get(VAL))
        heading = style.heading
        if (outline := properties.find(_OUTLINE)) is not None:
            level = whole(outline.get(VAL), 9)
            heading = level + 1 if level is not None and 0 <= level < 9 else None
        joins = False
        if self._marks and (mark := properties.find(_MARK)) is not None:
            joins = mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None
        return style, self._label(style, properties.find(_NUMBER)), heading, joins

    def _label(self, style: Style, own: Element | None) -> str:
        if own is None:
            if style.list_id is None:
                return ""
            return self._numbering.label(style.list_id, style.list_level, style.list_style)
        list_id, level = child_value(own, w("numId")), whole(child_value(own, w("ilvl")))
        if list_id is None:
            return self._numbering.label(style.list_id, level) if style.list_id else ""
        return self._numbering.label(list_id, style.list_level if level is None else level)

    def _table(self, element: Element, depth: int) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        rows = [(row, list(_cells(row, 0))) for row in _rows(element, 0)]
        own = sum(len(cells) for _, cells in rows)
        nested = sum(1 for _ in element.iter(_TC)) - own
        if nested > own or all(len(cells) <= 1 for _, cells in rows):
            for _, cells in rows:
                for cell in cells:
                    yield from self._blocks(cell, depth + 1)
            return
        drawn = [self._row(row, cells, number, y) for y, (row, cells) in enumerate(rows, 1) if self._stays(row)]
        at = At(paragraph=self._paragraphs or None, table=number, page=_page(drawn))
        if grid := arrange(drawn, at, self._budget):
            yield grid

    def _stays(self, row: Element) -> bool:
        """Whether a row is there now: tracked deletions of rows are dropped."""
        if not self._marks or (properties := row.find(_TRPR)) is None or properties.find(w("del")) is None:
            return True
        self.facts.note("tracked-deletions", self._at())
        return False

    def _row(self, row: Element, cells: list[Element], table: int, y: int) -> list[DrawnCell]:
        properties = row.find(_TRPR)
        before = None if properties is None else child_value(properties, w("gridBefore"))
        drawn: list[DrawnCell] = []
        if (gap := whole(before, 0)) and gap > 0:
            drawn.append(DrawnCell(GridCell(text="", at=self._cell_at(table, y, None)), gap))
        begun = reached = self._inline.page
        for x, cell in enumerate(cells, 1):
            self._inline.page = begun  # every cell of the row begins on the same page
            at = self._cell_at(table, y, x)
            tcpr = cell.find(_TCPR)
            span, merged, joined = 1, False, False
            if tcpr is not None:
                if (each := tcpr.find(_SPAN)) is not None:
                    span = max(whole(each.get(VAL), 1 << 30) or 1, 1)
                if (each := tcpr.find(_VMERGE)) is not None:
                    merged = each.get(VAL) != "restart"
                if (each := tcpr.find(_HMERGE)) is not None:
                    joined = each.get(VAL) != "restart"
            text = self._cell_text(cell, at, 0)
            if joined and drawn:
                drawn[-1] = DrawnCell(drawn[-1].cell, drawn[-1].span + span, continues=drawn[-1].continues)
            else:
                drawn.append(DrawnCell(GridCell(text=text, at=at), span, continues=merged))
            if begun is not None and self._inline.page is not None:
                reached = max(reached or 1, self._inline.page)
        self._inline.page = reached
        return drawn

    def _cell_at(self, table: int, y: int, x: int | None) -> At:
        return At(paragraph=self._paragraphs or None, table=table, row=y, cell=x, page=self._inline.page)

    def _cell_text(self, parent: Element, at: At, depth: int) -> str:
        """All words of a cell, its paragraphs on lines of their own; a small table inside counts as text."""
        if depth > DEEPEST:
            raise damaged()
        lines: list[str] = []
        for child in parent:
            tag = child.tag
            if tag == _P:
                style, label, _, joins = self._format(child)
                text, boxes, _ = self._inline.read(child, lambda: at, hidden=style.hidden)
                text = self._carried + (label if text.strip() else "") + text
                self._carried = text if joins else ""
                lines += [] if joins else [text]
                lines += [self._cell_text(box, at, depth + 1) for box in boxes]
            elif tag == _TBL:
                self._tables += 1
                lines += [self._cell_text(cell, at, depth + 1) for row in _rows(child, 0) for cell in _cells(row, 0)]
            elif tag in _WRAPPERS:
                lines.append(self._cell_text(child, at, depth + 1))
        kept = [stripped for line in lines if (stripped := line.strip())]
        if self._carried and depth == 0:
            kept.append(self._carried.strip())
            self._carried = ""
        return "\n".join(kept)


def _placed(line: str, label: int, at: At, breaks: list[tuple[int, int]], heading: int | None) -> Paragraph:
    """A paragraph of one line; where it runs over a page, its later words stand on the next."""
    text = line.strip()
    shift = label - (len(line) - len(line.lstrip()))
    anchors: list[tuple[int, At]] = []
    for offset, page in breaks:
        moved = At(paragraph=at.paragraph, page=page)
        if offset + shift <= label or not line[: offset + label].strip():
            at = moved
        else:
            anchors.append((offset + shift, moved))
    return Paragraph(text=text, at=at, anchors=tuple(anchors), heading=heading)


def _is_contents(element: Element) -> bool:
    """Whether a content control holds a table of contents."""
    properties = element.find(w("sdtPr"))
    gallery = None if properties is None else next(properties.iter(w("docPartGallery")), None)
    return gallery is not None and gallery.get(VAL) == "Table of Contents"


def _rows(parent: Element, depth: int) -> Iterator[Element]:
    yield from _members(parent, _TR, depth)


def _cells(parent: Element, depth: int) -> Iterator[Element]:
    for cell in _members(parent, _TC, depth):
        properties = cell.find(_TCPR)
        if properties is None or properties.find(w("cellDel")) is None:
            yield cell


def _members(parent: Element, tag: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    if depth > DEEPEST:
        raise damaged()
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _members(child, tag, depth + 1)


def _page(rows: list[list[DrawnCell]]) -> int | None:
    return next((each.cell.at.page for row in rows for each in row), None)
