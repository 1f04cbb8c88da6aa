"""The report tells how the year's key points of open government (政务公开工作要点) were carried out (preview: asked in some provinces)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_POINTS = regex(r"工作要点|要点(?:任务|落实)|重点任务")


def check(view: View) -> Iterator[Finding]:
    if not any(_POINTS.search(text) for text in view.derive(prose)):
        yield Finding("absent", view.report.place())


RULE = Rule(
    id="GK509",
    name="ms-priority-work",
    severity="info",
    summary=Text(zh="写明落实政务公开工作要点的情况", en="The year's key points of open government are reported on"),
    advice=Text(
        zh="当地通知要求的，补写工作要点落实情况",
        en="Where the local notice asks for it, tell how they were carried out",
    ),
    messages={"absent": Text(zh="没有写政务公开工作要点的落实情况", en="Nothing is said of the year's key points")},
    basis=(Cite("regulation-2019", "50"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid("told", sections={"other": "对照2025年政务公开工作要点逐项落实。未收取信息处理费。"}),
        Invalid("not told", keys=("absent",), at=("",)),
    ),
)
