"""Tables are tables, not pictures: what stands in a picture cannot be searched, copied or checked.

Told where a part that must hold a table has no table at all, and a picture that may show one stands between its heading and the next
(reading `image`): one that is neither small nor named like a logo, an icon or a code to scan. What scripts and frames fill in is not
seen, so a part that holds one is left alone. That the table could not be read at all is GK201's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai import At, Cite, Finding, Invalid, LooseGrid, Reading, Rule, Section, Text, Valid, View
from gongkai_rules._web import may_show_table, readings, web_place


def check(view: View) -> Iterator[Finding]:
    report = view.report
    found = {table.id for table in report.tables}
    images = [image for image in readings(report, "image") if may_show_table(image)]
    others = [*readings(report, "table"), *readings(report, "embedded")]
    # Below the last part stands what the page has below the report.
    for section, following in pairwise(report.sections if images else ()):
        missing = [spec for spec in report.standard.tables if spec.section == section.id and spec.id not in found]
        if not missing or any(isinstance(block, LooseGrid) for block in section.blocks):
            continue
        pictures = _between(images, section, following)
        if pictures and not _between(others, section, following):
            related = tuple(web_place(picture) for picture in pictures[:20])
            yield Finding("picture", section.place(), {"section": section.name}, related=related)


def _between(found: Sequence[Reading], section: Section, following: Section) -> list[Reading]:
    return [each for each in found if section.at.sort_key() < each.at.sort_key() < following.at.sort_key()]


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
        Valid(
            "a code to scan where a table is missing",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n二、主动公开政府信息情况\n"
            "三、收到和处理政府信息公开申请情况\n\n\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="image", value="W020260120.png", at=At(line=6), details={"width": "200", "height": "200"}),),
        ),
        Invalid(
            "a picture for the table",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n二、主动公开政府信息情况\n"
            "三、收到和处理政府信息公开申请情况\n\n\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="image", value="t3.png", at=At(line=6)),),
            keys=("picture",),
            at=("applications",),
        ),
    ),
)  # fmt: skip
