"""What this report carried in is what the reports below carried out last year, all together.

Judged where the children are complete, have each their report of last year, and what they carried in adds up to this
report's figure (otherwise GK701 tells). Then one of the children began with another number than it ended with: the
finding names those. Where no child can be matched with its report of last year by name, it names none.

Silent: cells that are no numbers; a report that speaks of a reorganization, of transferred duties, of corrected figures
or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai import (
    Arg,
    BalancedReport,
    BalancedReports,
    Cite,
    Finding,
    Invalid,
    JointKey,
    Rule,
    Text,
    Tie,
    Valid,
    View,
    balance_report,
    balance_reports,
    tie_cell,
)
from gongkai_rules._explained import explained
from gongkai_rules._rollup import agency_of, children_of, summed_up

_NAMED = 10
_NOW = Text("上年结转＝各下级上年结转之和", "carried in = what the reports below carried in")
_LAST = Text("上年结转＝各下级上年报告的结转下年度之和", "carried in = what the reports below carried out last year")


def check(view: View) -> Iterator[Finding]:
    year = view.report.fiscal_year
    if year is None or not view.kin.complete or view.kin.missing or explained(view.report):
        return
    now = summed_up(view)
    last = [each for each in view.kin.children_before.derive(children_of) if each.report.fiscal_year == year - 1]
    if not now or len(now) != len(view.kin.children) or len(last) != len(now):
        return
    every = (view.derive(balance_report), *now, *last)
    mine = tie_cell(every, 0, "applications", "carried_in", "total")
    begun = _cells(every, range(1, len(now) + 1), "carried_in")
    ended = _cells(every, range(len(now) + 1, len(every)), "carried_out")
    if mine is None or None in begun or None in ended:
        return
    begins, ends = (tuple(key for key in keys if key) for keys in (begun, ended))
    reports = balance_reports(
        every, (Tie(name=_NOW, left=(mine,), right=begins), Tie(name=_LAST, left=(mine,), right=ends))
    )
    if 0 not in reports.judged or 0 in reports.broken or 1 not in reports.unexplained:
        return
    done = reports.worked(reports.ties[1])
    parted = list(_parted(reports, begins, ends))
    args: dict[str, Arg] = {
        "now": done.left_total, "before": done.right_total, "names": _named(reports, parted),
    }  # fmt: skip
    related = tuple(reports.place(key) for pair in parted for key in pair)
    yield Finding("chain", reports.place(mine), args, related=related, sums=(done,))


def _cells(reports: Sequence[BalancedReport], which: range, row: str) -> list[JointKey | None]:
    return [tie_cell(reports, index, "applications", row, "total") for index in which]


def _parted(
    reports: BalancedReports, begins: Sequence[JointKey], ends: Sequence[JointKey]
) -> Iterator[tuple[JointKey, JointKey]]:
    """What a child carried in and carried out the year before, where the two differ."""
    ended = {_agency(reports, key): key for key in ends}
    for key in begins:
        last = ended.get(_agency(reports, key))
        if last and reports.number(last) != reports.number(key):
            yield key, last


def _agency(reports: BalancedReports, key: JointKey) -> str:
    return agency_of(reports.reports[key[0]].report)


def _named(reports: BalancedReports, parted: Sequence[tuple[JointKey, JointKey]]) -> Text:
    zh, en = [], []
    for now, last in parted[:_NAMED]:
        name, begun, ended = _agency(reports, now), reports.number(now), reports.number(last)
        zh.append(f"{name}上年结转下年度{ended}件，本年上年结转{begun}件")
        en.append(f"{name} carried out {ended}, carried in {begun}")
    more = len(parted) > _NAMED
    return Text(f"：{'；'.join(zh)}{'……' * more}", f": {'; '.join(en)}{' …' * more}") if zh else Text("", "")


_ENDED = {
    "applications.carried_out.legal_service": "0",
    "applications.carried_out.total": "2",
    "applications.received.legal_service": "1",
    "applications.received.total": "35",
}

RULE = Rule(
    id="GK708",
    name="ru-carry-chain",
    severity="warning",
    summary=Text(
        zh="上年结转等于各下级上年报告的结转下年度之和",
        en="What was carried in is what the reports below carried out last year",
    ),
    advice=Text(
        zh="请有关下级核对两年的结转数", en="Have the bodies below check what they carried over in both years"
    ),
    messages={
        "chain": Text(
            zh="上年结转{now}件，各下级上年报告的结转下年度共{before}件{names}",
            en="{now} were carried in, but the reports below carried out {before} last year{names}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    asks=("children",),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "two and two",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局", cells=_ENDED),),
            complete=True,
        ),
        Valid("nothing is known of last year", children=(Valid(agency="云川县教育局"),), complete=True),
        Valid(
            "the set is not complete",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局"),),
        ),
        Invalid(
            "three carried out, two carried in",
            children=(Valid(agency="云川县教育局"),),
            children_before=(Valid(agency="云川县教育局"),),
            complete=True,
            keys=("chain",),
            at=("applications/applications/carried_in/total",),
        ),
    ),
)
