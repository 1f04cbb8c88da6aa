"""The annotated DOCX and the review sheet, read back by python-docx, openpyxl and LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import cast

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from corpus import docx as corpus
from gongkai.bilingual import Text
from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.finding import Checked, Diagnostic, Run
from gongkai.formatter import Material, Rendering
from gongkai.formatters.words import xml_safe
from gongkai.load import Loader
from gongkai.place import At, Excerpt, Place, Where
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.selection import choose
from gongkai.specimen import write_report

from .runs import rendering, runs, sample

CATALOGUE = collect()


REPORT: Report = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards).load(
    Source("a.txt", write_report(CATALOGUE.standards["gkbg-2021"]).encode())
)


def document() -> bytes:
    """Three paragraphs (the second in two runs, the third empty), a table with a merged cell, one more paragraph."""
    made = docx.Document()
    made.add_paragraph("云川县人民政府2025年政府信息公开工作年度报告")
    split = made.add_paragraph("各项工作有序")
    split.add_run("开展 and 推进")
    made.add_paragraph("")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(1, 2).text = "51"
    made.add_paragraph("重复的一段")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def finding(at: At, text: str, start: int = 0, end: int | None = None, *, words: str = "不对") -> Diagnostic:
    place = Place(Where(label=Text("某处", "somewhere")), at, Excerpt(text, start, len(text) if end is None else end))
    return replace(sample().diagnostics[0], path="a.docx", place=place, message=Text(words, words))


def annotated(found: list[Diagnostic], data: bytes | None = None) -> bytes:
    run = Run(
        documents=(Checked(path="a.docx", format="docx", rules=("GK303",)),), diagnostics=tuple(found), incidents=()
    )
    how = Rendering(
        lang="zh", instruments=CATALOGUE.instruments,
        materials={"a.docx": Material(source=Source("a.docx", data or document()), report=REPORT)},
    )  # fmt: skip
    made = CATALOGUE.formatters["docx"].render(run, how)
    assert isinstance(made, bytes)
    assert made == CATALOGUE.formatters["docx"].render(run, how)
    return made


def marked(data: bytes) -> list[tuple[str, str]]:
    """Of each comment, its second line and the words that it marks."""
    opened = docx.Document(io.BytesIO(data))
    told = []
    for comment in opened.comments:
        number, words, on = str(comment.comment_id), [], False
        for element in opened.element.body.iter():
            name = element.tag.rsplit("}", 1)[-1]
            own = number in element.attrib.values()
            on = (on or (name == "commentRangeStart" and own)) and not (name == "commentRangeEnd" and own)
            if on and name == "t":
                words.append(element.text or "")
        told.append((comment.paragraphs[1].text, "".join(words)))
    return told


def test_comments_stand_at_their_paragraph_their_words_and_their_cell() -> None:
    found = [
        finding(At(paragraph=1), "云川县人民政府2025年政府信息公开工作年度报告", words="甲"),
        finding(At(paragraph=2), "各项工作有序开展 and 推进", 9, 12, words="乙"),
        finding(At(paragraph=3, table=1, row=2, cell=3), "行 | 51", 4, 6, words="丙"),
        finding(At(paragraph=4), "重复的一段", words="丁"),
    ]
    told = marked(annotated(found))
    assert [words for _, words in told] == [
        "云川县人民政府2025年政府信息公开工作年度报告",
        "开展 and 推进",
        "51",
        "重复的一段",
    ]
    assert [line[-1] for line, _ in told] == ["甲", "乙", "丙", "丁"]


def test_words_are_found_where_the_count_is_off_and_the_rest_goes_to_the_top() -> None:
    found = [
        finding(At(paragraph=1), "重复的一段"),
        finding(At(), "没有这些字"),
        finding(At(paragraph=99), "重复的一段"),
    ]
    words = [words for _, words in marked(annotated(found))]
    assert words == ["云川县人民政府2025年政府信息公开工作年度报告", "重复的一段", "重复的一段"]


def test_the_text_of_the_copy_is_that_of_the_file_and_comments_of_others_stay() -> None:
    first = annotated([finding(At(paragraph=2), "各项工作有序")])
    again = annotated([finding(At(paragraph=4), "重复的一段")], first)
    opened = docx.Document(io.BytesIO(again))
    assert [p.text for p in opened.paragraphs] == [p.text for p in docx.Document(io.BytesIO(document())).paragraphs]
    assert len(list(opened.comments)) == 2
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(again)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_no_docx_is_left_alone() -> None:
    run = sample()
    assert CATALOGUE.formatters["docx"].render(run, rendering(CATALOGUE, run)) is None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_no_words_break_the_comments(run: Run) -> None:
    data = annotated(list(run.diagnostics))
    assert len(list(docx.Document(io.BytesIO(data)).comments)) == len(run.diagnostics)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_the_review_sheet_has_a_row_for_each_finding_and_no_formulas(run: Run) -> None:
    how = rendering(CATALOGUE, run)
    data = CATALOGUE.formatters["xlsx"].render(run, how)
    assert data == CATALOGUE.formatters["xlsx"].render(run, how)
    book = openpyxl.load_workbook(io.BytesIO(cast("bytes", data)))
    sheet = book["问题"]
    head = [cell.value for cell in sheet[1]]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(run.everything)
    for row, diagnostic in zip(rows, run.everything, strict=True):
        told = dict(zip(head, (cell.value for cell in row), strict=True))
        assert told["锚点"] == diagnostic.fingerprint
        assert not told["复核结论"]
        assert all(cell.data_type in ("s", "n") for cell in row)
        if diagnostic.message.zh.isprintable():
            assert (told["问题"] or "") == xml_safe(diagnostic.message.zh)
    assert book["没有查完"].max_row == 1 + len(run.incidents)
    assert bool(sheet.data_validations.dataValidation) == bool(run.everything)


@pytest.mark.slow
def test_libreoffice_opens_both(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("NOT CHECKED: that LibreOffice opens the DOCX and the XLSX, because soffice is not installed")
    (tmp_path / "a.docx").write_bytes(annotated([finding(At(paragraph=2), "各项工作有序", words="批注在此")]))
    run = sample()
    sheet = CATALOGUE.formatters["xlsx"].render(run, rendering(CATALOGUE, run))
    (tmp_path / "b.xlsx").write_bytes(cast("bytes", sheet))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for name, kind in (("a.docx", "odt"), ("b.xlsx", "csv")):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / name)],
            check=True, capture_output=True, timeout=90,
        )  # fmt: skip
    content = zipfile.ZipFile(tmp_path / "a.odt").read("content.xml").decode()
    assert "批注在此" in content
    assert "office:annotation" in content
    assert "GK303" in (tmp_path / "b.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("hand", ["word", "wps"])
def test_a_wrong_report_gets_its_comments_at_the_cells_and_words_meant(hand: str) -> None:
    text = write_report(CATALOGUE.standards["gkbg-2021"], cells={("applications", "granted", "total"): "51"})
    text = text.replace("各项工作有序开展", "各项工作有序开展 and 继续推进", 1)
    reader = next(reader for reader in CATALOGUE.readers if reader.name == "text")
    data = getattr(corpus, hand)(reader.read(Source("a.txt", text.encode())))
    loader = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards)
    outcome = check_source(Source("a.docx", data), loader, choose(CATALOGUE.rules, Config()), 0.6)
    run = finish([outcome], (), "error")
    assert {d.rule for d in run.diagnostics} >= {"GK303", "GK818"}
    how = Rendering(
        lang="zh",
        instruments=CATALOGUE.instruments,
        materials={"a.docx": Material(source=Source("a.docx", data), report=outcome.report)},
    )
    made = CATALOGUE.formatters["docx"].render(run, how)
    assert isinstance(made, bytes)
    told = marked(made)
    assert len(told) == len(run.diagnostics)
    for (_, words), diagnostic in zip(told, run.everything, strict=True):
        excerpt = diagnostic.place.excerpt
        if excerpt is None:  # about tracked changes, not about words
            continue
        assert excerpt.text[excerpt.start : excerpt.end].strip() in words, diagnostic.rule
