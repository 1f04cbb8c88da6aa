"""There is no first-level section beside those of the format.

The format of 2021 says that the contents of article 50 are neither left out nor spread out (不能遗漏，也不宜泛化): plans
for the coming year, other work of the office or a work report in seven parts do not belong here.

Headings that begin with a word of `allowed` pass: some local notices ask for attachments. Silent where more than half
of the format's sections were not found (GK101: the file has another structure), and on a numbered heading that does
not continue the numbers around it: then it is an item of a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Report, Rule, Section, Text, Valid, View, key
from gongkai_rules._headings import NUMERALS


def check(view: View) -> Iterator[Finding]:
    report = view.report
    others = [(n, each) for n, each in enumerate(report.sections) if each.id is None and each.heading]
    if not others or 2 * sum(section is not None for _, section in report.specs()) < len(report.standard.sections):
        return
    allowed = tuple(key(word) for word in view.words("allowed"))
    extra = [each for n, each in others if not key(each.heading).startswith(allowed) and _fits(report, n)]
    if extra:
        names = tuple(f"“{section.name}”" for section in extra)
        places = [section.place() for section in extra]
        yield Finding("extra", places[0], {"sections": names}, related=tuple(places[1:]))


def _fits(report: Report, n: int) -> bool:
    """Whether the number of a section lies between those of the known sections around it."""
    number = _number(report.sections[n])
    before = max((_number(s) for s in report.sections[:n] if s.id), default=0)
    after = min((_number(s) for s in report.sections[n + 1 :] if s.id), default=len(NUMERALS) + 1)
    return before < number < after


def _number(section: Section) -> int:
    return NUMERALS.find(section.ordinal) + 1 if section.ordinal else 0


RULE = Rule(
    id="GK105",
    name="st-extra-section",
    severity="warning",
    summary=Text(zh="没有格式规定以外的部分", en="No section beside those of the format"),
    advice=Text(
        zh="删去这一部分，或者把其中确需报告的内容并入“其他需要报告的事项”",
        en="Remove the section, or move what must be reported into part six",
    ),
    messages={
        "extra": Text(zh="格式没有规定这个部分：{sections}", en="The format has no such section: {sections}"),
    },
    why=Text(
        zh="格式要求年度报告内容严格按条例第五十条确定，“不能遗漏，也不宜泛化”。工作计划、与信息公开无关的工作不单列一部分。",
        en="The contents follow article 50 strictly: nothing left out, nothing spread out. Plans and other work get no "
        "section of their own.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "general"), Cite("format-2019", "attachment")),
    options=(
        Option(
            "allowed",
            ("附件", "附表"),
            Text(zh="允许另设的部分（标题开头的字）", en="Sections that are allowed, by how their heading begins"),
        ),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("an attachment", sections={"other": "未收取信息处理费。\n七、附件\n公开目录。"}),
        Valid(
            "a list of seven items inside part five",
            sections={
                "problems": "主要问题有七个。\n一、解读少\n二、形式旧\n三、更新慢\n四、检索难\n五、培训少\n六、人手少\n七、考核松\n"
                "以上问题已逐项改进，增加了解读和培训。"
            },
        ),
        Invalid(
            "a plan for the coming year as part seven",
            sections={"other": "未收取信息处理费。\n七、2026年工作思路\n继续做好公开工作。"},
            keys=("extra",),
            at=("",),
        ),
        Invalid(
            "put in between",
            replace={"五、存在的主要": "五、重点工作开展情况\n\n开展了集中清理。\n\n六、存在的主要", "六、其他需要": "七、其他需要"},
            keys=("extra",),
        ),
    ),
)  # fmt: skip
