"""Much of what came in was left for the next year, although the law gives 20 working days, and 20 more at most.

Told when more was carried out than received, or when more than a share of what was received was carried out and there
were enough applications for a share to mean something. It may be right: many applications came in November and
December, or time went by for asking third parties, which does not count.

Silent: fewer carried out than `few`; cells that are no numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Option, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("applications")
    received = table.value("received", "total") if table else None
    carried_out = table.value("carried_out", "total") if table else None
    if table is None or received is None or carried_out is None or carried_out < view.number("few"):
        return
    args: dict[str, Arg] = {"received": received, "carried_out": carried_out}
    place = table.place("carried_out", "total")
    related = (table.place("received", "total"),)
    if carried_out > received:
        yield Finding("more", place, args, related=related)
    elif received >= view.number("enough") and float(carried_out) > view.number("share") * float(received):
        yield Finding(
            "much", place, {**args, "share": f"{float(carried_out) / float(received):.0%}"}, related=related
        )


RULE = Rule(
    id="GK305",
    name="t3-carry-out-large",
    severity="info",
    summary=Text(
        zh="结转下年度的申请在新收申请中占比不大", en="Few of the applications received are left for the next year"
    ),
    advice=Text(
        zh="核对结转下年度的数量；数量无误的，可在“总体情况”中说明原因",
        en="Check the number carried out; if it is right, the overview may say why it is large",
    ),
    messages={
        "more": Text(
            zh="结转下年度{carried_out}件，多于本年新收的{received}件，请核对",
            en="{carried_out} applications are carried out, more than the {received} received: please check",
        ),
        "much": Text(
            zh="结转下年度{carried_out}件，占本年新收{received}件的{share}，而答复期限最长40个工作日，请核对",
            en="{carried_out} of {received} applications ({share}) are carried out, though an answer is due within 40 working days: please check",
        ),
    },
    basis=(Cite("regulation-2019", "33"),),
    options=(
        Option("share", 0.4, Text(zh="结转占新收的比例上限", en="Largest share of what was received"), minimum=0),
        Option("enough", 20, Text(zh="新收多少件以上才看比例", en="Shares count from so many received"), minimum=1),
        Option("few", 5, Text(zh="结转少于此数不提示", en="Fewer carried out are not told"), minimum=0),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "few applications, of which most came late",
            cells={"applications.received.total": "5", "applications.carried_out.total": "4"},
        ),
        Invalid(
            "more carried out than received",
            cells={"applications.carried_out.total": "63"},
            keys=("more",),
            at=("applications/applications/carried_out/total",),
        ),
        Invalid(
            "half of what was received",
            cells={"applications.carried_out.total": "18"},
            keys=("much",),
            at=("applications/applications/carried_out/total",),
        ),
    ),
)
