"""Each part that the format fills with a table has that table, in rows and columns that can be read.

Judged only where the part itself is there: a missing part is GK101. A table that stands in another part is not
missing (GK111). Three cases, because they have different causes:

* only words: the office described its figures instead of filling in the table;
* nothing, or the name of a picture: the table is a picture, or was lost when the file was made. Readers of the site
  cannot search or copy it, and nothing in it can be checked (where a page shows the picture itself, GK881 tells it);
* a table, or its words in loose lines, without recognizable rows and columns: a broken copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import (
    At,
    Cite,
    Finding,
    Invalid,
    LooseGrid,
    Reading,
    Rule,
    Section,
    TableSpec,
    Text,
    Valid,
    View,
    key,
    regex,
)
from gongkai_rules._web import pictured

# A web editor's picture leaves at most its file name behind: "1705995746322.jpg".
_PICTURE = regex(r"\S+\.(?:jpe?g|png|gif|bmp|webp)", re.IGNORECASE)
# As many of a table's row labels on lines of their own are the table, fallen to pieces.
_PIECES = 3


def check(view: View) -> Iterator[Finding]:
    pictures = [section for section, _ in view.derive(pictured)]
    for spec in view.report.standard.tables:
        section = view.report.section(spec.section)
        if section and section not in pictures and not view.report.table(spec.id):
            yield Finding(_case(section, spec), section.place(), {"table": spec.name})


def _case(section: Section, spec: TableSpec) -> str:
    if any(isinstance(block, LooseGrid) for block in section.blocks):
        return "unrecognized"
    lines = [text for passage in section.passages if (text := passage.text.strip())]
    names = (each for block in spec.blocks for group in (block.rows, block.columns) for each in group)
    labels = {key(each.label) for each in names if each.label}
    if sum(any(label in key(line) for label in labels) for line in lines) >= _PIECES:
        return "unrecognized"
    words = [line for line in lines if not _PICTURE.fullmatch(line)]
    return "words" if words else "unreadable"


RULE = Rule(
    id="GK201",
    name="tb-table-missing",
    severity="error",
    summary=Text(
        zh="第二、三、四部分各有规定的表格",
        en="Parts two, three and four each have the table that the format prescribes",
    ),
    advice=Text(
        zh="按规定格式填写表格；表格如是图片，请换成文字表格；没有的数据填0",
        en="Fill in the prescribed table; replace a picture by a real table; where there is nothing to count, write 0",
    ),
    messages={
        "words": Text(zh="这一部分只有文字，没有{table}", en="This part has only words; {table} is missing"),
        "unreadable": Text(
            zh="这一部分没有读到{table}：可能是图片，或者在转换中丢失；表中数据没有核对",
            en="{table} could not be read here: it may be a picture, or was lost in conversion. Its data were not checked",
        ),
        "unrecognized": Text(
            zh="这一部分有表格内容，但认不出{table}的行和列；表中数据没有核对",
            en="There is table text here, but the rows and columns of {table} cannot be made out. Its data were not checked",
        ),
    },
    why=Text(
        zh="三张表是格式规定的主要内容。表格是图片或者没有转换出来时也会提示，因为没有读到就没法核对。",
        en="The three tables are the core of the form. A table that is a picture is told as well: what was not read was not checked.",
    ),
    basis=(
        Cite("format-2019", "attachment"),
        Cite("format-2021", "attachment"),
        Cite("regulation-2019", "50"),
        Cite("regulation-2019", "24"),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "words beside the table",
            replace={
                "三、收到和处理政府信息公开申请情况\n": "三、收到和处理政府信息公开申请情况\n\n全年办理情况如下表。\n"
            },
        ),
        Valid(
            "a part that is missing altogether is told by another rule",
            source="某县某局2025年政府信息公开工作年度报告\n\n一、总体情况\n\n本局按规定公开信息。\n\n"
            "五、存在的主要问题及改进情况\n\n解读不足，已经改进。\n\n六、其他需要报告的事项\n\n无。\n",
        ),
        Valid(
            "a picture that a page shows is told by another rule",
            source="某县某局2025年政府信息公开工作年度报告\n一、总体情况\n本局按规定公开信息。\n"
            "三、收到和处理政府信息公开申请情况\n\n\n六、其他需要报告的事项\n无。\n",
            readings=(Reading(name="image", value="t3.png", at=At(line=5)),),
        ),
        Invalid(
            "words in place of tables",
            source="某县某局2025年政府信息公开工作年度报告\n\n一、总体情况\n\n本局按规定公开信息。\n\n"
            "三、收到和处理政府信息公开申请情况\n\n全年没有收到政府信息公开申请。\n\n六、其他需要报告的事项\n\n无。\n",
            keys=("words",),
            at=("applications",),
        ),
        Invalid(
            "headings with nothing under them, or only a picture's name",
            source="某县某局2025年政府信息公开工作年度报告\n\n一、总体情况\n\n本局按规定公开信息。\n\n"
            "二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n\n1705995746322.jpg\n\n"
            "四、政府信息公开行政复议、行政诉讼情况\n\n六、其他需要报告的事项\n\n无。\n",
            keys=("unreadable", "unreadable", "unreadable"),
            at=("proactive", "applications", "disputes"),
        ),
        Invalid(
            "a table copied one cell a line",
            source="某县某局2025年政府信息公开工作年度报告\n\n一、总体情况\n\n本局按规定公开信息。\n\n"
            "二、主动公开政府信息情况\n\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n"
            "行政规范性文件\n2\n0\n9\n\n六、其他需要报告的事项\n\n无。\n",
            keys=("unrecognized",),
            at=("proactive",),
        ),
    ),
)
