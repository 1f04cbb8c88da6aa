"""The published text is not marked as a draft: （征求意见稿）, （送审稿）, （初稿）, （修改稿）, （讨论稿） in the title or alone on a line of the opening.

The words in sentences are silent: drafts of other documents are published for comment. File names are not judged, because
drafts are what a reviewer checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding

_DRAFT = regex(
    r"征求意见稿|送审稿|报审稿|初\s?稿|讨论稿|修改稿|修订稿|草\s?稿|[（(](?:已核|已审|待审|审核稿|定稿\d{0,2}|最终版|第[一二三四五\d]稿|V\d+(?:\.\d+)?|草案)[）)]"
)
_OTHER = regex(r"[。；，《》]")
_TITLE_TERM = "报告"


def check(view: View) -> Iterator[Finding]:
    for piece in view.report.passages[:_FIRST]:
        if piece.section is not None:
            return
        match = None if len(piece.text) > 80 or _OTHER.search(piece.text) else _DRAFT.search(piece.text)
        if match and _own(piece, match):
            yield finding("draft", piece, [match.span()])


def _own(piece: Passage, match: re.Match[str]) -> bool:
    """Whether the line is the title or the mark alone."""
    return _TITLE_TERM in piece.text or len("".join(piece.text.split())) <= match.end() - match.start() + 4


# Draft marks stand at the top, with the title.
_FIRST = 12

RULE = Rule(
    id="GK863",
    name="ph-draft-marker",
    severity="warning",
    summary=Text(zh="标题不带稿次标记", en="The title bears no draft mark"),
    advice=Text(zh="确认是定稿后删去标记", en="Take the mark out once the text is final"),
    messages={"draft": Text(zh="带有稿次标记：{words}", en="The report is marked as a draft: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("other documents", sections={"overview": "2025年，公开云川县办法（征求意见稿）3件、初稿1件，按时答复群众的申请。"}),
        Invalid("in the title", replace={"工作年度报告\n": "工作年度报告（征求意见稿）\n"}, keys=("draft",)),
        Invalid("on a line", replace={"工作年度报告\n": "工作年度报告\n（送审稿）\n"}, keys=("draft",)),
    ),
)  # fmt: skip
