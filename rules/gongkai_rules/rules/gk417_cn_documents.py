"""Numbers of regulations and normative documents issued, repealed and in force in the words are those of table two.

Only with the words of the form (制定, 制发, 印发, 出台; 废止; 现行有效) and the name of the document: 公开规范性文件N件, 政策性文件 and 文件 alone
are something else. The stock may be told without this year's documents, or as it was when the year began. 未制定规范性文件 is judged, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Applies, Cite, Finding, Invalid, Rule, Text, Valid, View
from gongkai_rules._stated import Kind, against, is_share, printed_kind, stated

_KINDS: tuple[Kind, ...] = (
    "documents.regulations_issued",
    "documents.regulations_repealed",
    "documents.regulations_in_force",
    "documents.normative_issued",
    "documents.normative_repealed",
    "documents.normative_in_force",
)


def check(view: View) -> Iterator[Finding]:
    for claim in stated(view, *_KINDS):
        cells = printed_kind(view, claim.kind)
        if cells is None or claim.form == "all":
            continue
        fitting = set(cells.also)
        if claim.kind.endswith("in_force"):
            fresh = printed_kind(view, claim.kind.replace("in_force", "issued"))
            gone = printed_kind(view, claim.kind.replace("in_force", "repealed"))
            fitting |= {cells.value - fresh.value} if fresh else set()
            fitting |= {cells.value - fresh.value + gone.value} if fresh and gone else set()
        if not any(claim.fits(value) for value in fitting) and not is_share(view, claim, fitting):
            yield against(claim, cells)


RULE = Rule(
    id="GK417",
    name="cn-documents",
    severity="warning",
    summary=Text(
        zh="正文中规章、规范性文件的件数与表二一致",
        en="Documents: the words agree with table 2",
    ),
    advice=Text(
        zh="核对台账，改正正文或表格中有误的一处",
        en="Check the records and correct the wrong place, the words or the table",
    ),
    messages={
        "differs": Text(
            zh="正文说“{words}”，而{cell}是{printed}",
            en="The text says “{words}”, but {cell} has {printed}",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    applies=Applies(standards=("gkbg-2021",)),
    examples=(
        Valid(),
        Valid("the same", sections={"overview": "全年制定行政规范性文件3件，废止1件，现行有效28件。"}),
        Valid(
            "the stock without this year's",
            sections={"overview": "制定行政规范性文件3件，原有现行有效行政规范性文件25件。"},
        ),
        Valid(
            "publications and other documents",
            sections={"overview": "公开规范性文件12件，出台政策性文件9件，印发文件130件。"},
        ),
        Valid(
            "told in shares",
            sections={"overview": "县政府制定行政规范性文件2件，废止1件；县政府部门制定行政规范性文件1件，废止0件。"},
        ),
        Valid(
            "the stock when the year began",
            sections={"overview": "年初现行有效规范性文件26件，本年制定规范性文件3件，废止1件，年末28件。"},
        ),
        Valid("last year's", sections={"overview": "2024年制定行政规范性文件9件。"}),
        Valid(
            "issued again",
            sections={"overview": "制定行政规范性文件3件，修订行政规范性文件2件，重新印发规范性文件1件。"},
        ),
        Valid("other bodies", sections={"overview": "县发改委制定行政规范性文件1件。"}),
        Invalid("another number", sections={"overview": "全年制定行政规范性文件8件，废止1件。"}, keys=("differs",)),
        Invalid(
            "none, but the table has some", sections={"overview": "全年未制定行政规范性文件。"}, keys=("differs",)
        ),
        Invalid(
            "the stock",
            sections={"overview": "制发行政规范性文件3件，现行有效行政规范性文件82件。"},
            keys=("differs",),
        ),
    ),
)
