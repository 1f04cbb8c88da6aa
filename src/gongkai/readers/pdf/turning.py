"""From PDF coordinates (origin below left, before the page is turned) to the sheet's (top left, as it is seen)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai.readers.pdf.sheet import Box

__all__ = ["Turning"]


class Turning(Struct, frozen=True):
    """A page's visible area in PDF coordinates and its quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def columns(
        self, lefts: Sequence[float], bottoms: Sequence[float], rights: Sequence[float], tops: Sequence[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """The lefts, tops, rights and bottoms on the sheet of many boxes in PDF coordinates."""
        match self.quarters % 4:
            case 0:
                return _from(self.left, lefts), _to(self.top, tops), _from(self.left, rights), _to(self.top, bottoms)
            case 1:
                return (
                    _from(self.bottom, bottoms), _from(self.left, lefts),
                    _from(self.bottom, tops), _from(self.left, rights),
                )  # fmt: skip
            case 2:
                return (
                    _to(self.right, rights), _from(self.bottom, bottoms),
                    _to(self.right, lefts), _from(self.bottom, tops),
                )  # fmt: skip
            case _:
                return _to(self.top, tops), _to(self.right, rights), _to(self.top, bottoms), _to(self.right, lefts)

    def boxes(self, boxes: Sequence[Box]) -> Iterator[Box]:
        """The boxes of the sheet from boxes in PDF coordinates: left, bottom, right and top."""
        if boxes:
            yield from zip(*self.columns(*zip(*boxes, strict=True)), strict=True)


def _from(edge: float, places: Sequence[float]) -> list[float]:
    return [place - edge for place in places] if edge else list(places)


def _to(edge: float, places: Sequence[float]) -> list[float]:
    return [edge - place for place in places]
