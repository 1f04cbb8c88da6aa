"""No tracked change, no struck-out word and no comment is left in the file.

Readers tell them (DOCX: tracked-insertions, tracked-deletions, comments; DOCX and web pages: struck-text). Deleted words go out with the
file and can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Place, Reading, Rule, Text, Valid, View, Where

_LEFT = {
    "tracked-insertions": Text(zh="未接受的插入", en="tracked insertions"),
    "tracked-deletions": Text(zh="未接受的删除", en="tracked deletions"),
    "struck-text": Text(zh="划掉的文字", en="struck-out words"),
    "comments": Text(zh="批注", en="comments"),
}


def check(view: View) -> Iterator[Finding]:
    for reading in view.report.readings:
        if reading.name in _LEFT and reading.value != "0":
            words = _LEFT[reading.name]
            place = Place(Where(label=words), reading.at)
            yield Finding("left", place, {"what": words, "count": reading.value})


RULE = Rule(
    id="GK864",
    name="ph-track-changes",
    severity="error",
    summary=Text(zh="没有留下修订痕迹、划掉的文字和批注", en="No tracked change, struck-out word or comment is left"),
    advice=Text(
        zh="接受或拒绝全部修订，删去划掉的文字和批注后再发布",
        en="Accept or reject every change, and delete struck-out words and comments",
    ),
    messages={"left": Text(zh="文件里留有{what}（{count}处）", en="The file holds {what} ({count})")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "17")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("none", readings=(Reading(name="comments", value="0"), Reading(name="pages", value="4"))),
        Invalid(
            "changes and comments",
            readings=(Reading(name="tracked-deletions", value="2"), Reading(name="comments", value="1")),
            keys=("left", "left"),
        ),
        Invalid("words struck out", readings=(Reading(name="struck-text", value="1"),), keys=("left",)),
    ),
)
