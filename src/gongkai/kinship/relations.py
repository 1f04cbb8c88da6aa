"""Who sums up whom, as a table (CSV) says it: body, parent, year, path."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.kinship.register import Entry, Register

__all__ = ["Link", "parse_relations"]

_COLUMNS = {"body": "机关", "parent": "上级", "year": "年度", "path": "文件"}
_YEARS = range(1990, 2100)
_MOST = 50


class Link(Struct, frozen=True):
    """One row: a body, the body that sums it up (empty: none), the fiscal year for which it holds (None: every year),
    and its report's file as the table writes it (empty: found by its name)."""

    body: str
    parent: str
    year: int | None
    path: str
    line: int


def parse_relations(text: str, name: str) -> tuple[Link, ...]:
    """The rows of a table. Its first line names the columns, in any order, in English or Chinese; `body` must be there.

    Raises UsageError with every bad row and its line.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    links: list[Link] = []
    faults: list[Text] = []
    try:
        columns = _columns(next(reader, []), faults)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if link := _link(row, columns, reader.line_num, faults):
                links.append(link)
    except csv.Error as error:
        faults.append(_at(reader.line_num, Text(zh=f"不是有效的 CSV：{error}", en=f"not valid CSV: {error}")))
    if not links and not faults:
        faults.append(_at(1, Text(zh="只有表头，没有机关", en="there is a head, but no body")))
    faults += _clashes(links)
    if faults:
        shown = faults[:_MOST]
        raise UsageError(
            Text(
                zh=f"关系表 {name} 有{len(faults)}处错误：\n" + "\n".join(f"  {fault.zh}" for fault in shown),
                en=f"The table of relations {name} has {len(faults)} fault(s):\n"
                + "\n".join(f"  {fault.en}" for fault in shown),
            ),
            Text(
                zh="表头为 body,parent,year,path（机关、上级、年度、文件），只有 body 必须有",
                en="Its head is body,parent,year,path; only body is needed",
            ),
        )
    return tuple(links)


def _columns(head: Sequence[str], faults: list[Text]) -> Mapping[str, int]:
    names = [cell.strip() for cell in head]
    known = {own: key for key, zh in _COLUMNS.items() for own in (key, zh)}
    for n, name in enumerate(names):
        if name not in known:
            faults.append(_at(1, Text(zh=f"没有“{name}”这一列", en=f"there is no column “{name}”")))
        elif known[name] in [known.get(other) for other in names[:n]]:
            faults.append(_at(1, Text(zh=f"“{name}”一列出现两次", en=f"column “{name}” twice")))
    columns = {known[name]: n for n, name in enumerate(names) if name in known}
    if "body" not in columns:
        faults.append(_at(1, Text(zh="缺少 body 一列", en="the column body is missing")))
    return columns


def _link(row: Sequence[str], columns: Mapping[str, int], line: int, faults: list[Text]) -> Link | None:
    if len(row) > max(columns.values(), default=0) + 1 and any(
        cell.strip() for cell in row[max(columns.values(), default=0) + 1 :]
    ):
        faults.append(_at(line, Text(zh="单元格比表头多", en="more cells than the head")))
        return None
    cells = {key: row[n].strip() if n < len(row) else "" for key, n in columns.items()}
    body, year = cells.get("body", ""), cells.get("year", "").removesuffix("年").removesuffix("年度")
    if not body:
        faults.append(_at(line, Text(zh="没有写机关名称", en="no body is named")))
        return None
    if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        faults.append(_at(line, Text(zh=f"“{cells['year']}”不是年度", en=f"“{cells['year']}” is no fiscal year")))
        return None
    parent = cells.get("parent", "")
    if parent == body:
        faults.append(_at(line, Text(zh=f"“{body}”是自己的上级", en=f"“{body}” is its own parent")))
        return None
    return Link(body, parent, int(year) if year else None, cells.get("path", ""), line)


def _clashes(links: Sequence[Link]) -> Iterator[Text]:
    """Rows that say different things of one file, or twice the same; and bodies that sum each other up in a circle."""
    files: dict[str, Link] = {}
    rows: dict[tuple[str, str, int | None, str], Link] = {}
    for link in links:
        same = rows.setdefault((link.body, link.parent, link.year, link.path), link)
        if same is not link:
            yield _at(link.line, Text(zh=f"与第{same.line}行重复", en=f"the same as line {same.line}"))
        elif link.path and (other := files.setdefault(link.path, link)) is not link and other.body != link.body:
            yield _at(
                link.line,
                Text(
                    zh=f"文件 {link.path} 在第{other.line}行是“{other.body}”的",
                    en=f"the file {link.path} is that of “{other.body}” on line {other.line}",
                ),
            )
    known = _known_as(links)
    above: dict[str, set[str]] = {}
    for link in links:
        if link.parent:
            above.setdefault(known[link.body], set()).add(known[link.parent])
    for link in links:
        if link.parent and known[link.body] in _over(known[link.parent], above):
            yield _at(
                link.line,
                Text(zh=f"“{link.body}”成了自己上级的上级", en=f"“{link.body}” is a parent of its own parent"),
            )


def _known_as(links: Sequence[Link]) -> Mapping[str, str]:
    """For each name the first in the table that means the same body: it may stand there in full and in short."""
    names = dict.fromkeys(name for link in links for name in (link.body, link.parent) if name)
    place = {name: n for n, name in enumerate(names)}
    register = Register(Entry(path=name, body=name, year=0, kind="") for name in names)
    return {
        name: min((entry.path for entry in register.find(name, 0).equal), key=place.__getitem__, default=name)
        for name in names
    }


def _over(body: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [body]
    while waiting:
        for parent in above.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def _at(line: int, fault: Text) -> Text:
    return Text(zh=f"第{line}行：{fault.zh}", en=f"line {line}: {fault.en}")
