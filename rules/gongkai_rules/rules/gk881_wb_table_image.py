"""Tables are tables, not pictures: what stands in a picture cannot be searched, copied or checked.

Told where a part that must hold a table has no table at all, and a picture that may show one stands between its heading and the next
(reading `image`): one that is neither small nor named like a logo, an icon or a code to scan. What scripts and frames fill in is not
seen, so a part that holds one is left alone. GK201, which tells of tables that are missing, leaves such a part to this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import At, Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import pictured, web_place


def check(view: View) -> Iterator[Finding]:
    for section, pictures in view.derive(pictured):
        related = tuple(web_place(picture) for picture in pictures[:20])
        yield Finding("picture", section.place(), {"section": section.name}, related=related)


RULE = Rule(
    id="GK881",
    name="wb-table-image",
    severity="error",
    summary=Text(zh="表格不用图片", en="Tables are no pictures"),
    advice=Text(
        zh="把表格改为可以检索、复制的文字表格", en="Publish the table as text that can be searched and copied"
    ),
    messages={"picture": Text(
            zh="“{section}”的表格是图片；表中数据没有核对",
            en="The table of “{section}” is a picture; its data were not checked",
        )},
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
