"""The words of disclosure work are spelt right: 依申请公开 (not 依申公开), 行政诉讼 (not 行政诉颂), 上年结转 (not 上年转结).

The list (words/typos.json) holds words that are none; longer words that hold one by chance are named beside it. Not listed,
because honest reports differ: 截止 for 截至, 规范文件, 登陆. `extend` adds words (“截止12月=截至12月”), `except` takes some out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._lists import LIST_OPTIONS, listed


def check(view: View) -> Iterator[Finding]:
    yield from listed(view, "typos")


RULE = Rule(
    id="GK802",
    name="lg-typo-domain",
    severity="warning",
    summary=Text(zh="专门用语没有错字", en="No misspelt word of disclosure work"),
    advice=Text(zh="改正错字", en="Correct the word"),
    messages={"wrong": Text(zh="错字：“{words}”{repair}", en="Misspelt: “{words}” {repair}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    options=LIST_OPTIONS,
    examples=(
        Valid(),
        Valid(
            "words that hold one by chance",
            sections={"other": "公民可以申请公开，加强解读和回应；中转结算顺畅，截止12月31日。未收取信息处理费。"},
        ),
        Invalid("依申公开", sections={"other": "依申公开渠道畅通。未收取信息处理费。"}, keys=("wrong",), at=("other",)),
        Invalid("two words", sections={"overview": "办理行政诉颂0件，上年转结2件，按时答复群众的申请，没有逾期。"}, keys=("wrong", "wrong")),
    ),
)  # fmt: skip
