"""The body in the title does not bear a name that the reforms of institutions abolished.

The list (words/renamed.json) holds names that no body has had since fiscal year 2021; only the title's body is judged, because texts
speak of former bodies rightly. `extend` adds names (“旧名=新名”), `except` takes some out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View, WordList, words_in
from gongkai_rules._lists import LIST_OPTIONS


@cache
def _names(extend: tuple[str, ...], without: tuple[str, ...]) -> WordList:
    return words_in("gongkai_rules.words", "renamed").changed(extend, without)


def check(view: View) -> Iterator[Finding]:
    agency = view.report.agency
    if agency:
        for entry in _names(view.words("extend"), view.words("except")).entries:
            if agency.value.endswith(entry.wrong):
                yield Finding("abolished", agency.place, {"name": agency.value, "right": entry.right or "—"})


RULE = Rule(
    id="GK527",
    name="md-agency-renamed",
    severity="info",
    summary=Text(zh="单位名称不是机构改革前的旧名", en="The body's name is not one that was abolished"),
    advice=Text(zh="核对单位现在的名称", en="Check the body's present name"),
    messages={"abolished": Text(zh="“{name}”像是机构改革前的名称（现多为{right}），请核对", en="“{name}” looks like a name of before the reforms (now often {right}): check it")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49")),
    check=check,
    explanation=__doc__,
    applies=Applies(first_year=2021),
    options=LIST_OPTIONS,
    examples=(
        Valid(),
        Valid("the present name", agency="云川县自然资源局"),
        Valid("a former body in the text", sections={"other": "原国土资源局档案已移交。未收取信息处理费。"}),
        Invalid("the old name", agency="云川县国土资源局", keys=("abolished",), at=("",)),
    ),
)  # fmt: skip
