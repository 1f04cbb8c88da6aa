"""The numbers of the sections run 一、二、三 … and fit their headings.

A number is right if it is the one the format gives to the heading, or if it is simply the next one: after a part
that is missing (GK101), added (GK105) or out of place (GK102), consecutive numbers are no fault of their own. All
wrong numbers together are one finding, since one slip shifts all that follow.

A heading without any number is told only where most others have one; where most have none, the file's automatic
numbering was probably lost. Labels in tables (三、本年度办理结果) are no headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._headings import NUMERALS, once, printed

# With more headings than this unnumbered, the numbers were lost with the file's automatic numbering.
_MOST_UNNUMBERED = 2


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if report.headings_follow_form:
        return
    specs = {spec.id: spec for spec in report.standard.sections}
    place_of = {id(section): n for n, section in enumerate(report.sections)}
    known = [(s, specs[s.id]) for s in view.derive(once) if s.id in specs]
    bare = [(section, spec) for section, spec in known if not section.ordinal]
    if 0 < len(bare) <= min(_MOST_UNNUMBERED, (len(known) - 1) // 2):
        names = tuple(printed(spec) for _, spec in bare)
        places = [section.place() for section, _ in bare]
        yield Finding("unnumbered", places[0], {"official": names}, related=tuple(places[1:]))
    wrong = [
        (section, spec)
        for section, spec in known
        if section.ordinal
        and section.ordinal != spec.ordinal
        and section.ordinal != NUMERALS[place_of[id(section)] : place_of[id(section)] + 1]
    ]
    if wrong:
        shown = tuple(section.name for section, _ in wrong)
        expected = tuple(spec.ordinal for _, spec in wrong)
        places = [section.place() for section, _ in wrong]
        yield Finding("wrong", places[0], {"shown": shown, "expected": expected}, related=tuple(places[1:]))


RULE = Rule(
    id="GK104",
    name="st-section-number",
    severity="warning",
    summary=Text(zh="各部分的序号连续，与标题对应", en="The numbers of the parts are consecutive and fit the headings"),
    advice=Text(zh="按一至六的顺序改正序号", en="Number the parts 一 to 六"),
    messages={
        "wrong": Text(
            zh="标题序号不对：{shown}（依次应为：{expected}）",
            en="Wrong number: {shown} (should be, in this order: {expected})",
        ),
        "unnumbered": Text(
            zh="标题没有序号，应为：{official}",
            en="A heading has no number; it should read: {official}",
        ),
    },
    why=Text(
        zh="序号错一个，后面往往跟着错，所以合成一条提示。因缺少、增加部分而顺延的序号不算错。",
        en="One wrong number shifts those after it, so all are one finding. Numbers that go on after a missing or added part are not wrong.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2019", "attachment"), Cite("format-2021", "attachment")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "numbers go on after a missing part",
            replace={
                "四、政府信息公开行政复议、行政诉讼情况\n": "",
                "五、存在的主要": "四、存在的主要",
                "六、其他需要": "五、其他需要",
            },
        ),
        Valid(
            "numbers go on after an added part",
            replace={
                "五、存在的主要": "五、重点工作开展情况\n\n开展了集中清理。\n\n六、存在的主要",
                "六、其他需要": "七、其他需要",
            },
        ),
        Valid(
            "all automatic numbers were lost",
            replace={
                "一、总体情况": "总体情况",
                "二、主动公开": "主动公开",
                "三、收到和处理": "收到和处理",
                "四、政府信息公开": "政府信息公开",
                "五、存在的主要": "存在的主要",
                "六、其他需要": "其他需要",
            },
        ),
        Invalid(
            "five is there twice",
            replace={"六、其他需要": "五、其他需要"},
            keys=("wrong",),
            at=("other",),
        ),
        Invalid(
            "one number is skipped, three headings are shifted",
            replace={"四、政府信息公开": "五、政府信息公开", "五、存在的主要": "六、存在的主要", "六、其他需要": "七、其他需要"},
            keys=("wrong",),
            at=("disputes",),
        ),
        Invalid(
            "no number before part two",
            replace={"二、主动公开政府": "主动公开政府"},
            keys=("unnumbered",),
            at=("proactive",),
        ),
    ),
)  # fmt: skip
