"""A format of someone else's: it states its equations as data, and gets root causes, proposals and GK322."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from gongkai.engine import check_report
from gongkai.finding import Diagnostic
from gongkai.plugins import Catalogue
from gongkai.report import Report
from gongkai.report_json import decode
from gongkai.selection import Chosen
from gongkai.standard import Standard

# A yearly report on grants: two districts and their total, by quarter; what is paid is at most what is promised.
GRANTS = {
    "id": "grants-2030",
    "name": {"zh": "补助报告格式", "en": "grants format"},
    "basis": {"instrument": "regulation-2019"},
    "years": {"first": 2030},
    "title_term": "补助情况年度报告",
    "sections": [{"id": "grants", "ordinal": "一", "heading": "补助情况", "content": "table"}],
    "tables": [
        {
            "id": "grants",
            "section": "grants",
            "name": {"zh": "补助表", "en": "Grants"},
            "blocks": [
                {
                    "id": "all",
                    "columns": [
                        {"id": "first", "label": "上半年", "kind": "amount"},
                        {"id": "second", "label": "下半年", "kind": "amount"},
                        {"id": "year", "label": "全年", "kind": "amount"},
                    ],
                    "rows": [
                        {"id": "east", "label": "东区"},
                        {"id": "west", "label": "西区"},
                        {"id": "both", "label": "合计"},
                        {"id": "paid", "label": "其中已支付"},
                    ],
                }
            ],
            "equations": [
                {
                    "id": "districts", "name": {"zh": "两区之和＝合计", "en": "districts = total"},
                    "along": "columns", "left": ["east", "west"], "right": ["both"],
                },
                {
                    "id": "halves", "name": {"zh": "上下半年之和＝全年", "en": "halves = year"},
                    "along": "rows", "left": ["first", "second"], "right": ["year"],
                },
                {
                    "id": "paid", "name": {"zh": "已支付不多于合计", "en": "paid at most total"},
                    "along": "columns", "left": ["both"], "right": ["paid"], "relation": ">=",
                },
            ],
        }
    ],
    "specimen": {"agency": "云川县", "year": 2030, "title": "云川县2030年补助情况年度报告", "preamble": "", "sections": {}},
}  # fmt: skip
NUMBERS = {
    "east": ("1.25", "2.50", "3.75"),
    "west": ("4", "0.5", "4.5"),
    "both": ("5.25", "3", "8.25"),
    "paid": ("5", "3", "8"),
}


@pytest.fixture
def standard() -> Standard:
    made = msgspec.convert(GRANTS, Standard)
    assert list(made.faults()) == []
    return made


def about(standard: Standard, **changed: tuple[str, str, str]) -> Report:
    rows = {
        row: {
            column: {"text": text, "value": float(text) if text else None}
            for column, text in zip(("first", "second", "year"), texts, strict=True)
        }
        for row, texts in {**NUMBERS, **changed}.items()
    }
    data = {
        "schema": "urn:gongkai:schema:report:1", "standard": standard.id, "fiscal_year": 2030,
        "sections": [{"id": "grants", "heading": "补助情况"}], "tables": {"grants": rows},
    }  # fmt: skip
    return decode(msgspec.json.encode(data), {standard.id: standard})


def found(catalogue: Catalogue, report: Report) -> list[Diagnostic]:
    """What the arithmetic rules of the built-in pack make of it."""
    rules = [rule for rule in catalogue.rules if rule.id.startswith("GK3")]
    outcome = check_report(
        report, [Chosen(rule, rule.severity, {o.name: o.default for o in rule.options}) for rule in rules]
    )
    assert outcome.incidents == ()
    return list(outcome.diagnostics)


def test_a_correct_report_gives_nothing(catalogue: Catalogue, standard: Standard) -> None:
    assert found(catalogue, about(standard)) == []


def test_one_wrong_amount_is_one_finding_with_its_value(catalogue: Catalogue, standard: Standard) -> None:
    (told,) = found(catalogue, about(standard, west=("4", "5.5", "4.5")))
    assert (told.rule, told.place.where.path) == ("GK322", "grants/grants/west/second")
    assert "应为0.5，现为5.5" in told.message.zh
    assert len(told.sums) == 2


def test_decimals_are_exact(catalogue: Catalogue, standard: Standard) -> None:
    (told,) = found(catalogue, about(standard, east=("1.25", "2.5", "3.57")))
    assert told.candidates[0].proposals[0].proposed == Decimal("3.75")


def test_a_relation_that_is_no_equation_is_told_as_well(catalogue: Catalogue, standard: Standard) -> None:
    (told,) = found(catalogue, about(standard, paid=("6", "2", "8")))
    assert (told.rule, told.key, told.place.where.path) == ("GK322", "less", "grants/grants/both/first")
    assert told.sums[0].relation == ">="


def test_a_blank_is_worked_out(catalogue: Catalogue, standard: Standard) -> None:
    assert found(catalogue, about(standard, west=("4", "", "4.5"))) == []


def test_an_equation_that_names_its_rule_is_left_to_it(catalogue: Catalogue, standard: Standard) -> None:
    table = standard.tables[0]
    named = tuple(msgspec.structs.replace(each, rule="XX101") for each in table.equations)
    other = msgspec.structs.replace(standard, tables=(msgspec.structs.replace(table, equations=named),))
    assert found(catalogue, about(other, west=("4", "5.5", "4.5"))) == []
