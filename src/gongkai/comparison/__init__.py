"""Two reports side by side: every cell, every paragraph, and what stands in the way of comparing them."""

from __future__ import annotations

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.comparison.figures import CRITERION, Figure, figures, unplaced
from gongkai.comparison.words import LIMIT, ParagraphChange, Piece, SectionChange, words
from gongkai.report import Report

__all__ = ["CRITERION", "Comparison", "Figure", "Note", "ParagraphChange", "Piece", "SectionChange", "compare"]


class Note(Struct, frozen=True):
    """Something to know before reading the comparison. `incomplete` says that something was not compared for it."""

    key: str
    message: Text
    incomplete: bool = False


class Comparison(Struct, frozen=True, kw_only=True):
    """What changed from `last` to `this`; figures and sections in the order of the later format."""

    last: Report
    this: Report
    notes: tuple[Note, ...]
    figures: tuple[Figure, ...]
    sections: tuple[SectionChange, ...]

    @property
    def complete(self) -> bool:
        return not any(note.incomplete for note in self.notes)


def compare(last: Report, this: Report, *, min_fidelity: float = 0.0) -> Comparison:
    """Compare two reports. A report of which less than `min_fidelity` was understood makes the result incomplete."""
    cells = figures(last, this)
    texts = words(last, this)
    notes = [*_identity(last, this), *_formats(last, this, cells), *_understood(last, this, min_fidelity)]
    cut = [section for section in texts if not section.whole]
    if cut:
        names = "、".join(section.name for section in cut)
        notes.append(
            Note(
                "long",
                Text(
                    zh=f"以下部分太长，只比较了前{LIMIT}段：{names}",
                    en=f"Too long; only the first {LIMIT} paragraphs were compared of: {names}",
                ),
                incomplete=True,
            )
        )
    return Comparison(last=last, this=this, notes=tuple(notes), figures=cells, sections=texts)


def _identity(last: Report, this: Report) -> list[Note]:
    """Whether both are of one body, and of one year after the other."""
    notes = []
    old, new = ("".join(r.agency.value.split()) if r.agency else "" for r in (last, this))
    if not old or not new:
        notes.append(Note("body-unknown", Text(
            zh="有报告没有写明机关，不能确定是不是同一机关", en="A report names no body: whether they are of one body is unknown"
        )))  # fmt: skip
    elif old != new:
        notes.append(Note("bodies", Text(
            zh=f"两份报告写的机关不同：{old}、{new}", en=f"The reports name different bodies: {old}, {new}"
        )))  # fmt: skip
    before, after = last.fiscal_year, this.fiscal_year
    if before is None or after is None:
        notes.append(Note("year-unknown", Text(zh="有报告的年度不明", en="The fiscal year of a report is not known")))
    elif after == before:
        notes.append(Note("years", Text(
            zh=f"两份报告是同一年度的：{after}", en=f"Both reports are of fiscal year {after}"
        )))  # fmt: skip
    elif after < before:
        notes.append(Note("years", Text(
            zh=f"先后颠倒：前一份是{before}年度，后一份是{after}年度",
            en=f"In reverse: the first is of fiscal year {before}, the second of {after}",
        )))  # fmt: skip
    elif after > before + 1:
        notes.append(Note("years", Text(
            zh=f"年度不相连：{before}、{after}", en=f"The fiscal years do not follow each other: {before}, {after}"
        )))  # fmt: skip
    return notes


def _formats(last: Report, this: Report, cells: tuple[Figure, ...]) -> list[Note]:
    """Where the forms differ, which tables have no cell in common."""
    notes = []
    old, new = last.standard.name, this.standard.name
    if last.standard.id != this.standard.id:
        notes.append(Note("formats", Text(
            zh=f"两份报告的格式不同：{old.zh}、{new.zh}；只有两种格式里名称相同的行和列才能比较",
            en=f"The reports follow different formats: {old.en}, {new.en}. Compared are rows and columns with the same labels",
        )))  # fmt: skip
    for spec in this.standard.tables:
        mine = [figure for figure in cells if figure.table == spec.id]
        if last.table(spec.id) and this.table(spec.id) and mine and not any(figure.common for figure in mine):
            notes.append(Note("table-formats", Text(
                zh=f"{spec.name.zh}：两种格式没有相同的格，不能比较", en=f"{spec.name.en}: the two forms share no cell and cannot be compared"
            )))  # fmt: skip
    for report in (last, this):
        for spec in report.standard.tables:
            if report.table(spec.id) is None:
                notes.append(Note("table-missing", Text(
                    zh=f"{report.path} 没有读到{spec.name.zh}", en=f"{report.path}: {spec.name.en} was not found"
                ), incomplete=True))  # fmt: skip
    return notes


def _understood(last: Report, this: Report, least: float) -> list[Note]:
    """What of the files was not understood, and so is not compared."""
    notes = []
    for report in (last, this):
        if report.is_blank_form:
            notes.append(Note("blank-form", Text(
                zh=f"{report.path} 是没有填写的空表", en=f"{report.path} is an empty form"
            ), incomplete=True))  # fmt: skip
        score = report.fidelity.score
        if score < 1:
            notes.append(Note("fidelity", Text(
                zh=f"{report.path} 只读懂了 {score:.0%}", en=f"{report.path}: only {score:.0%} was understood"
            ), incomplete=score < least))  # fmt: skip
        if loose := unplaced(report):
            notes.append(Note("unplaced", Text(
                zh=f"{report.path} 有{loose}个数不知道属于哪一格，没有比较",
                en=f"{report.path}: {loose} value(s) could be placed in no cell and were not compared",
            ), incomplete=True))  # fmt: skip
    return notes
