"""Places in other documents: said with their file in every format, and never marked in this one.

After a wanted change: `python tests/formatters/test_elsewhere.py` writes the stored outputs anew.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.engine import finish, relate
from gongkai.finding import Addend, Alternative, Diagnostic, Proposal, Run, Sum
from gongkai.formatter import Rendering
from gongkai.formatters.evidence import elsewhere, equation, evidence, other_documents
from gongkai.formatters.marks import locate
from gongkai.formatters.words import compared
from gongkai.kin import Kin
from gongkai.place import At, Excerpt, Place, Where
from gongkai.plugins import Catalogue
from gongkai.report import Report
from gongkai.selection import Chosen
from gongkai.testing import report

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = {"zh.txt": ("text", "zh"), "en.txt": ("text", "en"), "json": ("json", "zh"), "sarif": ("sarif", "zh")}


def reports(catalogue: Catalogue) -> tuple[Report, Report]:
    """Last year's report and this one; two applications were lost between them."""
    last = report(year=2024, agency="云川县教育局", catalogue=catalogue)
    now = report(year=2025, agency="云川县教育局", catalogue=catalogue)
    return replace(last, path="2024/教育局.txt"), replace(now, path="2025/教育局.txt")


def made(catalogue: Catalogue) -> Run:
    last, now = reports(catalogue)
    rule = next(rule for rule in catalogue.rules if rule.id == "GK601")
    chosen = Chosen(rule, rule.severity, {option.name: option.default for option in rule.options})
    outcome = relate(now, [chosen], Kin(previous=last), catalogue.instruments)
    return finish([outcome], (), "error")


def rendered(catalogue: Catalogue, kind: str) -> str:
    name, lang = KINDS[kind]
    rendering = Rendering(lang="en" if lang == "en" else "zh", instruments=catalogue.instruments, width=0)
    out = catalogue.formatters[name].render(made(catalogue), rendering)
    assert isinstance(out, str)
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_the_output_is_the_stored_one(catalogue: Catalogue, kind: str) -> None:
    assert rendered(catalogue, kind) == (GOLDEN / f"across.{kind}").read_text(encoding="utf-8")


def place(path: str | None, text: str = "") -> Place:
    where = Where(
        "applications",
        "applications",
        "received",
        "total",
        Text("表三 第1行“新收” 总计列", "table 3, row 1 “新收”, column “总计”"),
    )
    return Place(where, At(line=3), Excerpt(text, 0, len(text)) if text else None, path)


def diagnostic(**changes: object) -> Diagnostic:
    base = Diagnostic(
        rule="GK701", name="ru-t3-sum", severity="error", message=Text("不符", "differs"), advice=Text("核对", "check"),
        basis=(), path="city.txt", place=place(None),
    )  # fmt: skip
    return replace(base, **changes)


def test_the_terms_of_a_sum_over_documents_are_named_by_them_without_the_folder_they_share() -> None:
    addends = tuple(Addend(Decimal(n), place(f"2025/部门/{name}.txt")) for n, name in ((3, "教育局"), (4, "教体局")))
    done = Sum(name=Text("合计", "sum"), left=(Addend(Decimal(9), place(None)),), right=addends, left_total=Decimal(9), right_total=Decimal(7))  # fmt: skip
    assert list(equation(done, "zh"))[1] == "本报告 9 ≠ 教育局.txt 3 + 教体局.txt 4   [9 ≠ 7，相差 -2]"
    lone = replace(done, right=addends[:1], right_total=Decimal(3))
    assert "this report 9 ≠ 2025/部门/教育局.txt 3" in list(equation(lone, "en"))[1]


def test_a_proposal_for_another_document_names_it() -> None:
    way = Alternative((Proposal(place("2024/a.txt"), "3", Decimal(2)),))
    assert any("2024/a.txt 表三" in line for line in evidence(diagnostic(candidates=(way,)), "zh"))
    assert other_documents(diagnostic(candidates=(way,))) == ("2024/a.txt",)


def test_of_many_places_a_few_are_shown() -> None:
    many = tuple(place(f"{n}.txt") for n in range(9))
    lines = list(elsewhere(diagnostic(related=many), "en"))
    assert len(lines) == 5
    assert lines[-1] == "5 more places"
    assert list(elsewhere(diagnostic(related=(place(None), place("city.txt"))), "en")) == []


def test_formats_of_one_line_name_the_documents_that_the_message_does_not() -> None:
    related = (place("a.txt"), place("b.txt"))
    assert compared(diagnostic(related=related), "zh") == "（对照 a.txt、b.txt）"
    assert compared(diagnostic(related=related, message=Text("a.txt 和 b.txt", "")), "zh") == ""


def test_a_cell_of_another_document_is_not_marked_in_this_one(catalogue: Catalogue) -> None:
    _, now = reports(catalogue)
    assert now.tables
    table = now.table("applications")
    assert table is not None
    here, there = table.place("received", "total"), table.place("granted", "total").of("2024/a.txt")
    sums = Sum(name=Text("", ""), left=(Addend(Decimal(1), here),), right=(Addend(Decimal(2), there),), left_total=Decimal(1), right_total=Decimal(2))  # fmt: skip
    marks = locate(now, [diagnostic(place=here, sums=(sums,))], lambda words: words)
    assert len(marks.terms) == 1


if __name__ == "__main__":
    from gongkai.plugins import collect

    for kind in KINDS:
        (GOLDEN / f"across.{kind}").write_text(rendered(collect(), kind), encoding="utf-8")
