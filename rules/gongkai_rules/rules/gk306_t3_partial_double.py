"""A partly granted application is counted once, as partly granted.

The form says so in the row itself (区分处理的，只计这一情形，不计其他情形). Told when one sentence of the report lists
the results with their numbers, the number partly granted is that of the table, and the numbers together are more than
（七）总计 by just that number.

Silent: sentences that do not give at least four kinds of results, one of them 部分公开; another difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Arg, Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_SENTENCE = regex(r"[^。；\n]+")
_RESULT = regex(r"(予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?:的|共|有|为)?\s*(\d+)\s*[件条]")
_ENOUGH = 4


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("applications")
    total = table.value("total", "total") if table else None
    partial = table.value("partially_granted", "total") if table else None
    if table is None or not total or not partial:
        return
    for passage in view.report.passages:
        for sentence in _SENTENCE.finditer(passage.text):
            listed = {name: Decimal(number) for name, number in _RESULT.findall(sentence[0])}
            if len(listed) < _ENOUGH or listed.get("部分公开") != partial:
                continue
            if sum(listed.values()) == total + partial:
                args: dict[str, Arg] = {"partial": partial, "listed": sum(listed.values()), "total": total}
                related = (table.place("partially_granted", "total"), table.place("total", "total"))
                yield Finding("double", passage.place(*sentence.span()), args, related=related)


RULE = Rule(
    id="GK306",
    name="t3-partial-double",
    severity="info",
    summary=Text(zh="部分公开的申请只计一次", en="A partly granted application is counted once"),
    advice=Text(
        zh="区分处理的申请只计入“部分公开”，不再计入其他情形",
        en="Count it under 部分公开 alone, under no other result",
    ),
    messages={
        "double": Text(
            zh="这里列出的办理结果合计{listed}件，比表三总计{total}件正好多出部分公开的{partial}件：是否重复计算",
            en="The results listed here are {listed} together, more than the total of {total} by just the {partial} partly granted: counted twice?",
        ),
    },
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    preview=True,
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "the sentence adds up to the total",
            sections={"overview": "予以公开15件，部分公开5件，不予公开3件，无法提供9件，不予处理2件，其他处理1件。"},
        ),
        Invalid(
            "the five partly granted are in 予以公开 as well",
            sections={"overview": "予以公开20件，部分公开5件，不予公开3件，无法提供9件，不予处理2件，其他处理1件。"},
            keys=("double",),
        ),
    ),
)
