"""Binding raw grids to a standard's table: which row is which, which column is which, what could not be placed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.number import parse
from gongkai.place import At
from gongkai.recognize.columns import Header, column_words, read_header
from gongkai.recognize.entries import Entry, bound_row
from gongkai.recognize.labels import key, ordinal_of, similarity
from gongkai.recognize.lines import Line, is_value, lines, one_line
from gongkai.recognize.once import once
from gongkai.recognize.placing import Layout, layout
from gongkai.recognize.rows import Labels, Unnamed, known_words, resolve
from gongkai.report import Caption, Table
from gongkai.standard import BlockSpec, RowSpec, TableSpec

__all__ = ["bind"]

# A caption has at most so many characters, and is like the official one from this likeness on.
_LONGEST_CAPTION, _CAPTION = 30, 0.6


class _Reader:
    """Reads the lines of one table from top to bottom."""

    def __init__(self, spec: TableSpec, foreign: Collection[str], known: Mapping[str, str]) -> None:
        self.spec = spec
        self.foreign = foreign
        self.labels = Labels(spec, known)
        self.block: BlockSpec = spec.blocks[0]
        self.at: At | None = None
        self.corner = ""
        self.header: list[Line] = []
        self.understood: tuple[list[Line], BlockSpec, Header] | None = None
        self.read: dict[str, Header] = {}
        self.rows: list[Entry] = []
        self.captions: list[Caption] = []
        self.waiting: list[Caption] = []  # captions whose block the next row will tell
        self.above: GridCell | None = None  # words alone on the line above, perhaps the first half of a label
        self.since: list[Line] = []  # lines since the last row: headers and captions of what comes next
        self.corners, self.heads = _header_words(spec)
        self.labelled = _labelled(spec)

    def feed(self, line: Line) -> bool:
        """Read a line. False, and nothing is read, when it begins the same table a second time."""
        filled = line.filled
        if line.grid >= 0 and self.at is None and filled:
            self.at = line.own[filled[0]].at
        if not filled:
            if self._is_blank_row(line):
                self._add(line, 0, -1, self.block.rows[0])
            return True
        if len(filled) == 1 and self._caption(line.own[filled[0]]):
            self.since.append(line)
        elif self._is_header(line):
            self.header.append(line)
            self.since.append(line)
        else:
            return self._data(line)
        return True

    # Captions and headers

    def _caption(self, cell: GridCell) -> bool:
        captioned = _captioned(self.spec)
        if not captioned or len(cell.text) > _LONGEST_CAPTION:
            return False
        mine = key(cell.text)
        exact = next((block for words, block in captioned if words == mine), None)
        if exact is None:
            likely = captioned[0][1].caption or ""
            if mine[:3] != key(likely)[:3] or similarity(cell.text, [likely]) < _CAPTION:
                return False
        caption = Caption(block=exact.id if exact else "", text=cell.text.strip(), at=cell.at)
        self._close_header()
        self.waiting.append(caption)
        if exact:
            self.block = exact
        return True

    def _is_header(self, line: Line) -> bool:
        own, filled = line.own, line.filled
        for n in reversed(filled):  # from the right, where values stand
            if parse(own[n].text)[0] in ("number", "placeholder"):
                return False
        texts = [own[n].text for n in filled]
        words = [*map(key, texts)]
        if words[0] in self.corners:
            return True
        heads, labels = self.heads, self.labels
        # A row's label with its number is a row's label, even where a column has the same words.
        head = [n for n, word in enumerate(words) if word in heads and not (ordinal_of(texts[n]) and labels.is_row(texts[n]))]  # fmt: skip
        if 0 not in head and labels.is_row(texts[0]):
            return False
        if len(head) * 2 >= len(words):
            # Below data, one word such as 其他 or 总计 is rather a row without values.
            return len(head) > 1 or not self._begun() or labels.rows.keys().isdisjoint(words)
        # Words that the form does not have, where its header belongs: half a label, or another format's header.
        if self.block.id in self.read or line.grid < 0 or self._begun():
            return False
        beside = len(words) > 1 or line.starts[filled[0]] > 0
        return beside and labels.rows.keys().isdisjoint(words) and not any(map(is_value, texts))

    def _begun(self) -> bool:
        """Whether the current block has rows."""
        return any(entry.block is self.block for entry in self.rows)

    def _close_header(self) -> None:
        """The header lines read so far belong to the current block, unless it has its header: then they repeat it."""
        if not self.header:
            return
        if self.block.id not in self.read:
            self.read[self.block.id] = self._pending()
            first = self.header[0].values().cells[0].text.strip()
            if self.block.corner and not self.corner and key(first) not in column_words(self.block):
                self.corner = first
        self.header = []

    def _pending(self) -> Header:
        """The header lines read so far, as the current block's header."""
        if self.understood is None or self.understood[0] != self.header or self.understood[1] is not self.block:
            self.understood = [*self.header], self.block, read_header(self.header, self.block, self.foreign)
        return self.understood[2]

    # Rows

    def _is_blank_row(self, line: Line) -> bool:
        """A row without labels, all blank: it is the data row if it is as wide as one and none came before."""
        unlabelled = not self.labelled[self.block.id]
        return unlabelled and not self.rows and bool(self.header) and len(line.own) >= len(self.block.columns)

    def _data(self, line: Line) -> bool:
        if not self.labelled[self.block.id]:
            return self._unlabelled(line)
        named = self.labels.find(line) or self.labels.strange(line, self.block, self._values_from(line))
        row = named.row if named else None
        if named is None or (row is None and not self._has_values(line, named.index)):
            return self._words(line)
        if row:
            if row is self.spec.blocks[0].rows[0] and self._again(row):
                return False
            # Header lines without a caption before them belong to the block of the row that follows.
            self.block = self.spec.rows[row.id][1]
        prefix = self._first_half(line, named.index, self.above) if self.above else None
        self._add(line, named.end, named.index, row, named.group, prefix)
        return True

    def _unlabelled(self, line: Line) -> bool:
        """A row of a block without labels: its values, perhaps behind a word."""
        filled = line.values()
        if not any(is_value(cell.text) for cell in filled.cells):
            return True
        row = self.block.rows[0]
        if any(entry.row is row for entry in self.rows):
            if self.header:
                return False
            self._add(line, 0, -1, None)
            return True
        wide = len(line.own) > len(self.block.columns)
        head = int(wide and filled.starts[0] == 0 and not is_value(filled.cells[0].text))
        self._add(line, head, head - 1, row)
        return True

    def _values_from(self, line: Line) -> int | None:
        """The column of the grid where the values of a line begin, if the header tells."""
        header = self._pending() if self.header else self.read.get(self.block.id)
        return header.start if header and header.straight and line.exact else None

    def _has_values(self, line: Line, label: int) -> bool:
        return any(is_value(cell.text) or not cell.text.strip() for cell in line.own[label + 1 :])

    def _words(self, line: Line) -> bool:
        """A line without a label: values that lost theirs are kept; words may be half of a label."""
        cells = line.values().cells
        if any(is_value(cell.text) for cell in cells):
            if line.grid >= 0:
                self._add(line, 0, -1, None)
            return True
        if len(cells) == 1 and line.grid >= 0:
            self._second_half(cells[0])
        return True

    def _first_half(self, line: Line, label: int, above: GridCell) -> GridCell | None:
        """The words on the line above, if only with them the label is an official one."""
        text = line.own[label].text
        if key(text) in self.labels.rows:
            return None
        return above if key(above.text + text) in self.labels.rows else None

    def _second_half(self, cell: GridCell) -> None:
        last = self.rows[-1] if self.rows else None
        if last and last.row is None and key(last.text + one_line(cell.text)) in self.labels.rows:
            last.suffix += one_line(cell.text)
        else:
            self.above = cell

    def _again(self, row: RowSpec) -> bool:
        """Whether the table's first row comes again after most of the table: then the table is there twice."""
        read = {entry.row.id for entry in self.rows if entry.row}
        last = self.rows[-1].row if self.rows else None
        return row.id in read and last is not row and len(read) * 2 > len(self.spec.rows)

    def _add(
        self, line: Line, head: int, label: int, row: RowSpec | None, group: str = "", prefix: GridCell | None = None
    ) -> None:
        """A row of the current block; what is said of it by position is said in `Entry`."""
        if self.since:
            self._close_header()
            block = self.block.id
            self.captions += [c if c.block else Caption(block=block, text=c.text, at=c.at) for c in self.waiting]
            self.waiting, self.since = [], []
        self.above = None
        self.rows.append(Entry(line, self.block, head, line.values(head), label, row, group, prefix))

    # The result

    def table(self, standard: str, section: str | None) -> Table:
        self._close_header()
        self.captions += [c for c in self.waiting if c.block]
        self._resolve()
        layouts = {block.id: self._layout(block) for block in self.spec.blocks}
        return Table(
            id=self.spec.id,
            standard=standard,
            spec=self.spec,
            section=section,
            at=self.rows[0].line.at if self.rows else self.at or At(),
            rows=tuple([bound_row(entry, layouts[entry.block.id]) for entry in self.rows]),
            columns=tuple(chain.from_iterable([header.columns for header in self.read.values()])),
            captions=tuple(self.captions),
            corner=self.corner,
        )

    def _resolve(self) -> None:
        """Give rows with other than official labels their row, now that all are known."""
        if not [entry for entry in self.rows if entry.row is None]:
            return
        found = [entry.row or Unnamed(entry.text, entry.group) for entry in self.rows]
        for entry, row in zip(self.rows, resolve(self.spec, found), strict=True):
            entry.row = row
            if row:
                entry.block = self.spec.rows[row.id][1]

    def _layout(self, block: BlockSpec) -> Layout:
        rows = [(e.line, e.values.starts) for e in self.rows if e.block is block and e.values.starts]
        return layout(rows, block, self.read.get(block.id))


@once
def _captioned(spec: TableSpec) -> list[tuple[str, BlockSpec]]:
    """The words of the captions, each with its block."""
    return [(key(block.caption), block) for block in spec.blocks if block.caption]


@once
def _labelled(spec: TableSpec) -> dict[str, bool]:
    """By block id, whether its rows have labels."""
    return {block.id: any(row.label for row in block.rows) for block in spec.blocks}


@once
def _header_words(spec: TableSpec) -> tuple[frozenset[str], frozenset[str]]:
    """The words in the corners of the table's headers, and all words of them."""
    corners = frozenset(key(block.corner) for block in spec.blocks) - {""}
    return corners, corners.union(*(column_words(block) for block in spec.blocks))


def bind(
    blocks: Sequence[Paragraph | Grid],
    spec: TableSpec,
    standard: str,
    section: str | None,
    foreign: Collection[str] = (),
) -> tuple[Table, ...]:
    """Read the blocks as the given table; several, where it stands there more than once.

    Nothing is guessed: what cannot be placed is kept as `loose`. `foreign` are the column words (`key` of each) that
    only other formats have: values below those are not the standard's.
    """
    tables: list[Table] = []
    texts = [block.texts if isinstance(block, Grid) else {block.text} for block in blocks]
    known = known_words(spec, frozenset().union(*texts))
    reader = _Reader(spec, foreign, known)
    for line in lines(blocks):
        if not reader.feed(line):
            begun, reader.since = reader.since, []
            reader.header, reader.waiting = [], []
            tables.append(reader.table(standard, section))
            reader = _Reader(spec, foreign, known)
            for each in (*begun, line):
                reader.feed(each)
    return (*tables, reader.table(standard, section))
