"""Reading a table's header: which column of the grid is which column of the standard."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from gongkai.document import GridCell
from gongkai.recognize.labels import key, similarity
from gongkai.recognize.lines import Line, one_line
from gongkai.recognize.once import once
from gongkai.report import Column
from gongkai.standard import BlockSpec, ColumnSpec

__all__ = ["Header", "column_words", "read_header"]

# A header label that is not the official one still is that column from this likeness on when it stands where the
# column belongs, and from the higher one when more labels stand there than columns are free.
_LIKELY, _SURE = 0.6, 0.8


class Header(Struct, frozen=True):
    """The lowest labels over the columns, left to right, each with the column it names (`id` None: none of the standard's),
    and the columns of the grid that they stand over. `foreign` says that some are those of another format; `straight` that
    the grid's columns are where the labels stand; `grid` is the one it was read from."""

    places: tuple[int, ...]
    columns: tuple[Column, ...]
    grid: int
    width: int
    foreign: bool = False
    straight: bool = True

    @property
    def start(self) -> int | None:
        """Where the values begin, if the known columns stand side by side."""
        known = [x for x, column in zip(self.places, self.columns, strict=True) if column.id]
        return known[0] if known and known[-1] - known[0] == len(known) - 1 else None

    @property
    def known(self) -> int:
        return sum(column.id is not None for column in self.columns)


@once
def column_words(block: BlockSpec) -> frozenset[str]:
    """The words of a block's columns and of the groups over them."""
    return frozenset(key(word) for column in block.columns for word in (column.label, *column.variants, *column.path))


class _Words(Struct, frozen=True):
    """The words of a block's header: of the groups over columns, the corner, all labels of each column, and those of
    any."""

    groups: frozenset[str]
    corner: str
    columns: tuple[frozenset[str], ...]
    names: frozenset[str]


@once
def _header_words(block: BlockSpec) -> _Words:
    columns = tuple(frozenset(map(key, (column.label, *column.variants))) for column in block.columns)
    groups = frozenset(key(group) for column in block.columns for group in column.path)
    return _Words(groups, key(block.corner), columns, frozenset().union(*columns))


def read_header(lines: Sequence[Line], block: BlockSpec, foreign: Collection[str]) -> Header:
    """Read the header lines of one block. The corner and group labels are not columns.

    `foreign` are the column words of other formats that this one does not have.
    """
    known = _header_words(block)
    groups, corner, names = known.groups, known.corner, known.names
    pieces: dict[int, list[GridCell]] = {}
    for line in lines:
        own, starts = line.own, line.starts
        for n in line.filled:
            x, cell = starts[n], own[n]
            words = key(cell.text)
            if words in groups or (corner and (words == corner or (x == 0 and words not in names))):
                continue
            mine = pieces.get(x)
            if mine is None:
                pieces[x] = [cell]
            elif cell not in mine:
                mine.append(cell)
    found = [(x, *_label(mine, block.columns, names)) for x, mine in sorted(pieces.items())]
    if not any(line.exact for line in lines):
        found = _joined(found, [cell for mine in pieces.values() for cell in mine], names)
    labels = [label for _, label, _ in found]
    order = [column.id for column in block.columns]
    ids: Sequence[str | None] = _align(labels, block.columns, known.columns, foreign)
    straight = True
    if ids != order and sorted(map(str, ids)) == sorted(order) and any(_has_hole(line) for line in lines):
        # A cell joined over too few columns pushed the labels behind it to the left: their order and their places
        # mean nothing, but all of them are there.
        found = [
            leaf for _, leaf in sorted(zip(ids, found, strict=True), key=lambda pair: order.index(pair[0] or ""))
        ]
        ids, straight = order, False
    return Header(
        places=tuple([x for x, _, _ in found]),
        columns=tuple(
            [
                Column(id=column, block=block.id, label=label, at=cell.at)
                for (_, label, cell), column in zip(found, ids, strict=True)
            ]
        ),
        grid=lines[0].grid,
        width=max([len(line.cells) for line in lines]),
        foreign=None in ids
        and any(column is None and key(label) in foreign for label, column in zip(labels, ids, strict=True)),
        straight=straight,
    )


def _has_hole(line: Line) -> bool:
    return line.exact and None in line.cells


def _label(pieces: Sequence[GridCell], columns: Sequence[ColumnSpec], known: Collection[str]) -> tuple[str, GridCell]:
    """The label of a column from the cells over it, of which the lowest counts, or all of them joined."""
    last = pieces[-1]
    if len(pieces) > 1 and key(last.text) not in known:
        names = [name for column in columns for name in (column.label, *column.variants)]
        joined = "".join(one_line(cell.text) for cell in pieces)
        if similarity(joined, names) > similarity(last.text, names):
            return joined, pieces[0]
    return one_line(last.text), last


def _joined(
    found: Sequence[tuple[int, str, GridCell]], every: Sequence[GridCell], names: Collection[str]
) -> list[tuple[int, str, GridCell]]:
    """In text copies the upper half of a label may stand over another column: 社会公益 here, 组织 there."""
    out = list(found)
    for upper in every:
        if key(upper.text) in names:
            continue
        for n, (x, label, cell) in enumerate(out):
            if cell is not upper and key(label) not in names and key(upper.text + label) in names:
                out[n] = (x, one_line(upper.text) + label, upper)
                out = [leaf for leaf in out if leaf[2] is not upper or leaf is out[n]]
                break
    return out


def _align(
    labels: Sequence[str], columns: Sequence[ColumnSpec], names: Sequence[frozenset[str]], foreign: Collection[str]
) -> list[str | None]:
    """Give each label its column, keeping the order: the labels of table four repeat three times.

    `names` are the words of each column.
    """
    if len(labels) == len(columns) and all(key(label) in own for label, own in zip(labels, names, strict=True)):
        return [column.id for column in columns]
    # length[i][j]: how many of labels[i:] and columns[j:] agree in order.
    length = [[0] * (len(columns) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            hit = length[i + 1][j + 1] + 1 if key(labels[i]) in names[j] else 0
            length[i][j] = max(hit, length[i + 1][j], length[i][j + 1])
    ids: list[str | None] = [None] * len(labels)
    gaps: list[tuple[range, range]] = []
    i = j = 0
    gap_i, gap_j = 0, 0
    while i < len(labels) and j < len(columns):
        if key(labels[i]) in names[j] and length[i][j] == length[i + 1][j + 1] + 1:
            gaps.append((range(gap_i, i), range(gap_j, j)))
            ids[i] = columns[j].id
            i, j = i + 1, j + 1
            gap_i, gap_j = i, j
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    gaps.append((range(gap_i, len(labels)), range(gap_j, len(columns))))
    _out_of_order(ids, labels, columns, names)
    for gap, free in gaps:
        _fill(ids, labels, columns, gap, free, foreign)
    return ids


def _out_of_order(
    ids: list[str | None], labels: Sequence[str], columns: Sequence[ColumnSpec], names: Sequence[frozenset[str]]
) -> None:
    """A label that names one column only is that column wherever it stands."""
    for i, label in enumerate(labels):
        if ids[i] is None:
            fitting = [column.id for column, own in zip(columns, names, strict=True) if key(label) in own]
            if len(fitting) == 1 and fitting[0] not in ids:
                ids[i] = fitting[0]


def _fill(
    ids: list[str | None],
    labels: Sequence[str],
    columns: Sequence[ColumnSpec],
    gap: range,
    free: range,
    foreign: Collection[str],
) -> None:
    """Labels between two known columns that are like the columns free there, or stand for the only one free."""
    open_labels = [i for i in gap if ids[i] is None]
    open_columns = [j for j in free if columns[j].id not in ids]
    if len(open_labels) != len(open_columns):
        for i in open_labels:
            best = next((j for j in open_columns if _alike(labels[i], columns[j]) >= _SURE), None)
            if best is not None:
                ids[i] = columns[best].id
                open_columns = [j for j in open_columns if j > best]
        return
    alone = len(open_labels) == 1 and sum(column is None for column in ids) == 1
    for i, j in zip(open_labels, open_columns, strict=True):
        strange = key(labels[i]) in foreign
        if (alone and not strange) or _alike(labels[i], columns[j]) >= (_SURE if strange else _LIKELY):
            ids[i] = columns[j].id


def _alike(label: str, column: ColumnSpec) -> float:
    return similarity(label, (column.label, *column.variants))
