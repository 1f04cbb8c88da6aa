"""Each first-level section of the format is there.

The Regulations (article 50) say what the report contains, and the format gives it six parts. A part without
anything to tell is still there, with "无" or zeros under its heading.

A heading counts in any harmless wording, also with a spelling mistake, and an unknown heading with the number of a
part counts as that part (GK103 tells of its words). A heading with nothing under it is there: its table may be a
picture, which GK201 and the fidelity of the run tell of. Where the table is there and only the heading is not, the
message says so. Where more than half of the parts are not found, the file was probably not understood or the
report has another structure; that is one finding, not one for each part.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import At, Cite, Finding, Invalid, Place, Report, Rule, SectionSpec, Text, Valid, View, Where
from gongkai_rules._headings import printed


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if report.headings_follow_form:
        return
    missing = [spec for spec, found in report.specs() if found is None]
    if 2 * len(missing) > len(report.standard.sections):
        names = tuple(printed(spec) for spec in missing)
        yield Finding("many", report.place(), {"count": len(missing), "sections": names})
        return
    for spec in missing:
        name = printed(spec)
        label = Text(zh=f"“{name}”部分", en=f"section “{name}”")
        where = Where(section=spec.id, label=label)
        table = next((t for t in report.tables if t.spec.section == spec.id), None)
        if table:
            yield Finding("heading", Place(where, table.at), {"section": name, "table": table.spec.name})
        else:
            at, words = _due(report, spec)
            yield Finding("missing", Place(where, at), {"section": name, "due": words})


def _due(report: Report, missing: SectionSpec) -> tuple[At, Text]:
    """Where the section should stand: before the next one that is there, else at the end."""
    order = list(report.specs())
    after = order[[spec.id for spec, _ in order].index(missing.id) + 1 :]
    following = next((section for _, section in after if section), None)
    if following:
        return following.at, Text(zh=f"“{following.name}”之前", en=f"before “{following.name}”")
    return report.sections[-1].at, Text(zh="报告末尾", en="at the end")


RULE = Rule(
    id="GK101",
    name="st-section-missing",
    severity="error",
    summary=Text(zh="格式规定的六个部分都要有", en="All six parts of the format are there"),
    advice=Text(
        zh="补上这一部分，没有内容的也要保留标题并写明“无”；如果原文有这个标题，请核对写法，或换用文字版再查",
        en="Add the part, with “无” if there is nothing to tell; if the original has it, check how its heading is written",
    ),
    messages={
        "missing": Text(
            zh="没有找到“{section}”这一部分（应在{due}）",
            en="The part “{section}” was not found (it belongs {due})",
        ),
        "heading": Text(
            zh="有{table}，但没有找到标题“{section}”", en="{table} is there, but not the heading “{section}”"
        ),
        "many": Text(
            zh="有{count}个部分没有找到：{sections}",
            en="{count} parts were not found: {sections}",
        ),
    },
    why=Text(
        zh="条例第五十条规定了年度报告的内容，格式分成六个部分，没有内容的部分也要保留标题。换了无害写法的标题、有错字的标题都算有；表格是图片的不算缺部分。",
        en="Article 50 says what the report contains, and the format gives it six parts, each there even with nothing to tell. Headings in other harmless words count.",
    ),
    basis=(
        Cite("regulation-2019", "50"),
        Cite("format-2021", "general"),
        Cite("format-2019", "attachment"),
        Cite("format-2021", "attachment"),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "headings in other harmless words",
            replace={
                "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "六、其他需要报告的事项": "六、其他事项",
            },
        ),
        Valid("a heading of other words in its place is GK103's", replace={"一、总体情况": "一、工作开展情况"}),
        Valid(
            "a heading with its text on one line",
            replace={"五、存在的主要问题及改进情况\n\n（一）存在的": "五、存在的主要问题及改进情况：（一）存在的"},
        ),
        Invalid(
            "no part five",
            replace={"五、存在的主要问题及改进情况": "存在的主要困难"},
            keys=("missing",),
            at=("problems",),
        ),
        Invalid(
            "the last part is left out",
            sections={"other": "其他"},
            replace={"六、其他需要报告的事项\n\n其他\n": ""},
            keys=("missing",),
            at=("other",),
        ),
        Invalid(
            "the table follows without its heading",
            replace={"二、主动公开政府信息情况\n": ""},
            keys=("heading",),
            at=("proactive",),
        ),
        Invalid(
            "the parts are listed in the opening, but the report does not have them",
            source="云川县财政局2024年政府信息公开工作年度报告\n"
            "本报告由以下六部分组成：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，"
            "四、政府信息公开行政复议、行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项。\n"
            "一、总体情况\n全年公开了财政预算和决算。\n二、主动公开政府信息情况\n见附表。\n",
            keys=("many",),
            at=("",),
        ),
    ),
)
