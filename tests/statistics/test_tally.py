"""What is counted once, what again, and what is only told. That the counts are those of a run: see the formatters' tests."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.report import Body
from gongkai.statistics import Document, Fault, Found, Missed, Opened, Result, tally
from gongkai.statistics.tally import NAMED


def document(path: str, **fields: object) -> Document:
    values: dict[str, object] = {
        "agency": "云川县财政局", "body": Body("department", "county"), "fiscal_year": 2024, "complete": True, "rules": 9,
        "errors": 0, "warnings": 0, "infos": 0, "accepted": 0,
    }  # fmt: skip
    return Document(path=path, **{**values, **fields})  # type: ignore[arg-type]


def found(path: str, rule: str = "GK303") -> Found:
    return Found(path=path, rule=rule, name="n", severity="error", suppressed=None, agency="云川县财政局")


def test_rates_are_over_what_was_checked() -> None:
    told = tally(
        [Opened(), document("a", errors=3), document("b"), document("c", rules=0, complete=False, agency=None, fiscal_year=None)]
    )  # fmt: skip
    assert (told.total.documents, told.total.checked, told.total.unread, told.total.incomplete) == (3, 2, 1, 1)
    assert (told.total.share, told.total.rate) == (0.5, 150.0)
    unknown, known = told.groups["year"]
    assert (unknown.key, unknown.share, unknown.rate) == (None, None, None)
    assert (known.key, known.documents) == ("2024", 2)


def test_a_document_with_several_findings_of_a_rule_counts_once_and_again_in_another_result() -> None:
    records: list[Result] = [Opened(), found("a"), found("a", "GK101"), found("a"), Opened(), found("a")]
    told = {each.key: (each.findings, each.documents) for each in tally(records).rules}
    assert told == {"GK303": (3, 2), "GK101": (1, 1)}


def test_documents_that_were_counted_before_are_told() -> None:
    told = tally([Opened(), document("a"), Opened(), document("a"), document("b"), document("a", fiscal_year=2023)])
    assert (told.repeated, told.results, told.total.documents) == (1, 2, 4)


def test_only_so_many_are_named_but_all_are_counted() -> None:
    fault = Fault(source="x", message=Text("坏", "bad"))
    records: list[Result] = [document(str(n), complete=False) for n in range(NAMED + 5)]
    told = tally([*records, *[fault] * (NAMED + 5)])
    assert (len(told.unchecked), told.total.incomplete) == (NAMED, NAMED + 5)
    assert (len(told.faults), told.faulty) == (NAMED, NAMED + 5)


def test_what_concerns_a_whole_run_is_told_once() -> None:
    gap = Missed(code="GK904", path=None, message="plugin x")
    told = tally([gap, gap, Missed(code="GK901", path="a", message="m")])
    assert told.general == ("GK904 plugin x",)
    assert [(each.code, each.count, each.documents) for each in told.gaps] == [("GK901", 1, 1), ("GK904", 2, 0)]
