"""Cells and blocks taken in one step, and text taken with its marks, are what they are when each tag is taken by itself."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.document import Document, Grid
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.reader import Source
from gongkai.readers.html import READER, text
from gongkai.readers.html.alike import Alike
from gongkai.readers.html.blocks import Blocks
from gongkai.readers.html.cells import PlainCells
from gongkai.readers.html.tables import LONGEST_CELL, Found, Table
from gongkai.readers.html.text import shown

CELLS = (
    "<td>1</td>", '<td colspan="2">甲</td>', "<TD ROWSPAN=2 ALIGN=center>乙</TD>", "<td rowspan='0'> 3\n</td>", "<td>4", "<td/>5",
    "<td></td>", "<td>&nbsp;</td>", "<td>甲&amp;乙</td>", "<td>商业<br>企业</td>", "<td><p>6</p></td>", "<td>\n\t<p align=center>\n7</p>\n</td>",
    '<td style="a: b"><p class="x"><font face="宋体"><span lang=en>8</span></font></p></td>', "<td>1.<font>属于</font>\n<b>秘密</b></td>",
    "<td><p>九</p><p>十</p></td>", "<td><br/>\n\n</td>", "<td><div>11</div></td>", "<td title='x>y'>12</td>", '<td title="a<b">13</td>',
    '<td a=b">14</td>', "<td><a href=1.pdf>附件</a></td>", "<td><!-- 注 -->15</td>", "<td><h3>16</h3></td>", "<th>17</th>", "<td>甲\u00a0\u3000</td>",
    f"<td>{'公开' * 260}</td>", f"<td>{'<b>长</b>' * 900}</td>", "<td><p>18</td>", "<td>19</p></td>", "<td><table><tr><td>20</td></tr></table></td>",
    "<td><s>2</s>21</td>", "<td><p><del>22</p></td>", "<td>23</s></td>",
)  # fmt: skip
BETWEEN = (
    "<tr>", "</tr>", "</tr>\n<tr>", "<tr height=3>", "<TR>", "\n", "注", "<tbody>", "</tbody>", "<div>", "</div>", "</td>", "<p>", "<b>", "</b>",
    "<span class=x>", "</span>", "<table>", "</table>", "<select>", "</select>", "&lt;", "<", '"', '<i x="', "<br>", "<h2>一、标题</h2>", "<!--", "-->",
    "<s>", "</s>", "<del>", "</del>",
)  # fmt: skip
BLOCKS = (
    "<p>甲</p>", "<p class=x>\n乙 丙&nbsp;</p>", "<P>丁", "<li><a href='a.pdf'>附件</a></li>", '<li class="on"><a href="/b">戊</a><ul>', "</ul></li>",
    '<LI><A HREF="c.doc">己</A></LI>', "<li>庚", "<dl><dt>辛<dd>壬", "</dl>", "<h1>癸</h1>", "<H2>子</h2>", "<div><b>丑</b> <i>寅</i></div>", "</div>",
    '<div title="<a href=d.xls>">卯</div>', "<p><a href=e.zip></a></p>", "<p>\u3000辰<span>\n巳</span></p>", "<p></p>", "<ul>", "<ol>", "</ol>", "<p",
    "<li><a href=/f>午</a>，<a href=/g>下载</a></li>", "<p>未<br>申</p>", "<p>酉<!-- 注 --></p>", "<hr>", "<section>戌</section>", "<p>附件</p>",
)  # fmt: skip
# Cells as a program writes them, the same but for what is filled in here: texts, and what ends or does not end the cell.
WRAPPED = (
    '<td style="border: 1px solid; padding: 0 7px"><p align="center"><span lang="en-us">{}</td>',
    '</tr>\n<tr height="32"><td style="border: 1px solid; padding: 0 7px"><p align="center"><span lang="en-us">{}</td>',
    '<td colspan="2" style="border: 1px solid; padding: 0 7px"><p align="center"><span lang="en-us">{}</td>',
    '\n\t<TD STYLE="border: 1px solid; padding: 0 7px" ROWSPAN="2"><P ALIGN="center"><FONT SIZE="2">{}</TD>',
    '<td style="border: 1px solid; padding: 0 7px"><p align="center"><span lang="en-us">{}',
)
FILLED = (
    "1</span></p>", "36</span></p>", "公开</span></p>", "</span></p>", "1 2</span></p>", "&nbsp;</span></p>", " 甲</span></p>", "乙\n</span></p>",
    "3</span></p>后", "4</span><br>5</p>", "6</span>7</p>", "8", "9</span>", "甲<!-- 注 --></span></p>", "乙</span></p><table>",
    f"{'长' * LONGEST_CELL}</span></p>", f"{'长' * (LONGEST_CELL + 1)}</span></p>", "<b>丙</b></span></p>", "丁<a href=1.pdf>附件</a></span></p>", "<",
)  # fmt: skip
PIECES = (
    "甲",
    "乙丙",
    "a",
    " ",
    "  ",
    "\n",
    " | ",
    "丁 ",
    " 戊",
    "\u3000",
    "\u00a0",
    "&nbsp;",
    "&nbsp;己",
    "&gt;",
    "&",
    "庚&amp;辛",
    "\u200b",
    "1 2",
)


def read(page: str, limits: Limits | None = None) -> Document | str:
    """The document, or why it was not read."""
    try:
        document = READER.read(Source("page.html", page.encode(), limits=limits or Limits()))
    except ReadError as error:
        return error.message.en
    assert isinstance(document, Document)
    return document


def by_tags(page: str, limits: Limits | None = None) -> Document | str:
    """The same, with every tag taken by itself."""

    def nothing(self: object, into: object, position: int) -> int:
        return position

    with (
        patch.object(PlainCells, "take", nothing),
        patch.object(Blocks, "take", nothing),
    ):
        return read(page, limits)


@settings(deadline=None)
@given(st.lists(st.sampled_from((*CELLS, *BETWEEN)), max_size=40).map("".join))
def test_any_page_is_the_same(inside: str) -> None:
    page = f"<html><body><p>前<table>\n<tr>{inside}</table><p>后"
    assert read(page) == by_tags(page)


@settings(deadline=None)
@given(st.lists(st.sampled_from((*BLOCKS, *BETWEEN)), max_size=40).map("".join))
def test_any_blocks_are_the_same(inside: str) -> None:
    page = f"<html><body><ul>{inside}"
    assert read(page) == by_tags(page)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WRAPPED), st.sampled_from((*FILLED[:3] * 4, *FILLED))), max_size=30))
def test_cells_that_are_written_alike_are_the_same(cells: list[tuple[str, str]]) -> None:
    inside = "".join(wrapped.format(filled) for wrapped, filled in cells)
    for page in (f"<html><table><tr>{inside}</table><p>后", f"<html>\r\n<table>{inside}"):
        assert read(page) == by_tags(page)


@pytest.mark.parametrize("ended", ["</td>", "</TD>", ""])
def test_what_a_cell_ends_with_is_no_part_of_how_the_next_is_written(ended: str) -> None:
    cell = '<td style="border: 1px solid; padding: 0 7px" title="</td>"><p align="center"><span>{}</span></p>'
    page = f"<html><table><tr>{cell.format(1)}{ended}{cell.format(2)}{ended}{cell.format(3)}后{ended}{cell.format(4)}</table>"
    assert read(page) == by_tags(page)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_text_is_the_same_word_by_word(parts: list[str]) -> None:
    offsets = [sum(len(part) + 3 for part in parts[:n]) for n in range(len(parts))]
    pieces = list(zip(parts, offsets, strict=True))
    found, anchors = shown(pieces)
    with patch.object(text, "_stays", return_value=False):
        words, stretches = shown(pieces)
    assert (found, [*anchors]) == (words, [*stretches])


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("end", ["<td>乙</td></tr></table>", "<tr><td>乙</table>", "</tr></table>", ""])
def test_each_cell_is_the_same_wherever_it_stands(cell: str, end: str) -> None:
    for page in (
        f"<html><table><tr><td>甲</td>{cell}{end}",
        f"<html><table>{cell}{end}",
        f"<html>{cell}{end}",
        f"<html><table><tr><td>{'长' * 600}</td>{cell}{end}",
        f"<html><table><tr><td><table><tr><td>1</td><td>2</td></tr></table></td>{cell}{end}",
        f"<html><table><h2><tr><td>甲</td>{cell}{end}",
        f"<html><select><table><tr><td>甲</td>{cell}{end}",
    ):
        assert read(page) == by_tags(page)


@pytest.mark.parametrize(
    "limits", [Limits(grid_cells=5), Limits(paragraphs=5), Limits(nesting=3), Limits(nesting=4), Limits(nesting=5)]
)
def test_the_limits_are_the_same(limits: Limits) -> None:
    for count in range(8):
        for cell in ("<td>1</td>", "<td><p>1</p></td>", "<td><p>1<br>2</td>", "<td><li>1</li></td>"):
            page = f"<html><body><div><table><tr>{cell * count}</table>"
            assert read(page, limits) == by_tags(page, limits)


@pytest.mark.parametrize("write", [str.lower, str.upper], ids=["lower", "upper"])
def test_cells_of_office_programs_and_old_sites_are_taken_in_one_step(write: Callable[[str], str]) -> None:
    rows = (
        '<tr valign="top">\n<td width="44" style="border: none"><p align="center" style="a: b">\n<font face="x"><font size="2">{}'
        "</font></font></p>\n</td>\n<td width=3><p class=msonormal><span lang=en-us>{}<o:p></o:p></span></p></td></tr>\n"
        "<tr><td>{}<td>{}</tr>"
    )
    page = f"<html><table>{write(rows).format(1, 2, 3, 4)}</table>"
    found = []
    take = PlainCells.take

    def counted(self: PlainCells, table: Table, position: int) -> int:
        before = sum(map(len, table.rows))
        behind = take(self, table, position)
        found.append(sum(map(len, table.rows)) - before)
        return behind

    with patch.object(PlainCells, "take", counted):
        document = read(page)
    assert isinstance(document, Document)
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["1", "2"], ["3", "4"]]
    assert found[0] == sum(found) == 4


def test_the_numbers_of_a_table_are_compared_with_the_first() -> None:
    cell = '<td valign="middle" style="padding: 0px 7px"><p style="text-align: center"><span>{}</span></p></td>'
    row = f'<tr>{cell}<td rowspan="1"{cell[3:]}{cell * 3}</tr>\n'
    page = f"<html><table><tbody>\n{(row * 4).format(*range(20))}</tbody></table>"
    taken = []
    take = Alike.take

    def counted(self: Alike, position: int, room: int) -> tuple[int, int]:
        behind, more = take(self, position, room)
        taken.append(more)
        return behind, more

    with patch.object(Alike, "take", counted):
        document = read(page)
    assert document == by_tags(page)
    assert isinstance(document, Document)
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        [str(n + 5 * y) for n in range(5)] for y in range(4)
    ]
    assert sum(taken) == 20 - 4  # all but one of each kind; before the first row none ends


def test_the_items_of_a_menu_and_the_paragraphs_of_a_report_are_taken_in_one_step() -> None:
    menu = "".join(f'<li><a href="/{n}" title="栏目">栏目{n}</a></li>\n' for n in range(9))
    report = "".join(f'<p style="a: b"><span>第{n}段</span></p>\n' for n in range(9))
    page = f"<html><body>\n<div class=a><ul>\n{menu}</ul></div>\n<div><h1>标题</h1>\n{report}</div></body></html>"
    calls = []
    take = Blocks.take

    def counted(self: Blocks, into: list[Found], position: int) -> int:
        before = len(into)
        behind = take(self, into, position)
        calls.append(len(into) - before)
        return behind

    with patch.object(Blocks, "take", counted):
        document = read(page)
    assert document == by_tags(page)
    assert calls[0] == sum(calls) == 19
