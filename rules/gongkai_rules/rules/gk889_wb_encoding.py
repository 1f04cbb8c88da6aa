"""The encoding that the page declares is the one it is written in; otherwise browsers show garbled characters.

Readings `charset-declared` and `charset-used`. Names of one family count as equal: gb2312, gbk and gb18030; ascii and utf-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import first, web_place

_FAMILY = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb_2312-80": "gb18030",
    "ascii": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
}


def check(view: View) -> Iterator[Finding]:
    declared, used = first(view.report, "charset-declared"), first(view.report, "charset-used")
    if declared and used and _family(declared.value) != _family(used.value):
        yield Finding("differs", web_place(declared), {"declared": declared.value, "used": used.value})


def _family(name: str) -> str:
    plain = name.strip().lower()
    return _FAMILY.get(plain, plain)


RULE = Rule(
    id="GK889",
    name="wb-encoding",
    severity="error",
    summary=Text(zh="网页声明的编码和实际一致", en="The declared encoding is the real one"),
    advice=Text(zh="改正网页的 charset 声明", en="Correct the page's charset"),
    messages={"differs": Text(zh="声明的编码是{declared}，实际是{used}", en="Declared is {declared}, used is {used}")},
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("one family", readings=(Reading(name="charset-declared", value="gb2312"), Reading(name="charset-used", value="GBK"))),
        Invalid(
            "another",
            readings=(Reading(name="charset-declared", value="gb2312"), Reading(name="charset-used", value="utf-8")),
            keys=("differs",),
            at=("",),
        ),
    ),
)  # fmt: skip
