"""The whole reader on small PDFs written here: what it reads, and what it refuses in which words."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
from gongkai.document import Document, Grid, Paragraph
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.plugins import Catalogue
from gongkai.reader import Source, choose_reader
from gongkai.readers.pdf import READER
from tiny_pdf import HEIGHT, Leaf, grid, write

EXAMPLES = Path(__file__).parents[2] / "examples" / "pdf"
XS = [60, 180, 300, 420]
FIRST = [["信息内容", "制发", "废止"], ["规章", "1", "2"]]
SECOND = [["规范性文件", "3", "4"]]


LIMITS = Limits()


def read(data: bytes, limits: Limits = LIMITS) -> Document:
    document = READER.read(Source("report.pdf", data, limits))
    assert isinstance(document, Document)
    return document


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    """The English message of the refusal."""
    with pytest.raises(ReadError) as caught:
        read(data, limits)
    assert caught.value.code == "GK901"
    assert caught.value.message.zh
    assert caught.value.advice
    return caught.value.message.en


def page(*tables: tuple[float, list[list[str]]], texts: list[tuple[float, float, float, str]] | None = None) -> Leaf:
    """A page with tables, each at its y, and lines of text."""
    lines, words = [], list(texts or [])
    for top, cells in tables:
        drawn, written = grid(XS, [top + 20 * n for n in range(len(cells) + 1)], cells)
        lines += drawn
        words += written
    return Leaf(texts=words, lines=lines)


def words(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid)]


class TestText:
    def test_lines_become_paragraphs_with_their_places(self) -> None:
        line = "二〇二五年本机关认真执行条例的各项规定并按时公布了应当公布的信息"
        texts = [
            (84.0, 100.0, 14.0, line),
            (56.0, 124.0, 14.0, "推进工作落实。"),
            (84.0, 148.0, 14.0, "（一）主动公开。"),
        ]
        document = read(write([Leaf(texts=texts)]))
        first, second = document.blocks
        assert isinstance(first, Paragraph)
        assert first.text == line + "推进工作落实。"
        assert first.at.page == 1
        ((offset, anchor),) = first.anchors
        assert first.text[offset:] == "推进工作落实。"
        assert first.at.box is not None
        assert anchor.box is not None
        assert anchor.box[1] > first.at.box[1]
        assert first.at_span(offset, offset + 2) == anchor
        assert isinstance(second, Paragraph)
        assert second.text == "（一）主动公开。"

    def test_a_paragraph_goes_on_over_a_page_break(self) -> None:
        line = "二〇二五年本机关认真执行条例的各项规定并按时公布了应当公布的信息"
        lower = [(84.0, 700.0, 14.0, line), (290.0, 800.0, 10.0, "- 1 -")]
        upper = [(56.0, 80.0, 14.0, "推进工作落实。"), (290.0, 800.0, 10.0, "- 2 -")]
        assert words(read(write([Leaf(texts=lower), Leaf(texts=upper)]))) == [line + "推进工作落实。"]

    def test_page_numbers_and_running_headers_are_left_out(self) -> None:
        leaves = [
            Leaf(texts=[(200.0, 40.0, 9.0, "云川县人民政府"), (60.0, 200.0, 14.0, f"第{n}件事。"), (280.0, 810.0, 9.0, f"第 {n} 页 共 3 页")])
            for n in (1, 2, 3)
        ]  # fmt: skip
        assert words(read(write(leaves))) == ["第1件事。", "第2件事。", "第3件事。"]

    def test_a_number_in_the_text_is_no_page_number(self) -> None:
        texts = [(60.0, 100.0, 14.0, "一、总体情况"), (60.0, 400.0, 14.0, "12"), (60.0, 500.0, 14.0, "二、其他情况")]
        assert words(read(write([Leaf(texts=texts)]))) == ["一、总体情况", "12", "二、其他情况"]

    def test_text_printed_twice_for_bold_is_read_once(self) -> None:
        texts = [(60.0, 100.0, 14.0, "总体情况"), (60.3, 100.0, 14.0, "总体情况")]
        assert words(read(write([Leaf(texts=texts)]))) == ["总体情况"]

    @pytest.mark.parametrize("turned", [90, 180, 270])
    def test_a_turned_page_is_read_as_it_is_seen(self, turned: int) -> None:
        """Turned by its dictionary; its contents are turned back, as drivers of landscape pages write them."""
        plain = read(write([page((100, FIRST), texts=[(60.0, 60.0, 14.0, "标题")])]))
        matrix = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 595 {HEIGHT}", 270: "0 -1 1 0 0 595"}[turned]
        leaf = page((100, FIRST), texts=[(60.0, 60.0, 14.0, "标题")])
        data = write([Leaf(texts=leaf.texts, lines=leaf.lines, turned=turned, packed=False, matrix=matrix)])
        turned_document = read(data)
        assert words(turned_document) == words(plain)
        assert tables(turned_document) == tables(plain)

    def test_metadata_are_readings(self) -> None:
        document = read(write([Leaf(texts=[(60, 100, 14, "正文")])], title="年度报告"))
        assert document.title == "年度报告"
        assert {r.name: r.value for r in document.readings} == {"title": "年度报告", "pages": "1"}

    def test_a_damaged_title_does_not_keep_the_pages_from_being_read(self) -> None:
        whole = write([Leaf(texts=[(60, 100, 14, "正文")])], title="年度报告")
        half_a_pair = whole.replace("年度".encode("utf-16-be").hex().encode(), b"d8005ea6")
        document = read(half_a_pair)
        assert words(document) == ["正文"]
        assert document.title == "\ufffd度报告"


class TestTables:
    def test_a_table_becomes_a_grid_with_places(self) -> None:
        document = read(write([page((100, FIRST))]))
        assert tables(document) == [FIRST]
        (table,) = document.blocks
        assert isinstance(table, Grid)
        assert table.exact
        at = table.rows[1][2].at
        assert (at.page, at.table, at.row, at.cell) == (1, 1, 2, 3)
        assert at.box == (300, 120, 420, 140)

    def test_a_table_goes_on_on_the_next_page(self) -> None:
        document = read(write([page((700, FIRST)), page((60, SECOND))]))
        assert tables(document) == [FIRST + SECOND]
        (table,) = document.blocks
        assert isinstance(table, Grid)
        assert [row[0].at.page for row in table.rows] == [1, 1, 2]

    def test_a_repeated_header_is_dropped(self) -> None:
        document = read(write([page((700, FIRST)), page((60, [FIRST[0], *SECOND]))]))
        assert tables(document) == [FIRST + SECOND]

    def test_text_between_two_tables_keeps_them_apart(self) -> None:
        between = page((100, SECOND), texts=[(60.0, 60.0, 14.0, "三、申请情况")])
        assert tables(read(write([page((700, FIRST)), between]))) == [FIRST, SECOND]

    def test_a_line_that_says_the_table_goes_on_is_dropped(self) -> None:
        document = read(write([page((700, FIRST)), page((100, SECOND), texts=[(60.0, 80.0, 14.0, "（续表）")])]))
        assert tables(document) == [FIRST + SECOND]
        assert words(document) == []

    def test_a_row_cut_by_a_page_break_is_one_row(self) -> None:
        label = "一二三四五六七八九十一二"
        above = page((700, [FIRST[0], [label[:11], "5", "6"]]))
        document = read(write([above, page((60, [[label[11:], "", ""], ["规章", "1", "2"]]))]))
        assert tables(document) == [[FIRST[0], [label, "5", "6"], ["规章", "1", "2"]]]

    def test_rows_with_blanks_at_a_page_break_stay_two(self) -> None:
        """The first label left room on its line, so the second is no continuation of it."""
        document = read(write([page((700, [FIRST[0], ["行政处罚", "7", "8"]])), page((60, [["行政强制", "", ""]]))]))
        assert tables(document) == [[FIRST[0], ["行政处罚", "7", "8"], ["行政强制", "", ""]]]

    def test_a_label_of_one_character_a_line_is_joined(self) -> None:
        lines, texts = grid([60, 85, 300], [100, 200, 220], [["", "甲"], ["数", "1"]])
        texts += [(65.0, 120.0 + 14 * n, 12.0, char) for n, char in enumerate("办理结果")]
        document = read(write([Leaf(texts=texts, lines=lines)]))
        assert tables(document) == [[["办理结果", "甲"], ["数", "1"]]]

    def test_filled_boxes_behind_paragraphs_are_no_table(self) -> None:
        texts = [(60.0, 100.0 + 24 * n, 14.0, f"第{n}行。") for n in range(3)]
        boxes = [(56.0, 84.0 + 24 * n, 480.0, 24.0, 1.0) for n in range(3)]
        document = read(write([Leaf(texts=texts, boxes=boxes)]))
        assert tables(document) == []
        assert len(words(document)) == 3

    def test_a_frame_around_text_is_no_table(self) -> None:
        lines = [(50.0, 50.0, 545.0, 50.0), (50.0, 790.0, 545.0, 790.0), (50.0, 50.0, 50.0, 790.0), (545.0, 50.0, 545.0, 790.0)]  # fmt: skip
        inner = page((300, FIRST), texts=[(60.0, 100.0, 14.0, "标题")])
        document = read(write([Leaf(texts=inner.texts, lines=[*inner.lines, *lines])]))
        assert words(document) == ["标题"]
        assert tables(document) == [FIRST]

    def test_text_over_two_cells_is_cut_at_the_line(self) -> None:
        lines, _ = grid(XS, [100, 120], [[""] * 3])
        document = read(write([Leaf(texts=[(160.0, 114.0, 10.0, "一二三四")], lines=lines)]))
        assert tables(document) == [[["一二", "三四", ""]]]


class TestRefused:
    def test_what_only_has_the_name(self) -> None:
        assert "named like a PDF" in refused(b"\x89PNG\r\n\x1a\n" + bytes(100))

    def test_a_scan(self) -> None:
        assert "scan" in refused(write([Leaf(picture=True), Leaf(picture=True)]))

    def test_blank_pages(self) -> None:
        assert "no text" in refused(write([Leaf(), Leaf()]))

    def test_a_password(self) -> None:
        assert "encrypted" in refused((EXAMPLES / "encrypted.pdf").read_bytes())

    def test_half_a_file(self) -> None:
        whole = (EXAMPLES / "over-five-pages.pdf").read_bytes()
        assert "damaged" in refused(whole[: len(whole) // 3])

    def test_too_many_pages(self) -> None:
        leaf = Leaf(texts=[(60, 100, 14, "正文")])
        assert "3 pages, the limit is 2" in refused(write([leaf] * 3), Limits(pages=2))

    def test_too_much_text(self) -> None:
        assert "characters" in refused(write([page((100, FIRST))]), Limits(characters=5))

    def test_too_many_lines(self) -> None:
        assert "lines and pieces" in refused(write([page((100, FIRST))] * 2), Limits(drawn_objects=18))

    def test_too_many_cells(self) -> None:
        assert "cells" in refused(write([page((100, FIRST))]), Limits(grid_cells=5))

    def test_a_bomb(self) -> None:
        data = write([Leaf(texts=[(60, 100, 14, "正文")])])
        bomb = zlib.compress(b"0 0 m 9 9 l S " * 6_000_000, 9)
        start = data.index(b"stream\n", data.index(b"11 0 obj")) + 7
        data = data[:start] + bomb + data[data.index(b"\nendstream", start) :]
        begun = time.monotonic()
        assert "bomb" in refused(data)
        assert time.monotonic() - begun < 5

    def test_a_stream_packed_twice(self) -> None:
        data = write([Leaf(texts=[(60, 100, 14, "正文")])])
        assert "bomb" in refused(data.replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]"))

    def test_a_missing_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
        assert "gongkai[pdf]" in refused(write([Leaf(texts=[(60, 100, 14, "正文")])]))


class TestDamaged:
    def test_a_broken_cross_reference_table_is_repaired(self) -> None:
        data = write([page((100, FIRST))])
        assert tables(read(data.replace(b"startxref\n", b"startxref\n77"))) == [FIRST]

    def test_random_damage_is_read_or_refused(self) -> None:
        data = write([page((700, FIRST)), page((60, SECOND))])
        rng = random.Random(7)
        for _ in range(60):
            bytes_ = bytearray(data)
            for _ in range(rng.randint(1, 20)):
                bytes_[rng.randrange(9, len(bytes_))] = rng.randrange(256)
            damaged = bytes(bytes_[: rng.randint(len(bytes_) // 2, len(bytes_))])
            with contextlib.suppress(ReadError):
                assert read(damaged).blocks


class TestClaim:
    @pytest.mark.parametrize("start", [b"%PDF-1.4", b"\n\n%PDF-1.4"])
    def test_the_content_decides(self, catalogue: Catalogue, start: bytes) -> None:
        assert choose_reader(Source("report.bin", start), catalogue.readers).name == "pdf"

    def test_a_text_with_the_wrong_name_is_refused(self, catalogue: Catalogue) -> None:
        reader = choose_reader(Source("report.pdf", b"\x00\x01picture"), catalogue.readers)
        assert reader.name == "pdf"


def test_listing_readers_imports_no_pdf_library() -> None:
    code = (
        "import sys, gongkai.builtin; print(*[n for n in sys.modules if 'pdfium' in n or n.endswith('pdf.assemble')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
