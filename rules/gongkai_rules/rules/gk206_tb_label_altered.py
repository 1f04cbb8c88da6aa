"""The labels of rows and columns read as the form prints them.

规范性文件 for 行政规范性文件, 法律服务组织 for 法律服务机构, 科研企业 for 科研机构: the table is recognized all the same, but who adds
up the figures of many offices meets another name. All altered labels of a table are one finding.

Silent: white space, punctuation, quotes and brackets, numbering, words that change nothing (本年度 for 本年, 数量 left
out), harmless variants in the standard's data; a piece of a long label or of a header that was broken over lines; the
text in brackets (units are GK209, notes of the template GK869); a table or block in the layout of the
other form (GK208, GK222).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai import (
    Cite,
    Column,
    ColumnSpec,
    Finding,
    Invalid,
    Place,
    RowSpec,
    Rule,
    Table,
    Text,
    Valid,
    View,
    Where,
    key,
    regex,
)
from gongkai_rules._columns import relabelled
from gongkai_rules._examples import OLD_TABLE_TWO
from gongkai_rules._formats import older_columns
from gongkai_rules._rows import own_rows

_BRACKETS = regex(r"\([^()]*\)?")
_IDLE = regex(r"件?数量?|情况|的|和|及|与|等|类(?!过程|内部)")
# A label longer than this is often broken over lines, and one piece of it is what is read.
_LONG = 12


def check(view: View) -> Iterator[Finding]:
    for table, columns in view.derive(relabelled):
        altered = [*_rows(table), *_columns(table, columns)]
        if altered:
            places = [place for _, _, place in altered]
            printed = tuple(f"“{shown}”" for shown, _, _ in altered)
            official = tuple(f"“{spec.label}”" for _, spec, _ in altered)
            args = {"printed": printed, "official": official}
            yield Finding("altered", places[0], args, related=tuple(places[1:]))


def _rows(table: Table) -> Iterator[tuple[str, RowSpec | ColumnSpec, Place]]:
    other = [row for row in own_rows(table) if row.label != table.spec.rows[row.id or ""][2].label]
    older = {column.block for column in older_columns(table)} if other else ()
    for row in other:
        if row.block in older:
            continue
        spec = table.spec.rows[row.id or ""][2]
        mine = _plain(row.label)
        broken = len(key(spec.label)) > _LONG and mine in _plain(spec.label)
        if spec.label and not broken and not _same(row.label, spec) and not _with_group(mine, spec):
            yield row.label, spec, table.place(row.id)


def _columns(
    table: Table, columns: Sequence[tuple[Column, ColumnSpec]]
) -> Iterator[tuple[str, RowSpec | ColumnSpec, Place]]:
    for column, spec in columns:
        if _same(column.label, spec) or _is_piece(column.label, spec.label):
            continue
        zh, en = f"{table.spec.name.zh} “{column.label}”列", f"{table.spec.name.en}, column “{column.label}”"
        where = Where(table.section, table.id, None, column.id, Text(zh=zh, en=en))
        yield column.label, spec, Place(where, column.at)


def _same(label: str, spec: RowSpec | ColumnSpec) -> bool:
    return _plain(label) in {_plain(name) for name in (spec.label, *spec.variants)}


def _with_group(label: str, spec: RowSpec) -> bool:
    """Whether the words before the official ones are those of its groups: （三）不予公开 in one cell with its first row."""
    before, official, after = label.partition(_plain(spec.label))
    groups = "".join(_plain(group) for group in spec.path)
    return bool(official) and not after and re.sub(r"\d", "", before) in groups


def _is_piece(label: str, official: str) -> bool:
    """Whether a column's label is a piece of the official one or the other way round."""
    mine, theirs = _plain(label), _plain(official)
    return mine in theirs or theirs in mine


@lru_cache(maxsize=1024)
def _plain(label: str) -> str:
    """The words that make the difference, without brackets and what stands in them."""
    words = key(_BRACKETS.sub("", unicodedata.normalize("NFKC", label)))
    return _IDLE.sub("", words.replace("本年度", "本年").replace("本年内", "本年"))


RULE = Rule(
    id="GK206",
    name="tb-label-altered",
    severity="warning",
    summary=Text(zh="行、列的名称与规定一致", en="Labels of rows and columns read as the form prints them"),
    advice=Text(zh="改用规定的名称", en="Use the label of the form"),
    messages={
        "altered": Text(
            zh="写的是{printed}，规定的名称是{official}", en="The label reads {printed}; the form has {official}"
        )
    },
    why=Text(
        zh="全国使用统一格式，名称不同会影响汇总和比较。空格、标点、编号和不改变意思的字（如“本年度”）不计较。",
        en="The form is one for the whole country. Spaces, punctuation, numbering and words that change nothing pass.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "spaces, quotes, brackets, harmless words",
            replace={
                "规章\t": "规 章\t",
                "3.危及“三安全一稳定”": "3.危及三安全一稳定",
                "（区分处理的，只计这一情形，不计其他情形）": "(区分处理的)",
                "本年废止件数": "本年度废止数量",
                "2.其他法律行政法规禁止公开": "2、其他法律法规禁止公开",
            },
        ),
        Valid(
            "a long label of which one line was read",
            replace={"逾期不补正、行政机关不再处理其政府信息公开申请\t0": "逾期不补正、\t0"},
        ),
        Valid(
            "the group in one cell with its first row",
            replace={"（三）不予公开\t1.属于国家秘密": "（三）不予公开 1.属于国家秘密\t"},
        ),
        Valid("the other form's table", source=OLD_TABLE_TWO),
        Valid(
            "the other form's block",
            replace={
                "本年制发件数\t本年废止件数\t现行有效件数": "本年新制作数量\t本年新公开数量\t对外公开总数量",
                "行政规范性文件\t3": "规范性文件\t3",
            },
        ),
        Invalid(
            "the name of the older form",
            replace={"行政规范性文件\t3": "规范性文件\t3"},
            keys=("altered",),
            at=("proactive/proactive/normative_documents",),
        ),
        Invalid(
            "another word for an applicant",
            replace={"法律服务机构": "法律服务组织"},
            keys=("altered",),
            at=("applications/applications//legal_service",),
        ),
    ),
)
