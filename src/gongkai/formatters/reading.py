"""A report as read, in HTML: its sections, prose and tables, with findings marked where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from gongkai.bilingual import Text
from gongkai.finding import Diagnostic
from gongkai.formatters.marks import Marks
from gongkai.lang import Lang
from gongkai.place import At
from gongkai.report import Cell, Passage, Report, Row, Section, Table, TableMark

__all__ = ["reading"]


class _Writer:
    """Writes one report. `key` begins every id, so that many reports fit on a page."""

    def __init__(
        self,
        report: Report,
        findings: tuple[Diagnostic, ...],
        marks: Marks,
        key: str,
        lang: Lang,
        hide: Callable[[str], str],
    ) -> None:
        self._report, self._findings, self._marks, self._key, self._lang = report, findings, marks, key, lang
        self._shown: set[int] = set()
        self._regions = 0
        self._hide = hide

    def _say(self, text: str) -> str:
        return escape(self._hide(text))

    def lines(self) -> Iterator[str]:
        report = self._report
        if report.title:
            yield f"<p class='title'{self._id(report.title.place.at)}>{self._say(report.title.value)}{self._notes(report.title.place.at)}</p>"
        for passage in report.preamble:
            if not report.title or passage.text != report.title.value:
                yield self._passage(passage)
        placed: set[int] = set()
        for section in report.sections:
            yield from self._section(section, placed)
        for number, table in enumerate(report.tables):
            if number not in placed:
                yield from self._table(number, table)

    def _section(self, section: Section, placed: set[int]) -> Iterator[str]:
        yield f"<h4{self._id(section.at)}>{self._say(section.name)}{self._notes(section.at)}</h4>"
        for block in section.blocks:
            if isinstance(block, Passage):
                yield self._passage(block)
            elif isinstance(block, TableMark):
                placed.add(block.index)
                yield from self._table(block.index, self._report.tables[block.index])
            else:
                yield "<div class='scroll' tabindex='0'><table>"
                for row in block.rows:
                    yield "<tr>" + "".join(f"<td>{self._say(text)}</td>" for text in row) + "</tr>"
                yield "</table></div>"

    def _passage(self, passage: Passage) -> str:
        parts = []
        for span in self._marks.spans(passage):
            text = self._say(span.text)
            if span.numbers:
                anchor = self._anchor(span.numbers)
                text = f"<mark class='{self._level(span.numbers)}'{anchor}>{text}</mark>"
                ends = [n for n in span.numbers if n in self._starting(span.numbers)]
                text += self._links(ends)
            parts.append(text)
        return f"<p>{''.join(parts)}</p>"

    def _starting(self, numbers: tuple[int, ...]) -> set[int]:
        """Of these, those whose number has not been written yet: a finding over several spans gets it once."""
        new = {n for n in numbers if n not in self._shown}
        self._shown |= new
        return new

    def _table(self, number: int, table: Table) -> Iterator[str]:
        yield f"<p class='caption'{self._id(table.at)}>{self._say(table.spec.name.of(self._lang))}{self._notes(table.at)}</p>"
        rows = list(enumerate(table.rows))
        for block, each in groupby(rows, key=lambda item: item[1].block):
            yield from self._block(number, table, block, list(each))

    def _block(self, number: int, table: Table, block: str, rows: list[tuple[int, Row]]) -> Iterator[str]:
        spec = next((b for b in table.spec.blocks if b.id == block), None)
        name = self._say(table.spec.name.of(self._lang))
        self._regions += 1  # landmarks on one page need names of their own
        which = f"{self._key[1:]}.{self._regions}"
        label = Text(zh=f"{name}，可左右滚动（{which}）", en=f"{name}, scrollable ({which})").of(self._lang)
        yield f"<div class='scroll' tabindex='0' role='region' aria-label='{label}'><table>"
        printed = [c for c in table.columns if c.block == block]
        if printed:
            heads = [(c.label, c.at) for c in printed]
        else:
            heads = [("／".join((*c.path, c.label)), At()) for c in spec.columns] if spec else []
        order = [c.id or "" for c in printed] or ([c.id for c in spec.columns] if spec else [])
        corner = self._say((spec.corner if spec else "") or table.corner) or Text("项目", "item").of(self._lang)
        yield (
            f"<thead><tr><th scope='col'>{corner}</th>"
            + "".join(
                f"<th scope='col'{self._id(at)}>{self._say(label)}{self._notes(at)}</th>" for label, at in heads
            )
            + "</tr></thead><tbody>"
        )
        for index, row in rows:
            words = "／".join(dict.fromkeys(part for part in (*row.path, row.label) if part))
            head = f"<th scope='row'>{self._say(words)}{self._notes(row.at)}</th>" if words else "<td></td>"
            yield f"<tr{self._id(row.at)}>{head}"
            yield self._cells(number, index, row, order) + "</tr>"
        yield "</tbody></table></div>"

    def _cells(self, table: int, index: int, row: Row, order: list[str]) -> str:
        if row.loose or not order:
            return "".join(f"<td class='loose'>{self._say(cell.text)}</td>" for cell in (*row.loose, *row.cells))
        by_column = {cell.column: cell for cell in row.cells}
        return "".join(self._cell(table, index, column, by_column.get(column)) for column in order)

    def _cell(self, table: int, row: int, column: str, cell: Cell | None) -> str:
        key = (table, row, column)
        numbers = self._marks.cells.get(key, ())
        kinds = [self._level(numbers)] if numbers else []
        if key in self._marks.terms:
            kinds.append("term")
        kind = f" class='{' '.join(kinds)}'" if kinds else ""
        text = self._say(cell.text) if cell else ""
        return f"<td{kind}{self._anchor(numbers)}>{text}{self._links(numbers)}</td>"

    def _id(self, at: At) -> str:
        return self._anchor(self._marks.spots.get(at, ())) if at != At() else ""

    def _notes(self, at: At) -> str:
        return self._links(self._marks.spots.get(at, ())) if at != At() else ""

    def _anchor(self, numbers: Iterable[int]) -> str:
        first = next((n for n in numbers if n not in self._shown), None)
        return f" id='{self._key}-m{first}'" if first else ""

    def _links(self, numbers: Iterable[int]) -> str:
        """The findings' numbers, each a link to its words."""
        self._shown |= set(numbers)
        said = Text("第{n}个问题", "finding {n}").of(self._lang)
        return "".join(
            f"<a class='note' href='#{self._key}-f{n}' aria-label='{said.format(n=n)}'>{n}</a>" for n in numbers
        )

    def _level(self, numbers: Iterable[int]) -> str:
        """The strongest severity among findings; `accepted` if none counts."""
        found = [self._findings[n - 1] for n in numbers]
        for level in ("error", "warning", "info"):
            if any(f.severity == level and not f.accepted for f in found):
                return level
        return "accepted"


def reading(
    report: Report, findings: tuple[Diagnostic, ...], marks: Marks, key: str, lang: Lang, hide: Callable[[str], str]
) -> Iterator[str]:
    """The lines of HTML, its words through `hide`. Finding n's spot has the id `<key>-m<n>` and links to `<key>-f<n>`."""
    return _Writer(report, findings, marks, key, lang, hide).lines()
