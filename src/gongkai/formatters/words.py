"""The words that all formats share: where a finding is, what it rests on, why it does not count."""

from __future__ import annotations

import re
from functools import cache

from gongkai.bilingual import Text
from gongkai.finding import Diagnostic, Incident, Severity
from gongkai.formatter import Rendering, cite
from gongkai.formatters.evidence import evidence, other_documents
from gongkai.formatters.positions import position
from gongkai.lang import Lang

__all__ = [
    "SEVERITY",
    "acceptance",
    "compared",
    "details",
    "incident_mark",
    "incident_words",
    "position",
    "sentence",
    "xml_safe",
]

SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info"),
}  # fmt: skip


# As many documents are named in one line.
_NAMED = 3


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


def incident_mark(incident: Incident) -> str:
    """What tells it from others, for hosts that follow it from run to run (32 hexadecimal digits)."""
    import hashlib  # loads OpenSSL, and few formats ask for marks

    parts = (incident.code, incident.path or "", incident.rule or "", incident.plugin or "")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def compared(diagnostic: Diagnostic, lang: Lang) -> str:
    """The other documents that a finding is about, for formats that show no evidence: （对照 2024/a.docx）. "" if none."""
    paths = [path for path in other_documents(diagnostic) if path not in diagnostic.message.of(lang)]
    more = len(paths) - _NAMED
    named = ("、" if lang == "zh" else ", ").join(paths[:_NAMED])
    if more > 0:
        named += f"等{len(paths)}份" if lang == "zh" else f" and {more} more"
    return "" if not paths else f"（对照 {named}）" if lang == "zh" else f" (compare {named})"


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "
