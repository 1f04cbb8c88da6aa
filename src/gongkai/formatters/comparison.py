"""Two reports compared, as JSON (`urn:gongkai:schema:comparison:1`), and the words that all its forms share."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from gongkai.bilingual import Text, plain_number
from gongkai.comparison import CRITERION, Comparison, Figure, ParagraphChange, SectionChange
from gongkai.comparison.figures import Kind
from gongkai.formatter import Rendering
from gongkai.formatters.finding_json import number
from gongkai.lang import Lang
from gongkai.number import State
from gongkai.place import At
from gongkai.report import Cell, Passage, Report

__all__ = [
    "OPENING",
    "OUTLIER",
    "STATE",
    "ComparisonWire",
    "as_json",
    "cell_words",
    "counts",
    "exit_code",
    "percent",
    "report_words",
    "signed",
    "year_words",
]

OPENING = Text("开头", "opening")
OUTLIER = Text("异常", "outlier")
STATE = Text("不是数", "not a number")
_NO_CELL = {
    "form": Text("该格式无此格", "not in the form"),
    "file": Text("没有读到", "not found"),
    None: Text("没有读到", "not found"),
}
_BLANK = Text("（空）", "(blank)")


class _Wire(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class ReportWire(_Wire, frozen=True, kw_only=True):
    """One of the two reports."""

    path: str
    format: str
    standard: str
    fiscal_year: int | None
    agency: str | None
    fidelity: float


class NoteWire(_Wire, frozen=True, kw_only=True):
    """Something to know before reading. `incomplete`: something was not compared for it."""

    key: str
    message: str
    incomplete: bool


class CellWire(_Wire, frozen=True, kw_only=True):
    """A cell as printed. `value` is null where it is no number: a blank is not zero."""

    text: str
    state: State
    value: int | float | None
    at: At


class FigureWire(_Wire, frozen=True, kw_only=True):
    """A cell of both reports, null where a report has none: `absent` says whether its form has no such cell or the file lacks it. `percent` is of the old number."""

    table: str
    row: str
    column: str
    label: str
    kind: Kind
    last: CellWire | None
    this: CellWire | None
    absent: Literal["form", "file"] | None
    change: int | float | None
    percent: int | float | None
    outlier: bool


class PieceWire(_Wire, frozen=True, kw_only=True):
    """A stretch of a changed paragraph."""

    op: Literal["same", "removed", "added"]
    text: str


class ParagraphWire(_Wire, frozen=True, kw_only=True):
    """A paragraph of either report. A changed one without pieces is too long to mark."""

    kind: Literal["same", "changed", "added", "removed"]
    moved: bool
    last: str | None
    this: str | None
    last_at: At | None
    this_at: At | None
    pieces: tuple[PieceWire, ...]


class SectionWire(_Wire, frozen=True, kw_only=True):
    """A section; `id` is null for the opening and for sections that the format does not have. `carried` is the share of this year's own words that stood in it last year."""

    id: str | None
    last_heading: str | None
    this_heading: str | None
    carried: float | None
    whole: bool
    paragraphs: tuple[ParagraphWire, ...]


class SummaryWire(_Wire, frozen=True, kw_only=True):
    """How many cells there are of each kind, and how many of the changed ones are outliers."""

    same: int
    changed: int
    state: int
    only_last: int
    only_this: int
    outliers: int


class ComparisonWire(_Wire, frozen=True, kw_only=True):
    """The whole output. `exit_code` is 3 where something was not compared, else 0."""

    version: Literal[1]
    exit_code: int
    last: ReportWire
    this: ReportWire
    notes: tuple[NoteWire, ...]
    criterion: str
    cells: tuple[FigureWire, ...]
    sections: tuple[SectionWire, ...]
    summary: SummaryWire


def as_json(comparison: Comparison, rendering: Rendering) -> str:
    lang = rendering.lang
    tally = counts(comparison)
    wire = ComparisonWire(
        version=1,
        exit_code=exit_code(comparison),
        last=_report(comparison.last),
        this=_report(comparison.this),
        notes=tuple(
            NoteWire(key=note.key, message=note.message.of(lang), incomplete=note.incomplete)
            for note in comparison.notes
        ),
        criterion=CRITERION.of(lang),
        cells=tuple(_figure(figure, lang) for figure in comparison.figures),
        sections=tuple(_section(section) for section in comparison.sections),
        summary=SummaryWire(
            same=tally["same"], changed=tally["changed"], state=tally["state"], only_last=tally["only_last"],
            only_this=tally["only_this"], outliers=sum(figure.outlier for figure in comparison.figures),
        ),
    )  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(wire), indent=2).decode() + "\n"


def exit_code(comparison: Comparison) -> int:
    return 0 if comparison.complete else 3


def counts(comparison: Comparison) -> dict[Kind, int]:
    """How many cells there are of each kind."""
    tally: dict[Kind, int] = {"same": 0, "changed": 0, "state": 0, "only_last": 0, "only_this": 0}
    for figure in comparison.figures:
        tally[figure.kind] += 1
    return tally


def _report(report: Report) -> ReportWire:
    return ReportWire(
        path=report.path,
        format=report.format,
        standard=report.standard.id,
        fiscal_year=report.fiscal_year,
        agency=report.agency.value if report.agency else None,
        fidelity=report.fidelity.score,
    )


def _cell(cell: Cell | None) -> CellWire | None:
    if cell is None:
        return None
    value = None if cell.value is None else number(cell.value)
    return CellWire(text=cell.text, state=cell.state, value=value, at=cell.at)


def _figure(figure: Figure, lang: Lang) -> FigureWire:
    return FigureWire(
        table=figure.table,
        row=figure.row,
        column=figure.column,
        label=figure.label.of(lang),
        kind=figure.kind,
        last=_cell(figure.last),
        this=_cell(figure.this),
        absent=figure.absent,
        change=None if figure.change is None else number(figure.change),
        percent=None if figure.percent is None else number(figure.percent),
        outlier=figure.outlier,
    )


def _section(section: SectionChange) -> SectionWire:
    return SectionWire(
        id=section.id,
        last_heading=section.last_heading,
        this_heading=section.this_heading,
        carried=section.carried,
        whole=section.whole,
        paragraphs=tuple(_paragraph(paragraph) for paragraph in section.paragraphs),
    )


def _paragraph(paragraph: ParagraphChange) -> ParagraphWire:
    def text(passage: Passage | None) -> str | None:
        return passage.text if passage else None

    last, this = paragraph.last, paragraph.this
    return ParagraphWire(
        kind=paragraph.kind,
        moved=paragraph.moved,
        last=text(last),
        this=text(this),
        last_at=last.paragraph.at if last else None,
        this_at=this.paragraph.at if this else None,
        pieces=tuple(PieceWire(op=piece.op, text=piece.text) for piece in paragraph.pieces),
    )


def report_words(report: Report, lang: Lang) -> str:
    """Body, year and format of a report."""
    year = report.fiscal_year
    facts = [
        report.agency.value if report.agency else Text("机关不明", "body not known").of(lang),
        Text(f"{year}年度", f"fiscal year {year}").of(lang) if year else Text("年度不明", "year not known").of(lang),
        report.standard.name.of(lang),
    ]
    return " · ".join(facts)


def year_words(comparison: Comparison, lang: Lang) -> tuple[str, str]:
    """What the two columns are called: by their years, where these tell them apart."""
    old, new = comparison.last.fiscal_year, comparison.this.fiscal_year
    if old and new and old != new:
        return Text(f"{old}年度", str(old)).of(lang), Text(f"{new}年度", str(new)).of(lang)
    return Text("前一份", "first").of(lang), Text("后一份", "second").of(lang)


def cell_words(cell: Cell | None, figure: Figure, lang: Lang) -> str:
    """A cell as printed; in words where nothing is printed."""
    if cell is None:
        return _NO_CELL[figure.absent].of(lang)
    return cell.text.strip() or _BLANK.of(lang)


def signed(figure: Figure) -> str:
    """The change with its sign."""
    if figure.change is None:
        return ""
    return ("+" if figure.change > 0 else "") + plain_number(figure.change)


def percent(figure: Figure) -> str:
    """The change in per cent with its sign; "" where there is none to tell."""
    return f"{figure.percent:+}%" if figure.percent else ""
