"""Two reports compared, on a terminal and as a web page: harmless whatever the reports hold, aligned, accessible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import accessibility
from corpus.prose import with_problems
from gongkai.comparison import compare
from gongkai.formatter import Rendering
from gongkai.formatters.cells import width
from gongkai.formatters.comparison_html import as_html
from gongkai.formatters.comparison_text import as_text
from gongkai.testing import report

from .test_html import Page

PLAIN = Rendering(lang="zh", instruments={}, width=0)


def test_columns_are_aligned_in_terminal_cells() -> None:
    this = report(year=2025, cells={"applications.received.total": "12345"})
    text = as_text(compare(report(year=2024), this), PLAIN)
    table = text.split("表三")[1].split("\n\n")[0].splitlines()
    rows = [line for line in table[1:] if line.startswith("    ")]
    assert len(rows) > 20
    head = table[0]
    end = width("表三" + head[: head.index("2025年度") + len("2025年度")])
    for row in rows:
        cells = re.match(r"(\s+\S+\s+\S+\s+\S+)", row)
        assert cells
        assert width(cells[1]) == end, row


def test_colour_is_for_terminals_and_a_report_cannot_command_one() -> None:
    last, this = (
        with_problems("栏目\x1b[31m更新\x07迟缓，需要改进。"),
        with_problems("栏目\x1b[32m更新\x07很慢，需要改进。"),
    )
    plain = as_text(compare(last, this), PLAIN)
    assert "\x1b" not in plain
    colored = as_text(compare(last, this), replace(PLAIN, color=True, width=80))
    assert "\x1b[31m更新" not in colored
    assert "\x1b[32m更新" not in colored
    assert "\x07" not in colored
    assert "\x1b[" in colored


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<b>甲</b>", "'\"&", "</main>", "<script>x</script>", "改动。", "&amp;", "栏目"]),
        max_size=12,
    ),
    st.lists(
        st.sampled_from(["<b>乙</b>", "'\"&", "</main>", "<script>y</script>", "改动。", "&lt;", "栏目"]), max_size=12
    ),
)
def test_no_words_of_a_report_become_markup(last: list[str], this: list[str]) -> None:
    text = as_html(compare(with_problems("".join(last)), with_problems("".join(this))), PLAIN)
    read = Page(text)
    assert (read.faults, read.open) == ([], [])
    assert {tag for tag, _ in read.tags}.isdisjoint({"b", "iframe", "img"})
    assert sum(tag == "script" for tag, _ in read.tags) == 1
    ids = read.values("id")
    assert len(set(ids)) == len(ids)
    assert "http" not in text


def test_the_page_says_first_what_was_not_compared() -> None:
    last = report(year=2024)
    text = as_html(compare(replace(last, tables=last.tables[1:]), report(year=2025)), PLAIN)
    assert "<p class='verdict incomplete'>没有比较完</p>" in text.partition("<main")[0]
    assert "<strong>example.txt 没有读到表二</strong>" in text


@pytest.mark.slow
def test_axe_finds_nothing_to_object_to_in_chromium(tmp_path: Path) -> None:
    if missing := accessibility.missing():
        pytest.skip(f"NOT CHECKED: accessibility of the web page, because {', '.join(missing)} is not installed")
    this = report(year=2025, cells={"proactive.licences.decisions": "2614"}, sections={"problems": "全文重写。"})
    place = tmp_path / "page.html"
    found = compare(report(standard="gkbg-2019", year=2020), this)
    place.write_text(as_html(found, PLAIN), encoding="utf-8")
    assert accessibility.violations(place) == []
