"""Tables on the page mark their header cells, so that screen readers can read them out, and only tables are drawn as tables (preview).

By the readings `table` (how often a table marks headers, by th or thead) and `layout-table` (a table in the report that only arranges its
text). Tables that are none of the report's are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from gongkai import At, Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import readings, web_place


def check(view: View) -> Iterator[Finding]:
    drawn = sorted(readings(view.report, "table"), key=lambda reading: reading.at.sort_key())
    ends = [reading.at.sort_key() for reading in drawn[1:]]
    places = [table.at.sort_key() for table in view.report.tables]
    bare = [
        reading
        for reading, end in zip_longest(drawn, ends)
        if reading.value == "0" and any(reading.at.sort_key() <= at and (end is None or at < end) for at in places)
    ]
    for key, found in (("bare", bare), ("layout", list(readings(view.report, "layout-table")))):
        if found:
            related = tuple(web_place(reading) for reading in found[1:20])
            yield Finding(key, web_place(found[0]), {"count": len(found)}, related=related)


RULE = Rule(
    id="GK888",
    name="wb-table-a11y",
    severity="info",
    summary=Text(zh="网页表格标明表头", en="Tables mark their header cells"),
    advice=Text(
        zh="用 th 标明表头单元格；排版用样式，不用表格",
        en="Mark header cells with th; arrange text by styles, not by tables",
    ),
    messages={
        "bare": Text(zh="{count}张表格没有标明表头", en="{count} table(s) mark no header cells"),
        "layout": Text(zh="{count}张表格只用于排版", en="{count} table(s) only arrange the text"),
    },
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("headers", readings=(Reading(name="table", value="3", at=At(line=1)),)),
        Valid("another table of the page", readings=(Reading(name="table", value="0", at=At(line=9000)),)),
        Invalid("no headers", readings=(Reading(name="table", value="0", at=At(line=1)),), keys=("bare",), at=("",)),
        Invalid("for layout", readings=(Reading(name="layout-table", value=""),), keys=("layout",), at=("",)),
    ),
)
