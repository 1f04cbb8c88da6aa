"""The report of a people's government tells of assessment, public appraisal and accountability.

Article 50 (4) of the Regulations asks this of governments of every level, a township's included: 工作考核、社会评议和责任追究
结果情况. Departments are not meant, nor the office of a government that reports for itself. The whole report is
searched, and common other words count (绩效, 满意度, 问责). That there was nothing to pursue is said with a word, too:
全年没有需要追究责任的情形.

A breach of the law in so many words, but a warning for now: a report may tell of it in words not in the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_ASKED = {
    "工作考核": regex(r"考核|考评|绩效|测评|目标管理|督查激励"),
    "社会评议": regex(r"评议|满意度|社会评价|群众评价|公众评价|测评|问卷|第三方评估|民意"),
    "责任追究结果": regex(r"追究|追责|问责|通报批评|责令改正"),
}
_EN = {"工作考核": "assessment", "社会评议": "public appraisal", "责任追究结果": "accountability"}


def check(view: View) -> Iterator[Finding]:
    report = view.report
    overview = report.section("overview") or report.section("problems")
    if overview is None or not overview.passages:
        return
    texts = [passage.text for section in report.sections for passage in section.passages]
    missing = _missing("\n".join(texts)) and _missing("\n".join(["".join(text.split()) for text in texts]))
    if missing:
        topics = tuple(Text(zh=name, en=f"{_EN[name]} ({name})") for name in missing)
        yield Finding("missing", overview.place(), {"topics": topics})


def _missing(said: str) -> list[str]:
    return [name for name, words in _ASKED.items() if not words.search(said)]


RULE = Rule(
    id="GK108",
    name="st-gov-accountability",
    severity="warning",
    summary=Text(
        zh="人民政府的报告写明工作考核、社会评议和责任追究结果",
        en="A government's report tells of assessment, public appraisal and accountability",
    ),
    advice=Text(
        zh="在“总体情况”的监督保障部分写明这几项的情况；没有发生的写明“没有”",
        en="Tell of each in part one under 监督保障; where there was none, say so",
    ),
    messages={
        "missing": Text(
            zh="人民政府的报告没有写到：{topics}", en="This report of a government does not tell of {topics}"
        ),
    },
    why=Text(
        zh="条例第五十条第四项规定，各级人民政府（包括乡镇）的年度报告还应当包括工作考核、社会评议和责任追究结果情况。部门的报告没有这项要求。"
        "全文有一处写到就算写到，“绩效”“满意度”“问责”等说法也算。",
        en="Article 50 (4) asks this of governments of every level, townships included, and not of departments. One "
        "mention anywhere in the report is enough.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "part-1"), Cite("regulation-2019", "46")),
    applies=Applies(bodies=("government",)),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "other words, in other parts",
            sections={
                "overview": "全年公开信息120条，纳入部门绩效。",
                "problems": "开展满意度调查，改进了解读；没有单位被问责。",
            },
        ),
        Valid("not asked of a department", agency="云川县财政局", sections={"overview": "全年公开信息120条。"}),
        Invalid(
            "a township tells of assessment alone",
            agency="云川县青禾镇人民政府",
            standard="gkbg-2019",
            sections={"overview": "全年公开信息120条，纳入年度考核。"},
            keys=("missing",),
            at=("overview",),
        ),
    ),
)
