"""The body's name is written one way in title and text (preview: lawful short names differ).

Told is a name in the text that differs from the title's by one character only, which is a misspelling rather than a short form.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stretch import finding

_SHORTEST = 6


def check(view: View) -> Iterator[Finding]:
    name = "".join(view.report.agency.value.split()) if view.report.agency else ""
    if len(name) < _SHORTEST:
        return
    half = len(name) // 2
    for piece in view.report.passages:
        starts = set(_places(piece.text, name[:half]))
        starts |= {start - half for start in _places(piece.text, name[half:]) if start >= half}
        spans = [(s, s + len(name)) for s in sorted(starts) if _one_off(piece.text[s : s + len(name)], name)]
        if spans:
            yield finding("differs", piece, spans, own=name)


def _places(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _one_off(found: str, name: str) -> bool:
    """Whether exactly one character differs, and it is a letter of a name, not a mark."""
    differing = [(a, b) for a, b in zip(found, name, strict=False) if a != b]
    return len(found) == len(name) and len(differing) == 1 and "\u4e00" <= differing[0][0] <= "\u9fff"


RULE = Rule(
    id="GK526",
    name="md-agency-name-variants",
    severity="info",
    summary=Text(zh="单位名称前后一致", en="The body's name is written one way"),
    advice=Text(zh="核对单位名称", en="Check the name"),
    messages={
        "differs": Text(
            zh="“{words}”和标题里的“{own}”差一个字", en="“{words}” differs from the title's “{own}” by a character"
        )
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49")),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid(),
        Valid("a short name", sections={"other": "云川县政府、县人民政府未收取信息处理费。"}),
        Invalid(
            "a misspelling", sections={"other": "云川县人明政府未收取信息处理费。"}, keys=("differs",), at=("other",)
        ),
    ),
)
