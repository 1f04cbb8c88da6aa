"""The four parts of the report are all there.

A part counts by its heading, in the official words or harmless variants of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    missing = tuple(f"{spec.ordinal}、{spec.heading}" for spec, section in view.report.specs() if section is None)
    if missing:
        yield Finding("missing", view.report.place(), {"parts": missing})


RULE = Rule(
    id="RL101",
    name="rl-parts-missing",
    severity="error",
    summary=Text("四个部分齐全", "All four parts are there"),
    advice=Text("补上缺少的部分", "Add what is missing"),
    messages={"missing": Text("缺少：{parts}", "Missing: {parts}")},
    basis=(Cite("rule-of-law-notice", "1"),),
    check=check,
    explanation=__doc__,
    applies=Applies(kinds=("rule-of-law",)),
    examples=(
        Valid(standard="rule-of-law-2022"),
        Invalid(
            "the third part has lost its heading",
            standard="rule-of-law-2022",
            replace={"三、主要负责人履行推进法治建设第一责任人职责情况\n": ""},
            keys=("missing",),
        ),
    ),
)
