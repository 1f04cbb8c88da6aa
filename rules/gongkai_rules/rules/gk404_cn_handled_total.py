"""The number of applications concluded that the words state is the total of results in table three.

办结N件 is compared with （七）总计, and may leave out those closed otherwise (withdrawn, not completed). 答复 and 办理 are looser
words: only more answers than results, and than applications, is a fault. Not compared: 按时办结 and the like (a part may be late), sentences that
speak of withdrawals. Where those carried in are told as well, the number may leave them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import against, is_share, printed_kind, stated


def check(view: View) -> Iterator[Finding]:
    claims = [
        claim
        for claim in stated(view, "applications.concluded", "applications.answered")
        if claim.form == "count" and claim.value and not claim.part
    ]
    done = printed_kind(view, "applications.concluded") if claims else None
    if done is None or not done.value:
        return
    claims = [claim for claim in claims if not claim.fits(done.value)]
    if not claims:
        return
    closed = printed_kind(view, "applications.closed")
    fitting = {*done.also, *(value - closed.value for value in done.also if closed)}
    taken = _taken(view)
    carried = printed_kind(view, "applications.carried_in")
    beside = {c.passage for c in stated(view, "applications.carried_in")} if carried else set()
    for claim in claims:
        loose = (
            claim.kind == "applications.answered"
            and claim.value is not None
            and (taken is None or claim.value <= max(*fitting, taken))
        )
        if carried and claim.passage in beside and claim.value == done.value - carried.value:
            continue  # 上年结转的2件已办结，本年新收的已办结33件
        if not (loose or any(claim.fits(value) for value in fitting) or is_share(view, claim, done.also)):
            yield against(claim, done)


def _taken(view: View) -> Decimal | None:
    """All applications there were, new and carried in: 办理申请36件 may mean those that were taken up. None where that
    cannot be read."""
    new, before = printed_kind(view, "applications.received"), printed_kind(view, "applications.carried_in")
    return new.value + before.value if new and before else None


RULE = Rule(
    id="GK404",
    name="cn-handled-total",
    severity="warning",
    summary=Text(
        zh="正文中办结的件数与表三（七）总计一致",
        en="Applications concluded: the words agree with table 3",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("without those closed otherwise", sections={"overview": "全年收到政府信息公开申请36件，办结34件。"}),
        Valid("answers are fewer than results", sections={"overview": "收到政府信息公开申请36件，答复30件。"}),
        Valid("in time", sections={"overview": "按时办结政府信息公开申请30件，办理上年结转2件。"}),
        Valid(
            "a share and the whole",
            sections={"overview": "收到政府信息公开申请36件，当年办结33件；上年结转2件，均已办结，合计办结35件。"},
        ),
        Valid(
            "how many were taken up cannot be read",
            sections={"overview": "全年办理政府信息公开申请38件。"},
            cells={"applications.received.total": ""},
        ),
        Valid("withdrawn", sections={"overview": "收到政府信息公开申请36件，办结28件，申请人主动撤销7件。"}),
        Valid(
            "other matters are concluded, too", sections={"overview": "办结行政许可300件，办结提案37件，转办0件。"}
        ),
        Valid("negated", sections={"overview": "收到政府信息公开申请36件，未办结3件。"}),
        Valid(
            "those carried in are told apart",
            sections={"overview": "上年结转的2件政府信息公开申请均已办结，本年新收的36件已办结33件。"},
        ),
        Valid(
            "an organ's own", sections={"overview": "县政府信息公开工作机构收到政府信息公开申请12件，办结申请12件。"}
        ),
        Valid("bodies", sections={"overview": "（二）依申请公开。全县教育系统办结申请4件，县执法队办结申请3件。"}),
        Invalid(
            "another number",
            sections={"overview": "收到政府信息公开申请36件，办结53件，结转下年度3件。"},
            keys=("differs",),
        ),
        Invalid(
            "more answers than results",
            sections={"overview": "收到政府信息公开申请36件，答复50件。"},
            keys=("differs",),
        ),
    ),
)
