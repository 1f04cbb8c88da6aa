"""The elements of a page that are open while it is read, one in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from gongkai.readers.budget import Budget

__all__ = ["Element", "Elements"]

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
# What an end tag in a cell does not reach beyond.
_BOUNDS = frozenset({"td", "table"})


class Element(Struct, frozen=True, gc=False):
    """An open element: its name, its number on the page, how deep it stands, the level of the heading that it is or
    stands in, and the element around it. The page itself has no name and nothing around it."""

    name: str = ""
    number: int = 0
    depth: int = 0
    heading: int | None = None
    around: Element | None = None

    def stands_in(self, other: Element) -> bool:
        """Whether it is another element or stands in that one."""
        element, number = self, other.number
        while element.number > number and element.around:  # an element has a higher number than what it stands in
            element = element.around
        return element is other

    def outward(self) -> Iterator[Element]:
        """It and the elements that it stands in, but for the page itself."""
        element = self
        while element.around:
            yield element
            element = element.around


class Elements:
    """`page` is the page itself, `inner` the innermost open element."""

    def __init__(self, budget: Budget) -> None:
        self.page = self.inner = Element()
        self._budget = budget
        self._number = self._deepest = 0
        self._open: defaultdict[str, int] = defaultdict(int)  # how many of each name

    def within(self, name: str, around: Element) -> Element:
        """A new element of the page, in another one."""
        depth = around.depth + 1
        if depth > self._deepest:
            self._deepest = depth
            self._budget.nest(depth)
        self._number += 1
        return Element(name, self._number, depth, _HEADINGS.get(name, around.heading), around)

    def fits(self, further: int) -> bool:
        """Whether so many elements could be opened in the innermost one, one in another."""
        return self.inner.depth + further <= self._budget.limits.nesting

    def open(self, name: str) -> Element:
        """Open an element in the innermost one."""
        self.inner = element = self.within(name, self.inner)
        self._open[name] += 1
        return element

    def close(self, name: str) -> None:
        """Close the nearest open element of this name, and those in it; never beyond the current cell."""
        if not self._open.get(name):
            return  # as most often: a page whose elements stand deep is not searched for what is not there
        element = self.inner
        while element.around and element.name != name and element.name not in _BOUNDS:
            element = element.around
        if element.name == name:
            self.leave(element)

    def leave(self, element: Element) -> None:
        """Close an open element, and those in it."""
        inner = self.inner
        while inner is not element and inner.around:
            self._open[inner.name] -= 1
            inner = inner.around
        self._open[element.name] -= 1
        self.inner = element.around or element
