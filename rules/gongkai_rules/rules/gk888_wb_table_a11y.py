"""Tables on the page mark their header cells, so that screen readers can read them out (preview; reading `table-without-headers`)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import readings, web_place


def check(view: View) -> Iterator[Finding]:
    bare = list(readings(view.report, "table-without-headers"))
    if bare:
        yield Finding(
            "bare", web_place(bare[0]), {"count": len(bare)}, related=tuple(web_place(r) for r in bare[1:20])
        )


RULE = Rule(
    id="GK888",
    name="wb-table-a11y",
    severity="info",
    summary=Text(zh="网页表格标明表头", en="Tables mark their header cells"),
    advice=Text(zh="用 th 标明表头单元格", en="Mark header cells with th"),
    messages={"bare": Text(zh="{count}张表格没有标明表头", en="{count} table(s) mark no header cells")},
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Invalid("one", readings=(Reading(name="table-without-headers", value="1"),), keys=("bare",), at=("",)),
    ),
)
