"""Binding raw grids to a standard's table: which row is which, which column is which, what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai.document import Grid, GridCell, Paragraph
from gongkai.number import parse
from gongkai.place import At
from gongkai.recognize.columns import Header, read_header, sequence
from gongkai.recognize.labels import key, similarity
from gongkai.report import Caption, Cell, Column, Row, Table
from gongkai.standard import BlockSpec, RowSpec, TableSpec

__all__ = ["Line", "bind", "lines", "votes"]

# A label that is not the official one binds from this likeness on when it stands where the row belongs,
# and from the higher one anywhere.
_LIKELY, _SURE = 0.55, 0.8


class Line(Struct, frozen=True):
    """One physical row: its cells by column of the grid, and whether those columns can be trusted."""

    cells: tuple[GridCell | None, ...]
    exact: bool

    @property
    def own(self) -> list[tuple[int, GridCell]]:
        """The row's different cells with the index of their first column."""
        cells = self.cells
        return [(x, c) for x, c in enumerate(cells) if c is not None and (x == 0 or cells[x - 1] is not c)]

    @property
    def at(self) -> At:
        return next((cell.at for cell in self.cells if cell), At())


def lines(blocks: Sequence[Paragraph | Grid]) -> Iterator[Line]:
    """The physical rows of grids; paragraphs between them come as rows of one cell (captions stand there)."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Line((GridCell(text=block.text, at=block.at),), exact=False)
        elif block.exact:
            for row in block.matrix:
                yield Line(row, exact=True)
        else:
            for cells in block.rows:
                yield Line(cells, exact=False)


def votes(block: Grid, table: TableSpec) -> set[str]:
    """The words of the table's rows and columns that stand in the grid. `key` of each."""
    known = {key(spec.label) for b in table.blocks for spec in b.specs if spec.label}
    known |= {key(group) for b in table.blocks for spec in b.specs for group in spec.path}
    return {k for row in block.rows for cell in row if (k := key(cell.text)) in known}


class _Reader:
    """Reads the lines of one table from top to bottom."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self.block: BlockSpec = spec.blocks[0]
        self.header: list[Line] = []
        self.read: dict[str, Header] = {}
        self.rows: list[tuple[Line, BlockSpec, RowSpec | None, list[GridCell], int]] = []
        self.captions: list[Caption] = []
        self.corner = ""

    def feed(self, line: Line) -> None:
        own = [(x, cell) for x, cell in line.own if cell.text.strip()]
        if not own:
            if line.exact and self.header and not any(row.label for row in self.block.rows):
                self._data(line)  # under a header whose rows have no labels, a drawn row is one, filled in or not
            return
        if len(own) == 1 and (caption := self._caption(own[0][1])):
            self.captions.append(caption)
            self.block, self.header = self._block(caption.block), []
            return
        if self._is_header(own):
            self._note_header(line, own)
            return
        self._data(line)

    def _block(self, block_id: str) -> BlockSpec:
        return next(block for block in self.spec.blocks if block.id == block_id)

    def _caption(self, cell: GridCell) -> Caption | None:
        captioned = [block for block in self.spec.blocks if block.caption]
        if not captioned or len(cell.text) > 30:
            return None
        mine = key(cell.text)
        for block in captioned:
            if mine == key(block.caption or ""):
                return Caption(block=block.id, text=cell.text.strip(), at=cell.at)
        likely = captioned[0].caption or ""
        if mine[:3] == key(likely)[:3] and similarity(cell.text, [likely]) >= 0.6:
            # A caption that lost its number: the rows below it will tell which block it is.
            return Caption(block=self.block.id, text=cell.text.strip(), at=cell.at)
        return None

    def _is_header(self, own: list[tuple[int, GridCell]]) -> bool:
        if any(parse(cell.text)[0] == "number" for _, cell in own):
            return False
        heads = {word for b in self.spec.blocks for word in (*_column_words(b), key(b.corner)) if word}
        rows = {key(row.label) for b in self.spec.blocks for row in b.rows if row.label}
        groups = {key(name) for b in self.spec.blocks for row in b.rows for name in row.path}
        words = [key(cell.text) for _, cell in own]
        if words[0] in rows and words[0] not in heads:
            return False
        if words[0] in rows | groups and words[-1] in rows and self.rows and not self.header:
            return False  # "三、本年度办理结果 | （七）总计" with blank cells: the label is a column's, too
        return sum(word in heads for word in words) * 2 >= len(words)

    def _note_header(self, line: Line, own: list[tuple[int, GridCell]]) -> None:
        fresh = not self.header and not any(block is self.block for _, block, *_ in self.rows)
        block = self.block
        if not fresh and not self.header:
            return  # a header repeated after a page break
        self.header.append(line)
        first = own[0][1].text.strip()
        if block.corner and not self.corner and key(first) not in _column_words(block):
            self.corner = first
        self.read[block.id] = read_header(self.header, block)

    def _data(self, line: Line) -> None:
        own = line.own
        label_at, row = self._label(own)
        if row is None and label_at is None:
            if not self._is_unlabelled(own):
                return
            row = self.block.rows[0]
        if row is not None:
            self.block = next(block for block in self.spec.blocks if row in block.rows)
        position = -1 if label_at is None else label_at
        labels = [cell for _, cell in own[: position + 1] if cell.text.strip()]
        self.rows.append((line, self.block, row, labels, position))
        self.header = []

    def _is_unlabelled(self, own: list[tuple[int, GridCell]]) -> bool:
        if any(row.label for row in self.block.rows):
            return False
        return any(parse(cell.text)[0] != "text" for _, cell in own)

    def _label(self, own: list[tuple[int, GridCell]]) -> tuple[int | None, RowSpec | None]:
        """Which cell is the row's label, and the row it names (None: a row that the standard does not have)."""
        every = {key(row.label): row for block in self.spec.blocks for row in block.rows if row.label}
        for block in self.spec.blocks:
            for row in block.rows:
                for variant in row.variants:
                    every.setdefault(key(variant), row)
        taken = {row.id for _, _, row, _, _ in self.rows if row}
        for index in range(len(own) - 1, -1, -1):
            row_or_none = every.get(key(own[index][1].text))
            if row_or_none is not None and not _is_number(own[index][1].text):
                return index, row_or_none
        texts = [i for i, (_, cell) in enumerate(own) if cell.text.strip() and not _is_number(cell.text)]
        leading = [i for n, i in enumerate(texts) if i == texts[0] + n or not own[i - 1][1].text.strip()]
        if not leading or not any(_is_value(cell.text) for _, cell in own[leading[-1] + 1 :]):
            return None, None
        label = own[leading[-1]][1].text
        free = [row for block in self.spec.blocks for row in block.rows if row.id not in taken and row.label]
        scored = sorted(((similarity(label, (row.label, *row.variants)), row) for row in free), key=lambda p: -p[0])
        expected = self._next(taken)
        for score, row in scored:
            if score >= _SURE or (score >= _LIKELY and expected is row):
                return leading[-1], row
        return leading[-1], None

    def _next(self, taken: set[str]) -> RowSpec | None:
        every = [row for block in self.spec.blocks for row in block.rows]
        last = max((i for i, row in enumerate(every) if row.id in taken), default=-1)
        return every[last + 1] if last + 1 < len(every) else None

    def table(self, standard: str, section: str | None) -> Table:
        rows = []
        for block in self.spec.blocks:
            mine = [entry for entry in self.rows if entry[1] is block]
            header = self.read.get(block.id)
            start = _start(mine, block, header)
            rows += [_bind_row(entry, block, header, start) for entry in mine]
        order = {id(entry[0]): n for n, entry in enumerate(self.rows)}
        numbered = [order[id(entry[0])] for block in self.spec.blocks for entry in self.rows if entry[1] is block]
        ordered = tuple(row for _, row in sorted(zip(numbered, rows, strict=True), key=lambda pair: pair[0]))
        columns = tuple(
            Column(id=column_id, block=block_id, label=cell.text.strip(), at=cell.at)
            for block_id, header in self.read.items()
            for _, cell, column_id in header.leaves
        )
        first = next(iter(ordered), None)
        return Table(
            id=self.spec.id, standard=standard, spec=self.spec, section=section, rows=ordered, columns=columns,
            at=first.at if first else At(), captions=tuple(self.captions), corner=self.corner,
        )  # fmt: skip


def bind(blocks: Sequence[Paragraph | Grid], spec: TableSpec, standard: str, section: str | None) -> Table:
    """Read the blocks as the given table. Nothing is guessed: what cannot be placed is kept as `loose`."""
    reader = _Reader(spec)
    for line in lines(blocks):
        reader.feed(line)
    return reader.table(standard, section)


def _column_words(block: BlockSpec) -> set[str]:
    return {key(word) for column in block.columns for word in (column.label, *column.variants, *column.path)}


def _is_number(text: str) -> bool:
    return parse(text)[0] == "number"


def _is_value(text: str) -> bool:
    return parse(text)[0] in ("number", "placeholder", "blank")


def _start(
    rows: Sequence[tuple[Line, BlockSpec, RowSpec | None, list[GridCell], int]],
    block: BlockSpec,
    header: Header | None,
) -> int | None:
    """The index of the first value in a text copy, if the header and all full rows agree on it.

    In copies that lost separators they disagree, and then a short row's values cannot be placed.
    """
    width = len(sequence(header, block))
    starts = {header.start} if header and header.start is not None else set()
    for line, _, _, _, position in rows:
        values = [x for x, cell in line.own[position + 1 :] if cell.text.strip()]
        if len(values) == width and values[-1] - values[0] == width - 1:
            starts.add(values[0])
    return starts.pop() if len(starts) == 1 else None


def _bind_row(
    entry: tuple[Line, BlockSpec, RowSpec | None, list[GridCell], int],
    block: BlockSpec,
    header: Header | None,
    start: int | None,
) -> Row:
    line, _, row, labels, position = entry
    zone = line.own[position + 1 :]
    placed = _place(line, zone, block, header, start)
    filled = [cell for _, cell in zone if cell.text.strip()]
    cells: tuple[Cell, ...] = ()
    loose: tuple[Cell, ...] = ()
    if placed is None:
        loose = tuple(_cell("", cell, block, "") for cell in filled)
    else:
        known = {column.id for column in block.columns}
        cells = tuple(_cell(c, cell, block, c) for c, cell in placed if c in known)
        loose = tuple(_cell("", cell, block, "") for c, cell in placed if c not in known and cell.text.strip())
    return Row(
        id=row.id if row else None,
        block=block.id,
        label=" ".join(labels[-1].text.split()) if labels else "",
        path=tuple(" ".join(label.text.split()) for label in labels[:-1]),
        at=labels[-1].at if labels else line.at,
        cells=cells,
        loose=loose,
    )


def _cell(column: str, cell: GridCell, block: BlockSpec, column_id: str) -> Cell:
    spec = next((c for c in block.columns if c.id == column_id), None)
    text = cell.text.strip()
    state, value = parse(text, spec.kind if spec else "count")
    return Cell(column, text, state, value, cell.at)


def _place(
    line: Line,
    zone: Sequence[tuple[int, GridCell]],
    block: BlockSpec,
    header: Header | None,
    start: int | None,
) -> list[tuple[str, GridCell]] | None:
    """Value cells with their column ids ("" for a column that the standard does not have); None: not knowable."""
    columns = sequence(header, block)
    blank = GridCell(text="", at=zone[-1][1].at if zone else line.at)
    if header and line.exact:
        by_x = dict(zone)
        places = [x for x, _, _ in header.leaves]
        if len(places) == len(columns) and set(by_x) <= set(places):
            return [(column, by_x.get(x, blank)) for x, column in zip(places, columns, strict=True)]
    filled = [(x, cell) for x, cell in zone if cell.text.strip()]
    if len(filled) == len(columns):
        return [(column, cell) for column, (_, cell) in zip(columns, filled, strict=True)]
    if not filled:
        return [(column, blank) for column in columns]
    if start is not None and all(start <= x < start + len(columns) for x, _ in filled):
        at = {x - start: cell for x, cell in zone}
        return [(column, at.get(n, blank)) for n, column in enumerate(columns)]
    return None
