"""The sections stand in the order of the format, each once.

Judged by headings in the format's own words or a harmless variant. A list of the parts in the opening and a table
of contents are no sections. Two headings count as one section twice only if their words are the same and both are
numbered: a table's caption often repeats the heading without its number, and a numbered list inside a section may
resemble another heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Section, Text, Valid, View, key
from gongkai_rules._headings import is_official


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if report.headings_follow_form:
        return
    specs = report.standard.sections
    known = {spec.id: spec for spec in specs}
    sure = [s for s in report.sections if s.id in known and is_official(s.heading, known[s.id])]
    first: dict[str | None, Section] = {}
    again: list[Section] = []
    for section in sure:
        before = first.setdefault(section.id, section)
        if (
            before is not section
            and before.ordinal
            and section.ordinal
            and key(before.heading) == key(section.heading)
        ):
            again.append(section)
    if again:
        names = tuple(dict.fromkeys(section.name for section in again))
        others = (*(first[section.id] for section in again), *again[1:])
        yield Finding("twice", again[0].place(), {"sections": names}, related=tuple(s.place() for s in others))
    order = [spec.id for spec in specs]
    furthest: Section | None = None
    for section in first.values():
        if furthest and order.index(section.id or "") < order.index(furthest.id or ""):
            args = {"section": section.name, "before": furthest.name}
            yield Finding("order", section.place(), args, related=(furthest.place(),))
            return
        furthest = section


RULE = Rule(
    id="GK102",
    name="st-section-order",
    severity="error",
    summary=Text(
        zh="六个部分按规定的顺序排列，不重复", en="The six parts stand in the order of the format, each once"
    ),
    advice=Text(
        zh="按格式规定的顺序调整，删去重复的部分", en="Put the parts in the order of the format; remove doubles"
    ),
    messages={
        "order": Text(zh="“{section}”应排在“{before}”之前", en="“{section}” belongs before “{before}”"),
        "twice": Text(zh="以下部分出现了不止一次：{sections}", en="These parts occur more than once: {sections}"),
    },
    why=Text(
        zh="全国使用统一格式，部分的顺序也是格式的一部分。开头列举各部分的句子和目录不算。",
        en="The order belongs to the format. A list of the parts in the opening or a table of contents does not count.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2019", "attachment"), Cite("format-2021", "attachment")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "a table of contents",
            replace={
                "本报告根据": "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
                "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n本报告根据"
            },
        ),
        Valid(
            "the parts are listed in a sentence of the opening",
            replace={
                "本报告根据": "本报告包括：一、总体情况；三、收到和处理政府信息公开申请情况；二、主动公开政府信息情况。\n本报告根据"
            },
        ),
        Valid(
            "a caption over the table repeats the heading",
            replace={"第二十条第（一）项\n": "主动公开政府信息情况\n第二十条第（一）项\n"},
        ),
        Valid("a missing part is GK101's", replace={"五、存在的主要问题及改进情况": "存在的主要困难"}),
        Invalid(
            "parts four and five changed places",
            replace={
                "四、政府信息公开行政复议、行政诉讼情况": "四、存在的主要问题及改进情况\n\n需要加强业务学习。\n",
                "五、存在的主要问题及改进情况": "五、政府信息公开行政复议、行政诉讼情况",
            },
            keys=("order",),
            at=("disputes",),
        ),
        Invalid(
            "part six was pasted twice",
            sections={"other": "无。\n\n六、其他需要报告的事项\n\n无。"},
            keys=("twice",),
            at=("other",),
        ),
    ),
)
