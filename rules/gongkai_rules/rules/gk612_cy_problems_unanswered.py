"""A problem that last year's report named comes up nowhere in this year's section on problems and improvements.

Told where last year's section lists its problems one by one (一是…二是…) and hardly any of the words of one, taken in pairs
of characters, stand in this year's section. It is a rough look at words that may say the same in other words, so it is
a preview rule.

Silent: sections without such a list; a section of fewer than `long` characters this year (GK106 tells of empty ones).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Passage, Place, Report, Rule, Text, Valid, View, regex

_LISTED = regex(r"[一二三四五六七八]是([^；;。]{8,120})[；;。]")
_IMPROVED = regex(r"改进|整改|下一步|今后|措施|打算")
_HAN = regex(r"[\u4e00-\u9fff]")
# Pairs of characters that say nothing of what the problem is.
_COMMON = frozenset(
    {"工作", "信息", "公开", "政府", "政务", "问题", "存在", "不够", "不足", "需要", "进一", "一步", "有待", "加强", "提升", "提高", "部分", "个别", "仍需", "还需", "方面", "情况"}
)  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    section = view.report.section("problems")
    if before is None or section is None:
        return
    now = "".join(passage.text for passage in section.passages)
    if len(now) < view.number("long"):
        return
    here = _pairs(now)
    for words, place in _problems(before):
        wanted = _pairs(words) - _COMMON
        if len(wanted) >= 4 and len(wanted & here) < view.number("share") * len(wanted):
            yield Finding("unanswered", section.place(), {"problem": words}, related=(place.of(before.path),))


def _problems(report: Report) -> Iterator[tuple[str, Place]]:
    """The problems that a report lists, up to where it turns to improvements."""
    section = report.section("problems")
    for passage in section.passages if section else ():
        turned = _IMPROVED.search(passage.text)
        yield from _listed(passage, turned.start() if turned else len(passage.text))
        if turned:
            return


def _listed(passage: Passage, end: int) -> Iterator[tuple[str, Place]]:
    for match in _LISTED.finditer(passage.text, 0, end):
        yield match[1], passage.place(match.start(1), match.end(1))


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1) if all(map(_HAN.match, text[n : n + 2]))}


RULE = Rule(
    id="GK612",
    name="cy-problems-unanswered",
    severity="info",
    summary=Text(
        zh="上年报告提出的问题，本年说明了改进情况",
        en="Problems that last year's report named are answered this year",
    ),
    advice=Text(
        zh="在第五部分说明上年提出的问题改进得怎样", en="Say in part five how last year's problems were dealt with"
    ),
    messages={
        "unanswered": Text(
            zh="上年报告提出的问题“{problem}”，本年第五部分似乎没有提到",
            en="Last year's report named a problem that part five does not seem to mention: “{problem}”",
        ),
    },
    basis=(Cite("regulation-2019", "50"),),
    asks=("previous",),
    preview=True,
    options=(
        Option(
            "share", 0.15, Text(zh="问题的用字至少有多大比例再次出现", en="Share of its words that must come up"), 0
        ),
        Option("long", 60, Text(zh="本年第五部分少于多少字不提示", en="Shorter sections are not judged"), 0),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("the same problems", previous=Valid()),
        Valid("no list last year", previous=Valid(sections={"problems": "平台检索功能较弱。改进情况：已完善。"})),
        Invalid(
            "the search of the platform is not mentioned again",
            previous=Valid(
                sections={
                    "problems": "一是平台检索功能较弱，群众查找历史文件困难；二是政策解读的形式比较单一。改进情况：继续完善。"
                }
            ),
            keys=("unanswered",),
            at=("problems",),
        ),
    ),
)
