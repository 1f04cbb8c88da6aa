"""Document and standards in, normalized report out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.bilingual import Text
from gongkai.document import Document, Paragraph, Reading
from gongkai.errors import ReadError
from gongkai.number import parse
from gongkai.recognize import identity
from gongkai.recognize.body import body
from gongkai.recognize.headings import split
from gongkai.recognize.labels import key
from gongkai.recognize.once import once_together
from gongkai.recognize.pieces import put_together
from gongkai.recognize.tables import OwnWords, own_words, read_tables
from gongkai.report import Fidelity, LooseGrid, Passage, Report, Row, Section, Table
from gongkai.standard import Standard

__all__ = ["fidelity", "recognize", "standard_for"]

_PREAMBLE = Text(zh="开头部分", en="opening")


def recognize(document: Document, standards: Mapping[str, Standard], override: str | None = None) -> Report:
    """Turn a document into a report by the standard of its fiscal year, or by the one named in `override`.

    Raises ReadError when the document is no report, when no standard is known for its year, or when the year
    cannot be found and the tables do not tell the standard. `override` must be a key of `standards`.
    """
    every = [standards[name] for name in sorted(standards)]
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    first = [_passage(paragraph) for paragraph in paragraphs[: identity.FIRST]]
    title = identity.title(document, first, every)
    if override is None:
        standards = _of_one_kind(standards, document, title.value if title else "")
        every = [standards[name] for name in sorted(standards)]
    _refuse_companion(document, first, every)
    before = identity.opening(paragraphs)
    # Two dates have two months, which few paragraphs have.
    covers = identity.period(
        (n < before, _passage(each)) for n, each in enumerate(paragraphs) if each.text.count("月") > 1
    )
    years = identity.years(document, title, covers)
    year = int(years[0].value) if years else None
    words = own_words(document, every)
    standard = _select(document, standards, override, year, words)
    parts = put_together(split(document, standard), standard)
    found, blocks = read_tables(parts, standard, standards, words)
    sections = tuple(
        Section(id=part.id, ordinal=part.ordinal, heading=part.heading, at=part.at, blocks=blocks[n])
        for n, part in enumerate(parts)
        if part.head
    )
    if not found and not any(section.id for section in sections):
        raise _no_report(document, every)
    opening = tuple(block for block in blocks[0] if isinstance(block, Passage))
    agency = identity.agency(title, every)
    return Report(
        path=document.path,
        format=document.format,
        standard=standard,
        fiscal_year=year,
        title=title,
        agency=agency,
        body=body(agency.value if agency else None),
        years=years,
        period=covers,
        published=identity.published(document, opening),
        preamble=opening,
        sections=sections,
        tables=found,
        readings=_readings(document),
        fidelity=fidelity(standard, sections, found),
    )


def _of_one_kind(standards: Mapping[str, Standard], document: Document, title: str) -> Mapping[str, Standard]:
    """The standards of the kind of report that this is: by its title, else by the headings and labels it has."""
    kinds = {standard.kind for standard in standards.values()}
    if len(kinds) < 2:
        return standards
    named = {
        s.kind for s in standards.values() if any(key(t) in key(title) for t in (s.title_term, *s.title_variants))
    }
    if len(named) != 1:
        words = {key(block.text) for block in document.blocks if isinstance(block, Paragraph)}
        counts = dict.fromkeys(sorted(named or kinds), 0)
        for standard in standards.values():
            if standard.kind in counts:
                own = {key(section.heading) for section in standard.sections}
                counts[standard.kind] = max(counts[standard.kind], len(own & words))
        named = {max(counts, key=lambda kind: counts[kind])}
    return {name: standard for name, standard in standards.items() if standard.kind in named}


def _readings(document: Document) -> tuple[Reading, ...]:
    """The reader's facts, and the title in the file's metadata: a rule can compare it with the printed one."""
    told = any(reading.name == "title" for reading in document.readings)
    own = (Reading(name="title", value=document.title),) if document.title and not told else ()
    return (*document.readings, *own)


def standard_for(year: int, standards: Mapping[str, Standard]) -> Standard | None:
    """The standard for a fiscal year; the one that began last if several claim it."""
    fitting = [s for s in standards.values() if year in s.years]
    return max(fitting, key=lambda s: (s.years.first, s.id), default=None)


def fidelity(standard: Standard, sections: Sequence[Section], tables: Sequence[Table]) -> Fidelity:
    """How much of what the standard expects was found."""
    first = {table.id: table for table in reversed(tables)}
    expected = 0
    for spec in standard.tables:
        table = first.get(spec.id)
        expected += len((table.spec if table else spec).places)
    # A table that goes on in a second grid is counted together; one that is there twice counts once.
    bound: dict[str, list[Row]] = {table_id: [] for table_id in first}
    for table in tables:
        bound[table.id] += [row for row in table.rows if row.id]
    known = {section.id for section in sections if section.id}
    # A table is not read whose values could be put in no column, all of them.
    loose = {table.id for table in tables if any(row.loose for row in table.rows)}
    unread = {table_id for table_id in loose if not _cells(bound[table_id])}
    return Fidelity(
        sections=len(known),
        sections_expected=len(standard.sections),
        tables=len(first.keys() - unread),
        tables_expected=len(standard.tables),
        cells=sum(map(_cells, bound.values())),
        cells_expected=expected,
        loose_cells=sum(len(row.loose) for table in tables for row in table.rows)
        + sum(_numbers(block) for section in sections for block in section.blocks if isinstance(block, LooseGrid)),
    )


def _cells(rows: Sequence[Row]) -> int:
    """How many cells these rows of one table have; rows of the same id count once, as do their columns."""
    if len({row.id for row in rows}) == len(rows):
        return sum([len(row.cells) for row in rows])
    return len({(row.id, cell.column) for row in rows for cell in row.cells})


def _numbers(grid: LooseGrid) -> int:
    return sum(parse(text)[0] == "number" for row in grid.rows for text in row)


def _select(
    document: Document, standards: Mapping[str, Standard], override: str | None, year: int | None, words: OwnWords
) -> Standard:
    if override is not None:
        return standards[override]
    if year is not None:
        if standard := standard_for(year, standards):
            return standard
        spans = "；".join(f"{s.id}：{s.years.first}–{s.years.last or ''}" for s in standards.values())
        raise ReadError(
            Text(zh=f"没有适用于{year}年度报告的格式标准", en=f"No standard is known for fiscal year {year}"),
            Text(zh=f"已有的标准（{spans}）。可用 --standard 指定", en=f"Known: {spans}. Or name one by --standard"),
            code="GK906",
        )
    if words.clear:
        return standards[words.clear]
    if not words.by_table:
        raise _no_report(document, list(standards.values()))
    raise ReadError(
        Text(zh="看不出这是哪一年度的报告", en="The fiscal year of this report cannot be found"),
        Text(
            zh="请在标题中写明年份，或者用 --standard 指定格式标准",
            en="State the year in the title, or use --standard",
        ),
        code="GK906",
    )


def _refuse_companion(document: Document, opening: Sequence[Passage], standards: Sequence[Standard]) -> None:
    words, terms = _companion_words(standards), _title_words(standards)
    heads = [document.title or "", *[passage.text for passage in opening[:3]]]
    for plain, head in zip(map(key, heads), heads, strict=True):
        if len(plain) <= 80 and any(word in plain for word in words) and any(term in plain for term in terms):
            raise ReadError(
                Text(zh=f"这是关于年度报告的解读或配套材料，不是报告：“{head.strip()}”", en=f"This is about a report, not a report: “{head.strip()}”"),
                code="GK905",
            )  # fmt: skip


@once_together
def _companion_words(standards: Sequence[Standard]) -> frozenset[str]:
    """What titles of pages about reports say."""
    return frozenset(word for standard in standards for word in standard.companion_words)


@once_together
def _title_words(standards: Sequence[Standard]) -> frozenset[str]:
    """The words for the report in titles."""
    return frozenset(key(term) for each in standards for term in (each.title_term, *each.title_variants))


def _no_report(document: Document, standards: Sequence[Standard]) -> ReadError:
    zh, en = (
        "请确认文件是年度报告正文；如是图片或扫描件，请换成文字版",
        "Check that the file is the report itself, and text rather than a picture",
    )
    if linked := _linked(document, standards):
        zh = f"页面只链接了文件“{linked}”：请检查这个文件；报告的文字和表格应当放在网页上"
        en = f"The page only links to the file “{linked}”: check that file; the report's text and tables belong on the page"
    return ReadError(
        Text(zh="没有认出年度报告的内容：既没有规定的各部分标题，也没有规定的表格", en="This does not look like such a report: none of its sections or tables was found"),
        Text(zh=zh, en=en),
        code="GK905",
    )  # fmt: skip


def _linked(document: Document, standards: Sequence[Standard]) -> str | None:
    """The words of the first link to a file that is called as reports are."""
    files = (r.details.get("text", "") for r in document.readings if r.name == "attachment" and "suffix" in r.details)
    terms = _title_words(standards)
    return next((words[:80] for words in files if any(term in key(words) for term in terms)), None)


def _passage(paragraph: Paragraph) -> Passage:
    return Passage(paragraph=paragraph, section=None, label=_PREAMBLE)
