"""Statistics of results: the counts are those of the run, and every format shows them, what was not checked first."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Run
from gongkai.formatter import Rendering
from gongkai.formatters.cells import width
from gongkai.formatters.parquet import render
from gongkai.formatters.statistics.data import as_csv, as_json
from gongkai.formatters.statistics.page import as_html
from gongkai.formatters.statistics.plot import as_picture, chinese_font
from gongkai.formatters.statistics.text import as_text
from gongkai.plugins import collect
from gongkai.report import Body
from gongkai.schema import violations
from gongkai.statistics import (
    DIMENSIONS,
    Document,
    Fault,
    Found,
    Missed,
    Opened,
    Statistics,
    read_jsonl,
    read_parquet,
    tally,
)

from .runs import rendering, runs

CATALOGUE = collect()
PLAIN = Rendering(lang="zh", instruments={})
HOSTILE = "=1+1</svg><script>alert(1)</script>\x1b[31m$x^2$"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_counts_are_those_of_the_run(run: Run) -> None:
    how = rendering(CATALOGUE, run)
    lines = str(CATALOGUE.formatters["jsonl"].render(run, how)).encode()
    told = tally(read_jsonl(io.BytesIO(lines), "x"), crossed=True)
    assert tally(read_parquet(io.BytesIO(render(run, how)), "x"), crossed=True) == told
    assert told.faulty == 0
    paths = [each.path for each in run.documents]
    missed = {each.path for each in run.incidents}
    assert told.total.documents == len(paths)
    assert told.total.incomplete == len(missed & set(paths))
    assert told.total.with_findings == len({each.path for each in run.diagnostics})
    rules = Counter(each.rule for each in run.diagnostics)
    assert {each.key: each.findings for each in told.rules if each.findings} == dict(rules)
    for each in told.rules:
        assert each.documents == len({d.path for d in run.diagnostics if d.rule == each.key})
        assert each.accepted == sum(d.rule == each.key for d in run.accepted)
    assert [each.findings for each in told.severities] == [run.count(each.severity) for each in told.severities]
    for groups in told.groups.values():
        assert sum(each.documents for each in groups) == len(paths)
        assert sum(each.findings for each in groups) == told.total.findings
        assert sum(each.incomplete for each in groups) == told.total.incomplete
    assert sum(count for pairs in told.most.values() for _, count in pairs) == len(run.diagnostics)


def some(agency: str | None = "云川县财政局", *, whole: bool = True) -> Statistics:
    """Two documents with an error in one; with `whole` false, one more that was not read and a line that was not."""
    body = Body("department", "county")
    records = [
        Opened(),
        *(
            Document(
                path=path, agency=agency, body=body, fiscal_year=year, complete=True, rules=9, errors=errors, warnings=0,
                infos=0, accepted=0,
            )
            for path, year, errors in (("a", 2023, 1), ("b", 2024, 0))
        ),
        Found(path="a", rule="GK303", name="t3-row-total", severity="error", suppressed=None, agency=agency),
    ]  # fmt: skip
    if not whole:
        records += [
            Document(
                path="扫描件.pdf", agency=None, body=Body(), fiscal_year=None, complete=False, rules=0, errors=0,
                warnings=0, infos=0, accepted=0,
            ),
            Missed(code="GK901", path="扫描件.pdf", message="m"),
            Fault(source="r.jsonl", line=7, message=Text("不是记录", "No record")),
        ]  # fmt: skip
    return tally(records)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_not_checked_stands_before_everything_else(lang: str) -> None:
    found = some(whole=False)
    how = Rendering(lang="en" if lang == "en" else "zh", instruments={})
    text = as_text(found, DIMENSIONS, 20, how)
    first = (
        "Not checked whole: 1 report(s), of 1 nothing at all"
        if lang == "en"
        else "没有查完：1份报告，其中1份完全没有查"
    )
    assert text.startswith(first)
    assert text.index("r.jsonl") < text.index("GK303")
    page = as_html(found, DIMENSIONS, 20, how.lang)
    assert page.index(first) < page.index("<svg")
    told = json.loads(as_json(found, DIMENSIONS, how.lang))
    assert (told["not_checked"]["documents"], told["not_checked"]["faulty"]) == (1, 1)
    rows = list(csv.DictReader(io.StringIO(as_csv(found, DIMENSIONS, how.lang).removeprefix("\ufeff"))))
    assert [(row["by"], row["key"]) for row in rows[:2]] == [("total", ""), ("not_checked", "GK901")]
    assert as_text(some(), DIMENSIONS, 20, how).startswith("2 " if lang == "en" else "2份报告")


def test_columns_are_aligned_in_cells_and_names_give_way_on_a_narrow_terminal() -> None:
    for room in (0, 80):
        how = Rendering(lang="zh", instruments={}, width=room)
        table = as_text(some("青岳省云川市南溪县工业和信息化局"), ["body"], 20, how).splitlines()[-2:]
        assert width(table[0]) == width(table[1])
        assert room == 0 or width(table[0]) <= room
        assert ("…" in table[1]) is (room > 0)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_json_keeps_to_its_schema_and_a_page_to_its_elements(run: Run) -> None:
    lines = str(CATALOGUE.formatters["jsonl"].render(run, rendering(CATALOGUE, run))).encode()
    found = tally(read_jsonl(io.BytesIO(lines), "x"))
    assert violations("statistics", json.loads(as_json(found, DIMENSIONS, "zh"))) == ()
    as_text(found, DIMENSIONS, 3, PLAIN).encode()
    tags: Counter[str] = Counter()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.update([tag])  # type: ignore[method-assign]
    parser.handle_endtag = lambda tag: tags.subtract([tag])  # type: ignore[method-assign]
    parser.feed(as_html(found, DIMENSIONS, 20, "zh"))
    assert {tag for tag, n in tags.items() if n} <= {"meta"}
    assert tags["script"] == 0


def test_names_from_reports_are_no_formulas_markup_or_commands() -> None:
    found = some(HOSTILE)
    assert "<script>" not in as_html(found, DIMENSIONS, 20, "zh")
    assert "\x1b" not in as_text(found, DIMENSIONS, 20, PLAIN)
    rows = csv.DictReader(io.StringIO(as_csv(found, DIMENSIONS, "zh").removeprefix("\ufeff")))
    assert all(not value.startswith("=") for row in rows for value in row.values())
    assert as_picture(found, DIMENSIONS, "svg", "zh", chinese_font())


def test_what_was_not_asked_for_is_left_out() -> None:
    told = json.loads(as_json(some(), ["rule"], "zh"))
    assert (len(told["rule"]), told["year"], told["body"]) == (1, [], [])
    assert "按年度" not in as_text(some(), ["rule"], 20, PLAIN)


def test_the_rest_of_a_long_table_is_counted() -> None:
    assert "还有1行" in as_text(some(), ["year"], 1, PLAIN)
    assert "还有1行" in as_html(some(), ["year"], 1, "zh")


def test_pictures_are_the_same_each_time() -> None:
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        data = as_picture(some(), DIMENSIONS, "svg" if kind == "svg" else "png", "zh", chinese_font())
        assert data.startswith(start)
        assert data == as_picture(some(), DIMENSIONS, "svg" if kind == "svg" else "png", "zh", chinese_font())
        if kind == "svg":
            assert ET.fromstring(data).tag.endswith("svg")  # noqa: S314 - our own


def test_without_a_chinese_font_pictures_are_in_english_and_draw_no_missing_glyph() -> None:
    # matplotlib warns of a glyph that a font lacks, and warnings are errors here.
    assert as_picture(some(whole=False), DIMENSIONS, "png", "zh", None).startswith(b"\x89PNG")


def test_a_picture_of_nothing_is_drawn() -> None:
    assert as_picture(tally([]), DIMENSIONS, "png", "zh", chinese_font()).startswith(b"\x89PNG")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError) as caught:
        chinese_font()
    assert caught.value.advice is not None
    assert "gongkai[plot]" in caught.value.advice.zh


def test_a_summary_names_every_document_that_was_not_checked_then_rules_and_bodies() -> None:
    from .runs import sample

    run = sample()
    how = rendering(CATALOGUE, run)
    text = str(CATALOGUE.formatters["summary"].render(run, how))
    assert "没有查完" not in text.splitlines()[0]
    assert text.index("GK303 t3-row-total") < text.index("按机关")
    assert "GK303×1" in text
