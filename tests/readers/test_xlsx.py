"""Workbooks: rows of one cell are prose, the rest are grids with the sheet's own columns."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.document import Document, Grid, Paragraph
from gongkai.errors import ReadError
from gongkai.place import At
from gongkai.reader import Source
from gongkai.readers.xlsx import READER, read_workbook
from hostile import workbook


def source(book: Workbook) -> Source:
    out = io.BytesIO()
    book.save(out)
    return Source("x.xlsx", out.getvalue())


@pytest.fixture
def book() -> Workbook:
    return Workbook()


@pytest.fixture
def sheet(book: Workbook) -> Worksheet:
    found = book.active
    assert isinstance(found, Worksheet)
    found.title = "年报"
    return found


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def test_prose_and_grids_come_in_order_with_their_places(book: Workbook, sheet: Worksheet) -> None:
    sheet["A1"] = "一、总体情况"
    sheet["B3"], sheet["C3"] = "规章", 3
    sheet["B4"], sheet["C4"] = "行政规范性文件", 2.5
    sheet["A5"] = "第一行\n第二行"
    one, table, *rest = read_workbook(source(book)).blocks
    assert isinstance(one, Paragraph)
    assert isinstance(table, Grid)
    assert (one.text, one.at) == ("一、总体情况", At(part="年报", table=1, row=1, cell=1))
    assert [[cell.text for cell in row] for row in table.rows] == [["", "规章", "3"], ["", "行政规范性文件", "2.5"]]
    assert table.rows[1][2].at == At(part="年报", table=1, row=4, cell=3)
    assert [block.text for block in rest if isinstance(block, Paragraph)] == ["第一行", "第二行"]


def test_merged_cells_cover_rows_and_columns(book: Workbook, sheet: Worksheet) -> None:
    sheet["A1"], sheet["C1"] = "三、本年度办理结果", "总计"
    sheet["C2"], sheet["B3"], sheet["C3"] = 5, "其他", 7
    sheet.merge_cells("A1:B2")
    (table,) = grids(read_workbook(source(book)))
    assert [[(c.text, c.rowspan, c.colspan) for c in row] for row in table.rows] == [
        [("三、本年度办理结果", 2, 2), ("总计", 1, 1)],
        [("5", 1, 1)],
        [("", 1, 1), ("其他", 1, 1), ("7", 1, 1)],
    ]


def test_numbers_come_as_they_are(book: Workbook, sheet: Worksheet) -> None:
    for n, value in enumerate([3, 3.0, 0.092, "0012", True, None, "／"], 1):
        sheet.cell(1, n, value)
    (table,) = grids(read_workbook(source(book)))
    assert [cell.text for cell in table.rows[0]] == ["3", "3", "0.092", "0012", "TRUE", "", "／"]


def test_hidden_sheets_are_not_read_but_told(book: Workbook, sheet: Worksheet) -> None:
    sheet["A1"] = "正文"
    other = book.create_sheet("底稿")
    other["A1"], other.sheet_state = "旧稿", "hidden"
    document = read_workbook(source(book))
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["正文"]
    assert [(r.name, r.value) for r in document.readings if r.name == "hidden-sheet"] == [("hidden-sheet", "底稿")]


def test_content_counts_and_not_the_name(book: Workbook) -> None:
    data = source(book).data
    assert READER.claim(Source("x.txt", data)) > 90
    assert READER.claim(Source("x.xlsx", b"PNG")) == 0


def test_words_in_runs_come_without_reading_aids(book: Workbook, sheet: Worksheet) -> None:
    sheet["A1"], sheet["B1"] = CellRichText("规", TextBlock(InlineFont(b=True), "章")), "3"
    (table,) = grids(read_workbook(source(book)))
    assert [cell.text for cell in table.rows[0]] == ["规章", "3"]


@pytest.mark.parametrize("place", ["B29999999", "A0", "XFDX1", "1", "a1", "-5"])
def test_a_cell_with_an_impossible_place_is_refused(place: str) -> None:
    data = workbook(f'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="{place}"><v>2</v></c></row></sheetData>')
    with pytest.raises(ReadError):
        read_workbook(Source("x.xlsx", data))


def test_cells_without_places_stand_side_by_side() -> None:
    data = workbook(
        "<sheetData><row><c><v>1</v></c><c><v>2.50</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
    )
    (table,) = grids(read_workbook(Source("x.xlsx", data)))
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "2.5"], ["3", "4"]]


def test_a_formula_without_its_value_cannot_be_read(book: Workbook, sheet: Worksheet) -> None:
    sheet["A1"], sheet["B1"], sheet["B2"] = "规章", "=1+2", 3
    with pytest.raises(ReadError, match="formula") as told:
        read_workbook(source(book))
    assert "第1行第2列" in told.value.message.zh


def test_hidden_rows_and_columns_are_read_and_told(book: Workbook, sheet: Worksheet) -> None:
    for row in range(1, 5):
        sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = "规章", row, 0
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    document = read_workbook(source(book))
    told = [(r.name, r.value, r.at.row, r.at.cell) for r in document.readings if r.name.startswith("hidden")]
    assert told == [("hidden-rows", "2", 2, None), ("hidden-columns", "1", None, 3)]
    assert len(grids(document)[0].rows) == 4
