"""The blank official form of 2021, made with WPS: read to the last label, and told to be a form.

After a wanted change: `python tests/readers/test_template.py` writes the stored report anew.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.table import _Cell as DrawnCell

from gongkai.config import Config
from gongkai.consistent import consistent_cells
from gongkai.engine import check_source, finish
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.report_json import encode
from gongkai.selection import choose

ROOT = Path(__file__).parent.parent
FORM = ROOT / "examples" / "template-2021.docx"
STORED = ROOT / "golden" / "template-2021.report.json"


def load(catalogue: Catalogue) -> Report:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    return loader.load(Source("form.docx", FORM.read_bytes()))


@pytest.fixture(scope="module")
def form(catalogue: Catalogue) -> Report:
    return load(catalogue)


def test_the_normalized_report_is_the_stored_one(form: Report) -> None:
    assert encode(form) == STORED.read_bytes()


def test_every_row_and_column_of_the_standard_is_there_as_printed(form: Report) -> None:
    assert [table.id for table in form.tables] == [spec.id for spec in form.standard.tables]
    for table in form.tables:
        rows = [(row.id, row.label, row.path) for row in table.rows]
        assert rows == [(row.id, row.label, row.path) for block in table.spec.blocks for row in block.rows]
        columns = [(column.block, column.id) for column in table.columns]
        assert columns == [(block.id, column.id) for block in table.spec.blocks for column in block.columns]
        for column in table.columns:
            block = next(block for block in table.spec.blocks if block.id == column.block)
            spec = table.spec.column(block, column.id or "")
            assert spec is not None
            assert "".join(column.label.split()) == spec.label


def test_every_cell_is_there_and_blank(form: Report) -> None:
    cells = {(t.id, row.id, cell.column): cell for t in form.tables for row in t.rows for cell in row.cells}
    assert set(cells) == {(t.id, row.id, c.id) for t in form.standard.tables for _, row, c in t.places}
    assert {cell.state for cell in cells.values()} == {"blank"}
    assert len({cell.at for cell in cells.values()}) == len(cells) == 200
    assert not any(row.loose for table in form.tables for row in table.rows)


def test_the_sections_are_found(form: Report) -> None:
    assert [section.id for section in form.sections] == [spec.id for spec in form.standard.sections]
    assert [s.at.paragraph for s in form.sections] == [4, 7, 19, 24, 29, 31]


def test_checking_it_says_once_that_it_is_a_form(catalogue: Catalogue) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    outcome = check_source(Source("form.docx", FORM.read_bytes()), loader, choose(catalogue.rules, Config()), 0.6)
    run = finish([outcome], (), "error")
    assert run.exit_code == 3
    assert run.diagnostics == ()
    (incident,) = run.incidents
    assert incident.code == "GK905"
    assert "空白" in incident.message.zh
    assert "200" in incident.message.en


def test_filled_in_at_its_places_it_reads_back_cell_by_cell(form: Report, catalogue: Catalogue) -> None:
    """The places of the blank cells are where a program must write: numbers put there come back in their cells."""
    values = {place: str(value) for place, value in consistent_cells(form.standard, 7).items()}
    values |= {place: "0" for place in values if place[1] == "regulations"}  # a county makes none (GK314)
    word = docx.Document(str(FORM))
    title = next(each for each in word.paragraphs if "格式模板" in each.text)
    title.runs[0].text = "云川县人民政府2025年政府信息公开工作年度报告"
    for table in form.tables:
        for row in table.rows:
            for cell in row.cells:
                at = cell.at
                assert at.table
                assert at.row
                assert at.cell
                drawn = word.tables[at.table - 1]._tbl.tr_lst[at.row - 1].tc_lst[at.cell - 1]
                DrawnCell(drawn, word).text = values[table.id, row.id or "", cell.column]
    for section in form.sections:
        for passage in section.passages:
            prose = form.standard.specimen.sections[section.id or ""]
            word.paragraphs[(passage.paragraph.at.paragraph or 0) - 1].runs[0].text = prose
    out = io.BytesIO()
    word.save(out)
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    report = loader.load(Source("filled.docx", out.getvalue()))
    assert report.agency is not None
    assert (report.agency.value, report.fiscal_year, report.is_blank_form) == ("云川县人民政府", 2025, False)
    found = {(t.id, row.id, c.column): c.text for t in report.tables for row in t.rows for c in row.cells}
    assert found == values
    outcome = check_source(Source("filled.docx", out.getvalue()), loader, choose(catalogue.rules, Config()), 0.6)
    assert outcome.incidents == ()
    assert [d for d in outcome.diagnostics if d.rule.startswith(("GK2", "GK3"))] == []


if __name__ == "__main__":
    STORED.write_bytes(encode(load(collect())))
