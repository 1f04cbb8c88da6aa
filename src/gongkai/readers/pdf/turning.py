"""From PDF coordinates (origin below left, before the page is turned) to the sheet's (top left, as it is seen)."""

from __future__ import annotations

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

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the sheet from one in PDF coordinates."""
        match self.quarters % 4:
            case 0:
                return (left - self.left, self.top - top, right - self.left, self.top - bottom)
            case 1:
                return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 2:
                return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case _:
                return (self.top - top, self.right - right, self.top - bottom, self.right - left)
