"""The file holds nothing hidden: no hidden text, sheets, rows or columns that go out with it unseen.

These facts come from readers that see them (DOCX: hidden-text; spreadsheets: hidden-sheet, hidden-rows, hidden-columns). Authors' names
stand in nearly every office file; they are told only with the option `authors`. What was hidden
is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Place, Reading, Rule, Text, Valid, View, Where

_HIDDEN = {
    "hidden-text": Text(zh="隐藏文字", en="hidden text"),
    "hidden-sheet": Text(zh="隐藏的工作表", en="a hidden sheet"),
    "hidden-rows": Text(zh="隐藏的行", en="hidden rows"),
    "hidden-columns": Text(zh="隐藏的列", en="hidden columns"),
}
_AUTHORS = ("author", "last-author")
_AUTHOR = Text(zh="作者姓名", en="authors' names")
_PROPERTIES = Text(zh="文件属性", en="file properties")
# Names that programs write by themselves.
_NOBODY = frozenset(
    {"", "python-docx", "administrator", "admin", "user", "wps", "microsoft", "openpyxl", "apache poi", "un-named"}
)


def check(view: View) -> Iterator[Finding]:
    readings = view.report.readings
    for name, words in _HIDDEN.items():
        found = [reading for reading in readings if reading.name == name]
        if found:
            places = [Place(Where(label=words), reading.at) for reading in found[:20]]
            yield Finding("hidden", places[0], {"what": words, "count": len(found)}, related=tuple(places[1:]))
    if view.options["authors"]:
        names = [r for r in readings if r.name in _AUTHORS and r.value.strip().lower() not in _NOBODY]
        if names:
            place = Place(Where(label=_PROPERTIES), names[0].at)
            private = tuple(dict.fromkeys(reading.value for reading in names))
            yield Finding("hidden", place, {"what": _AUTHOR, "count": len(private)}, private=private)


RULE = Rule(
    id="GK850",
    name="pv-document-metadata",
    severity="warning",
    summary=Text(zh="文件里没有隐藏的内容", en="Nothing is hidden in the file"),
    advice=Text(
        zh="发布前用“检查文档”清除隐藏内容和属性", en="Clear hidden content and properties before publishing"
    ),
    messages={
        "hidden": Text(zh="文件里有{what}（{count}处）", en="The file holds {what} ({count})"),
    },
    basis=(Cite("privacy-law-2021", "51"), Cite("regulation-2019", "17")),
    check=check,
    explanation=__doc__,
    options=(Option("authors", default=False, help=Text(zh="也检查作者姓名", en="Tell authors' names too")),),
    examples=(
        Valid(),
        Valid("authors are not asked for", readings=(Reading(name="author", value="张三"),)),
        Invalid("a hidden sheet", readings=(Reading(name="hidden-sheet", value="底稿"),), keys=("hidden",), at=("",)),
    ),
)
