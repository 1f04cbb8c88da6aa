"""`--format xlsx`: a review sheet, one row a finding, with empty columns for the reviewer's verdict.

Needs XlsxWriter (the extra `review`). Everything is written as text, so that no words of a report become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import SEVERITIES, Diagnostic, Run, by_document
from gongkai.formatter import Rendering, cite
from gongkai.formatters.evidence import evidence
from gongkai.formatters.words import SEVERITY, acceptance, incident_words, position, xml_safe

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["VERDICTS", "render"]

VERDICTS = Text(zh="属实,误报,已改正,待定", en="true,false alarm,mended,open")
_COLUMNS = (
    (Text("序号", "no."), 6), (Text("文件", "file"), 24), (Text("机关", "body"), 22), (Text("年度", "year"), 7),
    (Text("级别", "severity"), 7), (Text("规则", "rule"), 24), (Text("位置", "place"), 30), (Text("文件中的位置", "in the file"), 16),
    (Text("原文", "words"), 36), (Text("问题", "problem"), 44), (Text("依据的数字", "evidence"), 44), (Text("改法", "advice"), 36),
    (Text("法规依据", "basis"), 36), (Text("已接受", "accepted"), 24), (Text("复核结论", "verdict"), 12), (Text("复核人", "reviewer"), 12),
    (Text("备注", "remarks"), 30), (Text("锚点", "anchor"), 34),
)  # fmt: skip
_VERDICT = 14
_LONGEST = 32_767  # characters a cell can hold


def render(run: Run, rendering: Rendering) -> bytes:
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError(
            Text(zh="写 XLSX 需要 XlsxWriter", en="Writing XLSX needs XlsxWriter"),
            Text(zh="安装：pip install 'gongkai[review]'", en="Install it: pip install 'gongkai[review]'"),
        ) from error
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same input gives the same bytes: no clock.
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None), "title": "Gongkai"})
    _findings(book, run, rendering)
    _missed(book, run, rendering)
    _counts(book, run, rendering)
    book.close()
    return data.getvalue()


def _findings(book: Workbook, run: Run, rendering: Rendering) -> None:
    lang = rendering.lang
    sheet = book.add_worksheet(Text("问题", "findings").of(lang))
    head = book.add_format({"bold": True, "bg_color": "#E3E7EC", "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    verdict = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFBE6"})
    kinds = {
        "error": book.add_format({"valign": "top", "border": 1, "bold": True, "font_color": "#A3161C"}),
        "warning": book.add_format({"valign": "top", "border": 1, "bold": True, "font_color": "#7A4B00"}),
        "info": book.add_format({"valign": "top", "border": 1, "font_color": "#0B5394"}),
    }
    for column, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title.of(lang), head)
    documents = {document.path: document for document in run.documents}
    for row, diagnostic in enumerate(run.everything, 1):
        document = documents.get(diagnostic.path)
        year = str(document.fiscal_year) if document and document.fiscal_year else ""
        body = (document.agency if document else None) or ""
        sheet.write_number(row, 0, row, plain)
        for column, words in enumerate(_cells(diagnostic, body, year, rendering), 1):
            look = kinds[diagnostic.severity] if column == 4 else plain
            look = verdict if _VERDICT <= column <= _VERDICT + 2 else look
            sheet.write_string(row, column, xml_safe(words)[:_LONGEST], look)
    rows = len(run.everything)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, len(_COLUMNS) - 1)
    if rows:
        listed = {"validate": "list", "source": VERDICTS.of(lang).split(","), "error_type": "warning"}
        sheet.data_validation(1, _VERDICT, rows, _VERDICT, listed)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cells(diagnostic: Diagnostic, body: str, year: str, rendering: Rendering) -> Sequence[str]:
    lang, place = rendering.lang, diagnostic.place
    return (
        diagnostic.path,
        body,
        year,
        SEVERITY[diagnostic.severity].of(lang),
        f"{diagnostic.rule} {diagnostic.name}",
        place.where.label.of(lang),
        position(place.at, lang),
        place.excerpt.text if place.excerpt else "",
        diagnostic.message.of(lang),
        "\n".join(evidence(diagnostic, lang)),
        diagnostic.advice.of(lang),
        cite(diagnostic.basis, rendering),
        acceptance(diagnostic, lang),
        "",
        "",
        "",
        diagnostic.fingerprint,
    )


def _missed(book: Workbook, run: Run, rendering: Rendering) -> None:
    lang = rendering.lang
    sheet = book.add_worksheet(Text("没有查完", "not checked").of(lang))
    sheet.set_column(0, 0, 30)
    sheet.set_column(2, 2, 90)
    for column, title in enumerate((Text("文件", "file"), Text("编号", "id"), Text("原因", "why"))):
        sheet.write_string(0, column, title.of(lang))
    for row, incident in enumerate(run.incidents, 1):
        for column, words in enumerate((incident.path or "", incident.code, incident_words(incident, lang))):
            sheet.write_string(row, column, xml_safe(words)[:_LONGEST])


def _counts(book: Workbook, run: Run, rendering: Rendering) -> None:
    """How many findings each file has."""
    lang = rendering.lang
    sheet = book.add_worksheet(Text("汇总", "overview").of(lang))
    sheet.set_column(0, 1, 30)
    heads = [Text("文件", "file"), Text("机关", "body"), *(SEVERITY[s] for s in reversed(SEVERITIES)), Text("已接受", "accepted"), Text("没有查完", "not checked")]  # fmt: skip
    for column, title in enumerate(heads):
        sheet.write_string(0, column, title.of(lang))
    *apart, _ = by_document(run)
    for row, one in enumerate(apart, 1):
        (document,) = one.documents
        counts = [*(one.count(s) for s in reversed(SEVERITIES)), len(one.accepted), len(one.incidents)]
        sheet.write_string(row, 0, xml_safe(document.path))
        sheet.write_string(row, 1, xml_safe(document.agency or ""))
        for column, count in enumerate(counts, 2):
            sheet.write_number(row, column, count)
