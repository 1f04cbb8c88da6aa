"""The XML names of WordprocessingML that the reader knows."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

__all__ = ["VAL", "child_value", "mc", "on", "w", "whole"]


@cache
def w(name: str) -> str:
    """A name of the main vocabulary, as ElementTree spells it."""
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


@cache
def mc(name: str) -> str:
    """A name of markup compatibility: the same content for newer and older programs."""
    return "{http://schemas.openxmlformats.org/markup-compatibility/2006}" + name


VAL = w("val")


def child_value(element: Element, name: str) -> str | None:
    """The `w:val` of a child, None where there is none."""
    child = element.find(name)
    return None if child is None else child.get(VAL)


def whole(text: str | None, default: int | None = None) -> int | None:
    """A whole number of at most nine digits; the default for anything else."""
    if text is None or len(text) > 9:
        return default
    try:
        return int(text)
    except ValueError:
        return default


def on(element: Element | None) -> bool:
    """Whether a switch such as `w:vanish` is there and on."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")
