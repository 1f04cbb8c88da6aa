"""The statutory matter is called 政府信息公开, not 政务信息公开 (preview).

政务公开 is a wider work of its own and silent; 政务信息公开 is neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_MIXED = regex(r"政务信息公开|政府政务公开|政务信息的?依申请公开")


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _MIXED.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "mixed", sign=_MIXED)


RULE = Rule(
    id="GK817",
    name="lg-term-mixing",
    severity="info",
    summary=Text(zh="法定用语是“政府信息公开”", en="The statutory term is 政府信息公开"),
    advice=Text(zh="改为“政府信息公开”", en="Write 政府信息公开"),
    messages={"mixed": Text(zh="“{words}”不是条例的用语", en="“{words}” is not the term of the Regulations")},
    basis=(Cite("regulation-2019", "50"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("a work of its own", sections={"other": "政务公开、政务服务协同推进。未收取信息处理费。"}),
        Invalid(
            "neither", sections={"other": "做好政务信息公开工作。未收取信息处理费。"}, keys=("mixed",), at=("other",)
        ),
    ),
)
