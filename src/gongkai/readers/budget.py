"""Counting what a reader makes of a file, so that hostile files cost bounded time and memory."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.limits import Limits

__all__ = ["Budget"]

_ADVICE = Text(
    zh="请确认文件是年度报告；确需读取时，可在配置中调高 limits.{name}",
    en="Check that the file is the report; if it must be read, raise limits.{name} in the configuration",
)


class Budget:
    """Counts cells and paragraphs. Every method raises ReadError when there is more than the limits allow."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = self._paragraphs = 0

    @property
    def room(self) -> int:
        """How many cells with a paragraph each reach one beyond the limits."""
        return min(self.limits.grid_cells - self._cells, self.limits.paragraphs - self._paragraphs) + 1

    def text(self, length: int) -> None:
        """The length in bytes of a text, a web page or JSON."""
        if length > self.limits.text_bytes:
            most = f"{self.limits.text_bytes / 1e6:.0f} MB"
            raise _too_much(Text(f"文字超过{most}", f"The text is larger than {most}"), "text-bytes")

    def add_cells(self, number: int) -> None:
        """Slots of a table, with merged cells spread out."""
        self._cells += number
        if self._cells > self.limits.grid_cells:
            most = self.limits.grid_cells
            raise _too_much(Text(f"表格超过{most:,}格", f"The tables have more than {most:,} cells"), "grid-cells")

    def add_paragraphs(self, number: int = 1) -> None:
        self._paragraphs += number
        if self._paragraphs > self.limits.paragraphs:
            most = self.limits.paragraphs
            raise _too_much(Text(f"超过{most:,}段", f"There are more than {most:,} paragraphs"), "paragraphs")

    def nest(self, depth: int) -> None:
        """How deep the current element stands in others."""
        if depth > self.limits.nesting:
            most = self.limits.nesting
            raise _too_much(Text(f"嵌套超过{most}层", f"The contents are nested more than {most} deep"), "nesting")


def _too_much(what: Text, name: str) -> ReadError:
    return ReadError(
        Text(zh=f"{what.zh}，没有读取", en=f"{what.en}; the file was not read"),
        Text(zh=_ADVICE.zh.format(name=name), en=_ADVICE.en.format(name=name)),
    )
