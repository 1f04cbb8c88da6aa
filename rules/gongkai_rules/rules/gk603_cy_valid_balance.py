"""What was in force last year, plus what was issued, minus what was repealed, is in force this year (form of 2021).

It often does not hold in honest reports: documents expire by themselves, a review of all documents takes out some that
nobody repealed one by one, some are transferred. So this is a preview rule for places that ask for it, and a question.

Silent: cells that are no numbers; last year's report in the form of 2019 (GK613); a report that speaks of a
reorganization, of corrected figures or of another way of counting.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Addend, Applies, Arg, Cite, Finding, Invalid, Place, Rule, Sum, Text, Valid, View
from gongkai_rules._explained import explained


def check(view: View) -> Iterator[Finding]:
    before = view.kin.previous
    now, then = view.report.table("proactive"), before.table("proactive") if before else None
    if before is None or now is None or then is None or now.standard != then.standard or explained(view.report):
        return
    for row in ("regulations", "normative_documents"):
        issued, repealed, in_force = (now.value(row, column) for column in ("issued", "repealed", "in_force"))
        stock = then.value(row, "in_force")
        if issued is None or repealed is None or in_force is None or stock is None:
            continue
        expected = stock + issued - repealed
        if in_force != expected:
            places = {column: now.place(row, column) for column in ("issued", "repealed", "in_force")}
            last: Place = then.place(row, "in_force").of(before.path)
            done = Sum(
                name=Text("上年现行有效＋制发＝现行有效＋废止", "in force last year + issued = in force + repealed"),
                left=(Addend(stock, last), Addend(issued, places["issued"])),
                right=(Addend(in_force, places["in_force"]), Addend(repealed, places["repealed"])),
                left_total=stock + issued,
                right_total=in_force + repealed,
            )
            args: dict[str, Arg] = {
                "label": now.spec.rows[row][2].label, "now": in_force, "before": stock, "issued": issued,
                "repealed": repealed, "expected": expected, "delta": in_force - expected,
            }  # fmt: skip
            related = (places["issued"], places["repealed"], last)
            yield Finding("differs", places["in_force"], args, related=related, sums=(done,))


RULE = Rule(
    id="GK603",
    name="cy-valid-balance",
    severity="info",
    summary=Text(
        zh="现行有效件数等于上年现行有效加本年制发减本年废止",
        en="In force = in force last year + issued − repealed",
    ),
    advice=Text(
        zh="请会同司法行政部门核对；因自动失效、集中清理等原因不等的属正常",
        en="Check with the judicial administration; expiry and general reviews are honest reasons for a difference",
    ),
    messages={
        "differs": Text(
            zh="{label}现行有效{now}件；上年{before}件加制发{issued}件减废止{repealed}件为{expected}件，相差{delta}件，请核对",
            en="{label}: {now} in force; {before} last year + {issued} issued − {repealed} repealed = {expected}, a "
            "difference of {delta}: please check",
        ),
    },
    basis=(Cite("format-2021", "attachment"), Cite("format-2021", "part-4")),
    applies=Applies(standards=("gkbg-2021",)),
    asks=("previous",),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid("26 + 3 − 1 = 28", previous=Valid(cells={"proactive.normative_documents.in_force": "26"})),
        Valid("last year's form had other columns", year=2021, previous=Valid()),
        Valid(
            "a review of all documents",
            sections={"other": "因政策调整，规范性文件统计口径有所变化。未收取信息处理费。"},
            previous=Valid(),
        ),
        Valid("no number", cells={"proactive.normative_documents.issued": "/"}, previous=Valid()),
        Invalid(
            "28 last year, 3 issued, 1 repealed, 28 now",
            previous=Valid(),
            keys=("differs",),
            at=("proactive/proactive/normative_documents/in_force",),
        ),
    ),
)
