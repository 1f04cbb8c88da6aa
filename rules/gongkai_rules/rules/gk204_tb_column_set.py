"""A table has the columns of the form: none missing, none added, none exchanged, in the form's order.

Headers are hard to read (labels broken over lines, cells joined across columns), so the header alone is never enough:
a column counts as missing only when the rows below have no value for it either, as added only when some row has a
value in it. All such faults of one kind in a table are one finding.

Silent: a header that is missing or could not be read at all; labels that are altered but recognizable (GK206); a
piece of a broken label; empty added columns; rows with more or fewer values than the header has columns (GK219);
tables in the layout of the other form (GK208).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import (
    BlockSpec,
    Cite,
    Column,
    ColumnSpec,
    Finding,
    Invalid,
    Place,
    Rule,
    Table,
    Text,
    Valid,
    View,
    Where,
    key,
)
from gongkai_rules._cells import column_name
from gongkai_rules._examples import OLD_TABLE_TWO
from gongkai_rules._rows import out_of_form


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        missing: list[tuple[BlockSpec, ColumnSpec]] = []
        added: list[Column] = []
        moved: list[Column] = []
        for block in table.spec.blocks:
            header = [column for column in table.columns if column.block == block.id]
            as_in_form = [column.id for column in header] == [spec.id for spec in block.columns]
            out_of_order = [] if as_in_form else _moved(header, block)
            if out_of_order:
                moved += out_of_order
                continue
            absent = _absent(table, block)
            if as_in_form and not absent:
                continue
            strange = [column for column in header if column.id is None]
            if absent and any(key(column.label) in key(spec.label) for column in strange for spec in absent):
                continue
            missing += [(block, column) for column in absent]
            if strange and (absent or _valued(table, block)):
                added += strange
        if moved:
            yield Finding("order", _place(table, moved[0]), {"columns": _labels(moved)})
        official = tuple(f"“{column_name(block, column)}”" for block, column in missing)
        if missing and added:
            yield Finding("instead", _place(table, added[0]), {"columns": _labels(added), "official": official})
        elif missing:
            yield Finding("missing", table.place(column=missing[0][1].id), {"official": official})
        elif added:
            yield Finding("extra", _place(table, added[0]), {"columns": _labels(added)})


def _absent(table: Table, block: BlockSpec) -> list[ColumnSpec]:
    """Columns for which no placed row of the block has a cell."""
    form = [column.id for column in block.columns]
    placed: set[str] = set()
    for row in table.rows:
        if row.block == block.id and row.cells:
            ids = [cell.column for cell in row.cells]
            if ids == form:  # as in most tables
                return []
            placed.update(ids)
    return [column for column in block.columns if column.id not in placed] if placed else []


def _valued(table: Table, block: BlockSpec) -> bool:
    """Whether a row of the block has values beside those of the form's columns."""
    return any(row.cells and row.loose for row in table.rows if row.block == block.id)


def _moved(header: list[Column], block: BlockSpec) -> list[Column]:
    """Columns that stand behind one of their own group that the form has after them.

    Between groups nothing is said: a cell joined over too few columns pushes whole groups past each other.
    """
    specs = {spec.id: spec for spec in block.columns}
    labels = {key(spec.label): spec for spec in reversed(block.columns)}
    bound = {column.id for column in header}
    order = list(specs.values())
    furthest: dict[tuple[str, ...], int] = {}
    moved = []
    for column in header:
        spec = specs.get(column.id or "") or labels.get(key(column.label))
        if spec is None or (column.id is None and spec.id in bound):
            continue
        number = order.index(spec)
        if number < furthest.get(spec.path, -1):
            moved.append(column)
        furthest[spec.path] = max(number, furthest.get(spec.path, -1))
    return moved


def _place(table: Table, column: Column) -> Place:
    zh, en = table.spec.name.zh, table.spec.name.en
    label = Text(zh=f"{zh} “{column.label}”列", en=f"{en}, column “{column.label}”")
    return Place(Where(table.section, table.id, None, None, label), column.at)


def _labels(columns: list[Column]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"“{column.label}”" for column in columns))


# The examples change one column of table two, first block, in its header and in both rows.
_HEADER, _FIRST, _SECOND = "本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t0\t0", "规范性文件\t3\t1\t28"

RULE = Rule(
    id="GK204",
    name="tb-column-set",
    severity="error",
    summary=Text(zh="表格的列与规定一致", en="A table has exactly the columns of the form"),
    advice=Text(zh="按规定格式恢复表格的列，不增不减", en="Restore the form's columns, no more and no fewer"),
    messages={
        "missing": Text(zh="缺少{official}列", en="Missing columns: {official}"),
        "extra": Text(zh="{columns}不是规定的列", en="The form has no column {columns}"),
        "instead": Text(
            zh="{columns}不是规定的列；这里应为{official}",
            en="The form has no column {columns}; here belongs {official}",
        ),
        "order": Text(zh="{columns}列的位置与规定不同", en="Not where the form has it: column {columns}"),
    },
    why=Text(
        zh="列是格式规定的。表头常因合并单元格读不准，所以表头和下面的数据都不符时才提示。",
        en="The columns belong to the form. Headers are hard to read, so header and data must both disagree.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a table in the older layout is told by another rule", source=OLD_TABLE_TWO),
        Valid("no header at all", replace={f"信息内容\t{_HEADER}\n": ""}),
        Valid("a label broken over two lines", replace={"社会公益组织": "组织"}),
        Valid("a column for notes left empty", replace={_HEADER: f"{_HEADER}\t备注", _FIRST: f"{_FIRST}\t"}),
        Valid("an altered label", replace={"法律服务机构": "法律服务组织"}),
        Valid("one label in other words where its column belongs", replace={"科研机构": "群众团体"}),
        Invalid(
            "a column left out",
            replace={
                _HEADER: "本年制发件数\t现行有效件数",
                _FIRST: "规章\t0\t0",
                _SECOND: "规范性文件\t3\t28",
            },
            keys=("missing",),
            at=("proactive/proactive//repealed",),
        ),
        Invalid(
            "a column put in",
            replace={
                _HEADER: "本年制发件数\t本年废止件数\t主动公开件数\t现行有效件数",
                _FIRST: "规章\t0\t0\t0\t0",
                _SECOND: "规范性文件\t3\t1\t3\t28",
            },
            keys=("extra",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "two columns exchanged for others",
            replace={"科研机构\t社会公益组织": "个体工商户\t群众团体"},
            keys=("instead",),
            at=("applications/applications",),
        ),
        Invalid(
            "two columns exchanged",
            replace={"商业企业\t科研机构": "科研机构\t商业企业"},
            keys=("order",),
            at=("applications/applications",),
        ),
    ),
)
