"""Where something stands in its file, in words."""

from __future__ import annotations

from gongkai.lang import Lang
from gongkai.place import At

__all__ = ["position"]


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
