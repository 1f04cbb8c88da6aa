"""A comparison with last year in the words (同比增长20%, 较上年减少3件) is what the two years' figures come to.

The comparison must stand directly behind a figure that is certainly one of this report's cells (收到申请36件，同比增长20%). It is
right if it follows from the words or the cells of either year, within rounding; applications received may be meant with or
without those carried in. Where words and cells of one year differ, other rules tell (GK401 and others). Only its direction is judged where the words are rough (约, 余).

Silent: comparisons with other years, of other things, or where a cell is no number; rough ones (20%以上) and those in
percentage points (个百分点); growth from zero; table two across the change of forms (GK613).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai import Arg, Cite, Claim, Finding, Invalid, Report, Rule, Text, Valid, View, claimed, regex
from gongkai_rules._explained import explained
from gongkai_rules._stated import CELLS, Printed, printed_in, stated

_COMPARED = regex(
    r"[，,（(]?\s*(?:与(?:上年(?:度)?|去年)相比[，,]?|同比|(?:较|比)(?:上一?年|去年|(?P<year>20\d\d)年)(?:度|同期)?)\s*"
    r"(?P<way>增长|增加|上升|提高|增多|多|增|下降|减少|降低|少|减)(?:了|约)?\s*"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[%％]|件|条|宗|项|个)(?![个之百以多])"
)
_UP = frozenset({"增长", "增加", "上升", "提高", "增多", "多", "增"})


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    if before is None or explained(view.report):
        return
    for claim in stated(view, *CELLS):
        match = _COMPARED.match(claim.passage.text, claim.end)
        if claim.form != "count" or claim.value is None or claim.bound != "exact" or match is None:
            continue
        if match["year"] and int(match["year"]) != before.fiscal_year:
            continue
        now, then = printed_in(view.report, claim.kind), printed_in(before, claim.kind)
        if now is None or then is None or not _alike(view.report, before, now.places[0].where.table):
            continue
        said = {each.value for each in claimed(before) if each.kind == claim.kind and each.comparable and each.value}
        figures = (*_figures(claim, view.report, now), claim.value)
        pairs = [(a, b) for a in figures for b in (*_figures(claim, before, then), *said) if b]
        if not pairs or any(_agrees(match, a, b, claim.passage.text) for a, b in pairs):
            continue
        yield _differs(claim, match, now, then, before)


def _alike(report: Report, before: Report, table: str | None) -> bool:
    mine, its = report.table(table or ""), before.table(table or "")
    return mine is not None and its is not None and (mine.standard == its.standard or table != "proactive")


def _figures(claim: Claim, report: Report, cells: Printed) -> Sequence[Decimal]:
    """What the figure of a year may be: its cells, and for what was received, also with what was carried in."""
    found = list(cells.also)
    if claim.kind == "applications.received" and (carried := printed_in(report, "applications.carried_in")):
        found.append(cells.value + carried.value)
    return found


def _agrees(match: re.Match[str], now: Decimal, then: Decimal, text: str) -> bool:
    change = now - then if match["way"] in _UP else then - now
    said = Decimal(match["number"].replace(",", ""))
    if "约" in match[0] or text.startswith("左右", match.end()):
        return change >= 0
    if match["unit"] not in "%％":
        return change == said
    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
    return abs(100 * change / then - said) <= step


def _differs(claim: Claim, match: re.Match[str], now: Printed, then: Printed, before: Report) -> Finding:
    change = now.value - then.value
    args: dict[str, Arg] = {
        "words": match[0].lstrip("，,（( "), "now": now.value, "before": then.value,
        "change": change, "percent": (100 * change / then.value).quantize(Decimal("0.01")) if then.value else Decimal(0),
    }  # fmt: skip
    related = (*now.places, *(place.of(before.path) for place in then.places))
    return Finding("differs", claim.passage.place(claim.start, match.end()), args, related=related)


_MORE = "全年新收政府信息公开申请36件，{}，上年结转2件，共办结35件，结转下年度继续办理3件。"
_LAST = Valid(cells={"applications.received.natural_person": "24", "applications.received.total": "30"})

RULE = Rule(
    id="GK605",
    name="cy-yoy-claim",
    severity="warning",
    summary=Text(
        zh="正文中与上年的比较同两年的数据相符", en="What the words say against last year is what the figures come to"
    ),
    advice=Text(zh="用两年的数据重新计算", en="Work it out again from both years' figures"),
    messages={
        "differs": Text(
            zh="正文写“{words}”，而本年{now}、上年{before}，相差{change}（{percent}%）",
            en="The text says “{words}”; this year {now}, last year {before}: a change of {change} ({percent}%)",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    asks=("previous",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid("20% more", sections={"overview": _MORE.format("同比增长20%")}, previous=_LAST),
        Valid("six more", sections={"overview": _MORE.format("较上年增加6件")}, previous=_LAST),
        Valid(
            "with those carried in: 38 of 32",
            sections={"overview": "全年共收到政府信息公开申请38件，同比增长18.75%。"},
            previous=_LAST,
        ),
        Valid("last year by its number", sections={"overview": _MORE.format("比2024年增长20%")}, previous=_LAST),
        Valid("roughly", sections={"overview": _MORE.format("同比增长约两成，比去年增加近10件")}, previous=_LAST),
        Valid("at least, and more than", sections={"overview": _MORE.format("同比增长15%以上")}, previous=_LAST),
        Valid("percentage points", sections={"overview": _MORE.format("同比增长2.5个百分点")}, previous=_LAST),
        Valid("of something else", sections={"overview": "全年公开信息805条，同比增长50%。"}, previous=_LAST),
        Valid("with another year", sections={"overview": _MORE.format("较2020年增长300%")}, previous=_LAST),
        Invalid(
            "not 50%",
            sections={"overview": _MORE.format("同比增长50%")},
            previous=_LAST,
            keys=("differs",),
            at=("overview",),
        ),
        Invalid("it fell", sections={"overview": _MORE.format("比上年减少6件")}, previous=_LAST, keys=("differs",)),
    ),
)
