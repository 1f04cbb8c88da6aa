"""The overview has at most so many characters.

Some prefectures ask for an overview of no more than a thousand characters in principle. The national format does not,
so this is advice of a local pack. Spaces are not counted; the heading is not either.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    overview = view.report.section("overview")
    if overview is None:
        return
    length = sum(len("".join(passage.text.split())) for passage in overview.passages)
    most = view.number("most")
    if length > most:
        yield Finding("long", overview.place(), {"length": length, "most": int(most)})


RULE = Rule(
    id="EX101",
    name="overview-length",
    severity="info",
    summary=Text("总体情况不宜过长", "The overview is not too long"),
    advice=Text("压缩总体情况的文字", "Shorten the overview"),
    messages={
        "long": Text("总体情况有{length}字，超过{most}字", "The overview has {length} characters, more than {most}")
    },
    basis=(Cite("format-2021", "part-1"),),
    check=check,
    explanation=__doc__,
    options=(Option("most", 1000, Text("最多多少字", "most characters"), minimum=1),),
    examples=(
        Valid(),
        Valid("exactly as many as allowed", sections={"overview": "公" * 1000}),
        Invalid("one more", sections={"overview": "公" * 1001}, keys=("long",), at=("overview",)),
    ),
)
