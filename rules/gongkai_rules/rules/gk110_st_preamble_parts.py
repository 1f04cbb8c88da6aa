"""Where the opening says of which parts the report consists, it lists them all and counts them right.

Real openings say 五项内容 where the format has six, list five and call them six, or leave out the part on reviews and
lawsuits; one such sentence is often copied through all offices of a district. A part counts as listed by any words
that point to it, so 行政复议、行政诉讼 is one part and no two.

Told once for the sentence. Silent where the list ends in 等, where fewer than three parts are listed (that is no list
of parts), and where the number stated is the number of sections that the report really has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai import Cite, Finding, Invalid, Passage, Report, Rule, SectionSpec, Text, Valid, View, key, regex
from gongkai_rules._headings import NUMERALS, official, printed

# What points to a part in a list of parts. A list of the five topics of part one has only the first three.
_POINTS_TO = {
    "overview": regex(r"总体|概述|概况|综述|基本情况|工作开展情况|主要做法"),
    "proactive": regex(r"主动公开|公开政府信息"),
    "applications": regex(
        r"收到和?的?处理|依申请|处理[^，。；、]{0,12}申请|申请(?:的?办理|的?处理|情况)|公开申请(?!行政)"
    ),
    "disputes": regex(r"复议|诉讼|应诉"),
    "problems": regex(r"问题|不足|困难|改进"),
    "other": regex(r"其[他它]|需要?报告|需要?说明"),
}
_COUNT = regex(rf"([{NUMERALS}两]|\d{{1,2}})\s*(?:个|大|项)?\s*(?:部分|方面|项?内容|章节)")
_CONSISTS = regex(r"组成|构成|包括|包含|分为|分成|内容为|共分|如下|涵盖")
_AND_SO_ON = regex(rf"等(?:[{NUMERALS}]|\d|[^，。；]{{0,6}}(?:内容|部分|方面|情况|$))")
_ATTACHED = regex(r"附[件表录图]")  # which offices count as a part, or do not
# Fewer parts, or fewer of them by their headings, are no list of parts.
_FEWEST_LISTED, _FEWEST_NAMED = 3, 2


def check(view: View) -> Iterator[Finding]:
    report = view.report
    overview = report.section("overview")
    passages = (*report.preamble, *(overview.passages if overview else ()))
    if not _CONSISTS.search("\n".join([passage.text for passage in passages])):
        return
    for passage in passages:
        finding = _judged(report, passage)
        if finding:
            yield finding
            return


def _judged(report: Report, passage: Passage) -> Finding | None:
    """What is wrong with the first sentence of the passage that lists the parts."""
    if not _CONSISTS.search(passage.text):
        return None
    specs = [spec for spec in report.standard.sections if spec.id in _POINTS_TO]
    for match in regex(r"[^。]+。?").finditer(passage.text):
        sentence = match[0]
        if not _CONSISTS.search(sentence):
            continue
        listed = [spec for spec in specs if _POINTS_TO[spec.id].search(sentence)]
        if len(listed) < _FEWEST_LISTED or _named(sentence, specs) < _FEWEST_NAMED:
            continue
        count = _COUNT.search(sentence)
        omitted = tuple(printed(spec) for spec in specs if spec not in listed)
        start, end = count.span() if count else (0, len(sentence))
        place = passage.place(match.start() + start, match.start() + end)
        if omitted and not _AND_SO_ON.search(sentence):
            return Finding("omitted", place, {"listed": len(listed), "sections": omitted})
        if (
            count
            and not omitted
            and not _ATTACHED.search(sentence)
            and _number(count[1]) not in (len(listed), len(report.sections))
        ):
            return Finding("count", place, {"stated": count[0], "listed": len(listed)})
        return None
    return None


def _named(sentence: str, specs: Sequence[SectionSpec]) -> int:
    """How many parts the sentence names by their headings."""
    plain = key(sentence)
    return sum(any(words in plain for words in official(spec)) for spec in specs)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 2 if text == "两" else NUMERALS.index(text) + 1


RULE = Rule(
    id="GK110",
    name="st-preamble-parts",
    severity="warning",
    summary=Text(zh="开头列举的组成部分齐全，个数正确", en="The parts that the opening lists are complete and counted right"),
    advice=Text(zh="按报告实际的部分改正这句话", en="Correct the sentence to what the report contains"),
    messages={
        "omitted": Text(
            zh="开头列举报告的组成部分时只列了{listed}个，漏了：{sections}",
            en="The opening lists {listed} parts and leaves out: {sections}",
        ),
        "count": Text(
            zh="开头说有“{stated}”，列举的却是{listed}个部分", en="The opening says “{stated}” and lists {listed} parts"
        ),
    },
    why=Text(
        zh="不少报告沿用往年或别处的开头，说“五项内容”却有六个部分，或者漏写行政复议、行政诉讼。格式要求内容准确、全面。",
        en="Openings are often copied from other years or offices: five parts are announced where there are six, or "
        "reviews and lawsuits are left out.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "all six, in other words",
            replace={
                "编制。报告所列": "编制。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议、提起行政诉讼情况、"
                "存在的主要问题及改进情况、其他需要报告的事项等6个部分组成。报告所列"
            },
        ),
        Valid(
            "a list that ends in 等",
            replace={"编制。报告所列": "编制。报告包括总体情况、主动公开、收到和处理申请情况、存在的主要问题等六个部分。报告所列"},
        ),
        Valid("topics of part one", sections={"overview": "全年工作包括主动公开、依申请公开、信息管理、平台建设、监督保障五个方面。开展了评议和考核，没有追究责任的情形。"}),
        Invalid(
            "reviews and lawsuits are left out",
            replace={
                "编制。报告所列": "编制。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项五部分组成。报告所列"
            },
            keys=("omitted",),
            at=("",),
        ),
        Valid(
            "no list of parts",
            sections={
                "overview": "一方面，规范公开内容，包括主动公开情况和问题清单；另一方面，主动公开政府信息的情况定期通报。考核、评议、追究均已落实。"
            },
        ),
        Invalid(
            "no count, one left out",
            replace={
                "编制。报告所列": "编制。全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项。报告所列"
            },
            keys=("omitted",),
        ),
        Invalid(
            "six are listed and called five",
            replace={
                "编制。报告所列": "编制。报告包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，行政复议、行政诉讼情况，存在的主要问题及改进情况，"
                "其他需要报告的事项五项内容。报告所列"
            },
            keys=("count",),
        ),
    ),
)  # fmt: skip
