"""Tables are tables, not pictures: what stands in a picture cannot be searched, copied or checked.

Told where a part that must hold a table has none, and a picture stands between its heading and the next (reading `image`). That the
table could not be read at all is GK201's.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import At, Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import readings


def check(view: View) -> Iterator[Finding]:
    report = view.report
    found = {table.id for table in report.tables}
    images = list(readings(report, "image"))
    for n, section in enumerate(report.sections):
        missing = [spec for spec in report.standard.tables if spec.section == section.id and spec.id not in found]
        if not missing or not images:
            continue
        start = section.at.sort_key()
        end = report.sections[n + 1].at.sort_key() if n + 1 < len(report.sections) else None
        inside = [i for i in images if start < i.at.sort_key() and (end is None or i.at.sort_key() < end)]
        if inside:
            yield Finding("picture", section.place(), {"section": section.name})


RULE = Rule(
    id="GK881",
    name="wb-table-image",
    severity="warning",
    summary=Text(zh="表格不用图片", en="Tables are no pictures"),
    advice=Text(
        zh="把表格改为可以检索、复制的文字表格", en="Publish the table as text that can be searched and copied"
    ),
    messages={"picture": Text(zh="“{section}”的表格是图片", en="The table of “{section}” is a picture")},
    basis=(Cite("regulation-2019", "24"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("pictures beside tables", readings=(Reading(name="image", value="logo.png", at=At(line=2)),)),
        Invalid(
            "a picture for the table",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n二、主动公开政府信息情况\n"
            "三、收到和处理政府信息公开申请情况\n\n\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="image", value="t3.png", at=At(line=6)),),
            keys=("picture",),
            at=("applications",),
        ),
    ),
)
