"""Each block of table two has its caption with the right item of article 20: 第二十条第（一）项 and so on.

Captions are matched to the blocks by their number, else by their order. A missing or wrong number is told, and a
caption that is not there while the others are. Harmless: spaces, the kind of brackets, 第 left out.

Silent where all numbers are gone: web pages lose them in copying. Also where most captions are missing: then the
reader did not see them, or the layout is another; and on a table printed twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from gongkai import BlockSpec, Caption, Cite, Finding, Invalid, Place, Rule, Table, Text, Valid, View, Where, regex
from gongkai_rules._headings import NUMERALS

_ITEM = regex(rf"\(?\s*([{NUMERALS}])\s*\)?\s*项")


def check(view: View) -> Iterator[Finding]:
    for table in view.report.tables:
        blocks = [block for block in table.spec.blocks if block.caption]
        if [caption.text for caption in table.captions] == [block.caption for block in blocks]:
            continue
        numbers = [_item(caption.text) for caption in table.captions]
        if not blocks or not any(numbers) or len(numbers) > len(blocks):
            continue
        if len(numbers) == len(blocks):
            for block, caption in zip(blocks, table.captions, strict=True):
                if _item(caption.text) != _item(block.caption or ""):
                    args = {"printed": caption.text, "official": block.caption or ""}
                    yield Finding("altered", _place(table, caption), args)
        elif 2 * len(numbers) >= len(blocks) and all(numbers):
            absent = [b for b in blocks if _item(b.caption or "") not in numbers and _has_rows(table, b)]
            official = tuple(f"“{block.caption}”" for block in absent)
            if absent:
                yield Finding("missing", table.place(absent[0].rows[0].id), {"official": official})


@lru_cache(maxsize=256)
def _item(caption: str) -> str | None:
    """The number of the item: 一 in 第二十条第（一）项."""
    found = _ITEM.search(unicodedata.normalize("NFKC", caption).partition("条")[2])
    return found[1] if found else None


def _has_rows(table: Table, block: BlockSpec) -> bool:
    return any(row.id and row.block == block.id for row in table.rows)


def _place(table: Table, caption: Caption) -> Place:
    text = caption.text
    label = Text(zh=f"{table.spec.name.zh}“{text}”", en=f"{table.spec.name.en}, caption “{text}”")
    return Place(Where(table.section, table.id, None, None, label), caption.at)


RULE = Rule(
    id="GK207",
    name="tb-caption-altered",
    severity="warning",
    summary=Text(zh="表二各栏标明条例第二十条的对应项", en="The blocks of table two name the right items of article 20"),
    advice=Text(zh="按格式写明第二十条的哪一项", en="Name the item as the form does"),
    messages={
        "altered": Text(
            zh="栏目写的是“{printed}”，应为“{official}”", en="The caption reads “{printed}”; it should be “{official}”"
        ),
        "missing": Text(zh="缺少栏目名：{official}", en="Missing captions: {official}"),
    },
    why=Text(
        zh="表二各栏对应条例第二十条的不同项，写错或者漏写项号，就不知道填的是哪一项。",
        en="Each block of table two belongs to one item of article 20; without its number one cannot tell which.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "20")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("other brackets, 第 left out", replace={"第二十条第（一）项": "第二十条  第(一)项", "第二十条第（六）项": "第二十条（六）项"}),
        Valid("numbers lost in copying", replace={"（一）项": "项", "（五）项": "项", "（六）项": "项", "（八）项": "项"}),
        Invalid(
            "one lost its number",
            replace={"第二十条第（六）项": "第二十条第 项"},
            keys=("altered",),
            at=("proactive/proactive",),
        ),
        Invalid("one has the number of another", replace={"第二十条第（八）项": "第二十条第（六）项"}, keys=("altered",)),
        Invalid(
            "one is missing",
            replace={"第二十条第（六）项\n": ""},
            keys=("missing",),
            at=("proactive/proactive/penalties",),
        ),
    ),
)  # fmt: skip
