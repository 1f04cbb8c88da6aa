"""A table has no rows beside those of the form, and none twice.

The form is one for the whole country so that its figures can be added up; an office's own 小计, 其他 or 工作秘密 row
breaks that, and a subtotal is easily counted twice. Neighbouring strange rows are one finding; where rows of the form
are missing at that very spot, the finding names both, and GK202 is silent.

Only lines with numbers in at least half of their columns count as rows. Silent: notes and lines about who filled in
the table and when; headers repeated after a page break; a whole table printed twice (GK221); a row with an altered
but recognizable label (GK206).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Excerpt, Finding, Invalid, Place, Row, Rule, Table, Text, Valid, View, Where
from gongkai_rules._cells import rows_named
from gongkai_rules._rows import out_of_form, repeated, strange


def check(view: View) -> Iterator[Finding]:
    for table in view.derive(out_of_form):
        for stretch in strange(table):
            rows, instead = stretch.rows, stretch.missing
            args: dict[str, Arg] = {"labels": tuple(f"“{' '.join(row.label.split())}”" for row in rows)}
            related = tuple(_place(table, row) for row in rows[1:])
            if instead:
                named = {**args, "official": rows_named(table, instead)}
                yield Finding("instead", _place(table, rows[0]), named, related=related)
            else:
                yield Finding("extra", _place(table, rows[0]), args, related=related)
        for row in repeated(table):
            where = table.row_place(row).where
            again = Place(where, row.at, Excerpt(row.label, 0, len(row.label)))
            yield Finding("repeated", again, {"label": row.label}, related=(table.place(row.id),))


def _place(table: Table, row: Row) -> Place:
    name = table.spec.name
    label = Text(zh=f"{name.zh} “{row.label}”行", en=f"{name.en}, row “{row.label}”")
    return Place(Where(table.section, table.id, None, None, label), row.at, Excerpt(row.label, 0, len(row.label)))


RULE = Rule(
    id="GK203",
    name="tb-row-extra",
    severity="error",
    summary=Text(zh="表格没有规定以外的行", en="A table has no rows beside those of the form"),
    advice=Text(
        zh="删去规定以外的行，把数字归入规定的行",
        en="Remove the row and count its numbers where the form has them",
    ),
    messages={
        "extra": Text(zh="{labels}不是规定的行", en="The form has no row {labels}"),
        "instead": Text(
            zh="{labels}不是规定的行；这里应为{official}", en="The form has no row {labels}; here belongs {official}"
        ),
        "repeated": Text(zh="“{label}”这一行重复", en="The row “{label}” is there twice"),
    },
    why=Text(
        zh="自行增加的小计、其他、工作秘密等行会使合计重复计算，也无法汇总。表格下面的注、填报人不算。",
        en="A subtotal or a row of one's own is counted twice or not at all. Notes under the table do not count.",
    ),
    basis=(Cite("format-2019", "attachment"), Cite("format-2021", "attachment"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "a group label on a line of its own",
            replace={"三、本年度办理结果\t（一）": "三、本年度办理结果\t\t\t\t\t\t\t\t\t\n\t（一）"},
        ),
        Valid(
            "lines under the table",
            replace={
                "\n四、政府信息公开行政": "填报人\t王某\t填报日期\t2026\n注：本表按办结时间统计\t1\t2\t3\t4\t5\t6\t7\n\n四、政府信息公开行政"
            },
        ),
        Valid("an altered label", replace={"行政规范性文件\t3": "规范性文件\t3"}),
        Invalid(
            "a subtotal of refusals",
            replace={"\t（四）无法提供\t1.": "\t\t小计\t3\t0\t0\t0\t0\t0\t3\n\t（四）无法提供\t1."},
            keys=("extra",),
            at=("applications/applications",),
        ),
        Invalid(
            "a row under another name",
            replace={"4.保护第三方合法权益\t2": "4.商业秘密\t2"},
            keys=("instead",),
            at=("applications/applications",),
        ),
        Invalid(
            "a row split into two",
            standard="gkbg-2019",
            replace={"其他对外管理服务事项\t12\t0\t96\n": "行政检查\t10\t0\t90\n行政确认\t2\t0\t6\n"},
            keys=("instead",),
            at=("proactive/proactive",),
        ),
        Invalid(
            "a row copied twice",
            replace={"\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n": "\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n" * 2},
            keys=("repeated",),
            at=("applications/applications/rejected_duplicate",),
        ),
    ),
)
