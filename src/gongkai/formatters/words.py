"""The words that all formats share: where a finding is, what it rests on, why it does not count."""

from __future__ import annotations

import re
from functools import cache

from gongkai.bilingual import Text
from gongkai.finding import Diagnostic, Incident, Severity
from gongkai.formatter import Rendering, cite
from gongkai.formatters.evidence import evidence
from gongkai.lang import Lang
from gongkai.place import At

__all__ = [
    "SEVERITY",
    "acceptance",
    "details",
    "incident_words",
    "position",
    "sentence",
    "xml_safe",
]

SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info"),
}  # fmt: skip


def xml_safe(text: str) -> str:
    """The text with characters that XML cannot hold replaced."""
    return _not_xml().sub("\ufffd", text)


@cache
def _not_xml() -> re.Pattern[str]:
    """What XML 1.0 cannot hold, not even escaped: https://www.w3.org/TR/xml/#charsets. Costly to compile."""
    return re.compile("[^\\t\\n\\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sentence(diagnostic: Diagnostic, lang: Lang) -> str:
    """Place and message in one line: what a format shows that has room for one."""
    label = diagnostic.place.where.label.of(lang)
    message = " ".join(diagnostic.message.of(lang).split())
    return f"{label}{_colon(lang)}{message}" if label and label not in message else message


def details(diagnostic: Diagnostic, rendering: Rendering) -> list[str]:
    """Everything else, a line each: position, words, evidence, advice, law, and why it does not count."""
    lang = rendering.lang
    lines = []
    if at := position(diagnostic.place.at, lang):
        lines.append(at)
    if diagnostic.place.excerpt and diagnostic.place.excerpt.text.strip():
        lines.append(Text("原文：", "text: ").of(lang) + diagnostic.place.excerpt.text)
    lines += evidence(diagnostic, lang)
    lines.append(Text("改法：", "advice: ").of(lang) + diagnostic.advice.of(lang))
    if diagnostic.basis:
        lines.append(Text("依据：", "basis: ").of(lang) + cite(diagnostic.basis, rendering))
    if diagnostic.accepted:
        lines.append(acceptance(diagnostic, lang))
    return lines


def acceptance(diagnostic: Diagnostic, lang: Lang) -> str:
    """Why a finding does not count; "" for one that does."""
    accepted = diagnostic.accepted
    if accepted is None:
        return ""
    if accepted.by == "baseline":
        return Text("已在基线中，不计入", "in the baseline, not counted").of(lang)
    said = Text(
        zh=f"已列为例外，不计入：{accepted.reason}（批准人{accepted.approver}，{accepted.date}，有效至{accepted.expires}"
        + (f"，依据：{accepted.ground}" if accepted.ground else "")
        + "）",
        en=f"suppressed, not counted: {accepted.reason} (approved by {accepted.approver}, {accepted.date}, "
        f"until {accepted.expires}" + (f", ground: {accepted.ground}" if accepted.ground else "") + ")",
    )
    return said.of(lang)


def incident_words(incident: Incident, lang: Lang) -> str:
    """What was not checked, in one line, with what to do."""
    words = " ".join(incident.message.of(lang).split())
    if incident.advice:
        words += Text("。改法：", ". Advice: ").of(lang) + " ".join(incident.advice.of(lang).split())
    return words


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def position(at: At, lang: Lang) -> str:
    """Where something stands in its file: 第2页第14行第3字. "" if nothing is known."""
    zh = lang == "zh"
    parts = []
    if at.page:
        parts.append(f"第{at.page}页" if zh else f"page {at.page}")
    if at.line:
        parts.append(f"第{at.line}行" if zh else f"line {at.line}")
        if at.column:
            parts.append(f"第{at.column}字" if zh else f"column {at.column}")
    elif at.table:
        parts.append(f"第{at.table}个表格" if zh else f"table {at.table}")
        if at.row and at.cell:
            parts.append(f"第{at.row}行第{at.cell}格" if zh else f"row {at.row}, cell {at.cell}")
    elif at.paragraph:
        parts.append(f"第{at.paragraph}段" if zh else f"paragraph {at.paragraph}")
    return "".join(parts) if zh else ", ".join(parts)
