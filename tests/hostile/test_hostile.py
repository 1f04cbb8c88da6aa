"""Hostile and broken input: an answer or one clear ReadError, in time that grows with the length and no faster."""

from __future__ import annotations

import contextlib
import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source, choose_reader
from gongkai.readers.html import READER as HTML
from gongkai.readers.text import MARKDOWN
from gongkai.readers.text import READER as TEXT
from gongkai.specimen import write_report

HERE = Path(__file__).parent
# Seconds for a fifth of a megabyte: many times what the slowest takes on a small machine. What is quadratic takes minutes.
SLOWEST = 10.0


def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_make", HERE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = _make()
FILES = {**MAKE.pages(), **MAKE.texts()}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_costs_bounded_time(catalogue: Catalogue, name: str) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    begun = time.process_time()
    with contextlib.suppress(ReadError):
        loader.load(Source(name, FILES[name]))
    assert time.process_time() - begun < SLOWEST


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(text_bytes=1000), "text-bytes"),
        (Limits(grid_cells=20), "grid-cells"),
        (Limits(paragraphs=5), "paragraphs"),
        (Limits(nesting=2), "nesting"),
    ],
)
def test_what_is_beyond_a_limit_is_told_with_the_limits_name(limits: Limits, name: str) -> None:
    page = (
        "<html><body><div><div><p>甲<p>乙<p>丙<p>丁<p>戊<p>己</div></div><table>" + "<tr><td>1<td>2" * 20 + " " * 1500
    )
    with pytest.raises(ReadError) as raised:
        HTML.read(replace(Source("page.html", page.encode()), limits=limits))
    assert raised.value.advice is not None
    assert f"limits.{name}" in raised.value.advice.zh


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (HTML, TEXT, MARKDOWN):
        with contextlib.suppress(ReadError):
            reader.read(Source("x", data))


PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<td",
        "rowspan=3>",
        "<td",
        "colspan=2>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<li>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<title>",
        "<head>",
        "</head>",
        "<body>",
        "&nbsp;",
        "&amp;",
        "&",
        "<",
        ">",
        '"',
        "'",
        "=",
        "甲",
        "12",
        "一、总体情况",
        "（七）总计",
        "自然人",
        "总计",
        "|",
        "\t",
        "\n",
        "#",
    ]
)


@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_markup_is_read(pieces: list[str]) -> None:
    HTML.read(Source("x.html", "".join(pieces).encode()))
    TEXT.read(Source("x.txt", "".join(pieces).encode()))


CATALOGUE = collect()
REPORT = write_report(CATALOGUE.standards["gkbg-2021"])


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(REPORT) - 1), st.integers(0, 40), st.text("\t\n |0123一二、（）总计其他", max_size=4)
        ),
        max_size=6,
    )
)
def test_a_damaged_report_is_read_or_refused(damages: list[tuple[int, int, str]]) -> None:
    text = REPORT
    for start, length, put in damages:
        text = text[:start] + put + text[start + length :]
    loader = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards)
    try:
        report = loader.load(Source("report.txt", text.encode()))
    except ReadError:
        return
    # No value is invented: every bound or loose text stands in the source at its place.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for table in report.tables:
        for row in table.rows:
            for cell in (*row.cells, *row.loose):
                if cell.text:
                    assert cell.at.line is not None
                    assert cell.at.column is not None
                    assert lines[cell.at.line - 1][cell.at.column - 1 :].startswith(cell.text)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(500), b"GIF89a" + bytes(100), b"\xff\xd8\xff\xe0" + bytes(99)]
)
def test_a_renamed_picture_is_refused(catalogue: Catalogue, data: bytes) -> None:
    for path in ("report.txt", "report.html", "report.md"):
        source = Source(path, data)
        with pytest.raises(ReadError):
            choose_reader(source, catalogue.readers).read(source)
