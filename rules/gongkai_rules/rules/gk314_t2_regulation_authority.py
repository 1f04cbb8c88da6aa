"""规章 are made by ministries and by governments of provinces, of cities divided into districts, and of prefectures only.

Departments of local governments, counties, districts, townships and sub-districts cannot make them; what they count is
usually 行政规范性文件. All filled cells of the row are one finding.

Silent: bodies whose name does not tell their level; governments and government offices of provinces and cities;
counties that are called 市 and cannot be told from cities; zeros and blanks.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Report, Rule, Text, Valid, View

_OFFICES = ("办公室", "办公厅")


def check(view: View) -> Iterator[Finding]:
    table = view.report.table("proactive")
    if table is None or not _cannot(view.report):
        return
    filled = [c.column for row in table.rows if row.id == "regulations" for c in row.cells if c.value]
    if filled:
        places = tuple(table.place("regulations", column) for column in dict.fromkeys(filled))
        agency = view.report.agency.value if view.report.agency else ""
        yield Finding("cannot", places[0], {"agency": agency}, related=places[1:])


def _cannot(report: Report) -> bool:
    level, kind = report.body.level, report.body.kind
    if level in ("county", "township"):
        return kind in ("government", "department", "subdistrict")
    office = report.agency is not None and report.agency.value.endswith(_OFFICES)
    return kind == "department" and level in ("province", "city") and not office


RULE = Rule(
    id="GK314",
    name="t2-regulation-authority",
    severity="warning",
    summary=Text(zh="没有规章制定权的机关，规章各格填0", en="A body that cannot make 规章 has none to report"),
    advice=Text(
        zh="规章只能由国务院部门和省、设区的市、自治州的人民政府制定；本机关制发的文件填在规范性文件一行",
        en="Only ministries and the governments of provinces, cities with districts and prefectures make 规章; put your documents in the row of 规范性文件",
    ),
    messages={
        "cannot": Text(
            zh="{agency}没有规章制定权，规章一行却填了数字", en="{agency} cannot make 规章, but the row has numbers"
        ),
    },
    basis=(Cite("legislation-law-2023", "91"), Cite("legislation-law-2023", "93")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "a city's government makes them", agency="云川市人民政府", cells={"proactive.regulations.in_force": "5"}
        ),
        Valid(
            "its office reports for it",
            agency="云川市人民政府办公室",
            cells={"proactive.regulations.in_force": "5"},
        ),
        Invalid(
            "a county",
            cells={"proactive.regulations.issued": "2", "proactive.regulations.in_force": "5"},
            keys=("cannot",),
            at=("proactive/proactive/regulations/issued",),
        ),
        Invalid(
            "a bureau, in the older form",
            standard="gkbg-2019",
            agency="云川市财政局",
            cells={"proactive.regulations.disclosed_total": "5"},
            keys=("cannot",),
            at=("proactive/proactive/regulations/disclosed_total",),
        ),
    ),
)
