"""Each table stands in the section that the format gives it: tables two, three and four in sections 二, 三 and 四.

All misplaced tables are one finding. Told only where the section is there to hold the table: without its heading, the
table seems to stand in the section before it, and GK101 tells of the heading. Silent on a table that stands in its
section as well (GK221), and on PDF files, in which a table may float away from its heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Report, Rule, Table, Text, Valid, View
from gongkai_rules._headings import once, printed


def check(view: View) -> Iterator[Finding]:
    report = view.report
    if report.format == "pdf":
        return
    there = {section.id for section in view.derive(once)}
    known = {spec.id for spec in report.standard.sections}
    wrong = [
        table
        for table in report.tables
        if table.section in known and table.spec.section in there and not _at_home(report, table)
    ]
    if wrong:
        homes = {spec.id: printed(spec) for spec in report.standard.sections}
        args: dict[str, Arg] = {
            "tables": tuple(dict.fromkeys(table.spec.name for table in wrong)),
            "found": tuple(dict.fromkeys(homes[table.section or ""] for table in wrong)),
            "homes": tuple(dict.fromkeys(homes[table.spec.section] for table in wrong)),
        }
        yield Finding("elsewhere", wrong[0].place(), args, related=tuple(table.place() for table in wrong[1:]))


def _at_home(report: Report, table: Table) -> bool:
    return any(other.section == table.spec.section for other in report.tables if other.id == table.id)


# Table four of the specimen, and the same under the next heading.
_FOUR = "四、政府信息公开行政复议、行政诉讼情况\n"

RULE = Rule(
    id="GK111",
    name="st-table-placement",
    severity="error",
    summary=Text(zh="表格放在规定的部分", en="Each table stands in its section"),
    advice=Text(zh="把表格移到规定的标题下面", en="Move the table under its heading"),
    messages={
        "elsewhere": Text(
            zh="{tables}放在了“{found}”，应当放在“{homes}”",
            en="{tables} in “{found}”; the place is “{homes}”",
        )
    },
    why=Text(
        zh="格式规定表二、表三、表四分别放在第二、三、四部分。标题缺失时不提示这一条，只提示标题缺失。",
        en="The format puts tables 2, 3 and 4 into parts two, three and four.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("without the heading, the heading is what is told", replace={_FOUR: ""}),
        Invalid(
            "the heading of part four stands before table three",
            replace={
                _FOUR: "",
                "三、收到和处理政府信息公开申请情况\n": f"三、收到和处理政府信息公开申请情况\n见下表。\n{_FOUR}",
            },
            keys=("elsewhere",),
            at=("disputes/applications",),
        ),
    ),
)
