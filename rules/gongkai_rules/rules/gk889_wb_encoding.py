"""The encoding that the page declares is the one it is written in; otherwise browsers show garbled characters.

Readings `charset-declared` (what browsers obey: a byte order mark, else the first <meta>) and `charset-used`. Names that browsers read
alike count as equal: gb2312, gbk and gb18030; in <meta>, utf-16 is utf-8. A page in plain ASCII is right under every name. Names that
browsers do not know declare nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Reading, Rule, Text, Valid, View
from gongkai_rules._web import first, web_place

# The labels by which browsers know these encodings (https://encoding.spec.whatwg.org/#names-and-labels).
_LABELS = {
    "utf-8": (
        "utf-8",
        "utf8",
        "unicode-1-1-utf-8",
        "unicode",
        "utf-16",
        "utf-16le",
        "utf-16be",
        "ucs-2",
        "iso-10646-ucs-2",
    ),
    "gb18030": ("gb18030", "gbk", "gb2312", "gb_2312", "gb_2312-80", "x-gbk", "chinese", "csgb2312", "iso-ir-58"),
    "big5": ("big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5"),
    "windows-1252": ("windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "l1", "us-ascii", "ascii"),
}
_FAMILY = {label: family for family, labels in _LABELS.items() for label in labels}


def check(view: View) -> Iterator[Finding]:
    declared, used = first(view.report, "charset-declared"), first(view.report, "charset-used")
    if declared is None or used is None or used.value == "ascii" or declared.details.get("by") == "mark":
        return
    stated, real = (_FAMILY.get(reading.value.strip().lower()) for reading in (declared, used))
    if stated and real and stated != real:
        yield Finding("differs", web_place(declared), {"declared": declared.value, "used": used.value})


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
        Valid("plain ASCII", readings=(Reading(name="charset-declared", value="gb2312"), Reading(name="charset-used", value="ascii"))),
        Valid("no encoding", readings=(Reading(name="charset-declared", value="zh-cn"), Reading(name="charset-used", value="utf-8"))),
        Invalid(
            "another",
            readings=(Reading(name="charset-declared", value="gb2312"), Reading(name="charset-used", value="utf-8")),
            keys=("differs",),
            at=("",),
        ),
    ),
)  # fmt: skip
