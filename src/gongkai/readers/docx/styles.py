"""Paragraph styles: what a paragraph takes from its style and the styles that one is based on."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from msgspec import Struct

from gongkai.patterns import regex
from gongkai.readers.docx.names import VAL, child_value, on, w, whole

__all__ = ["Style", "Styles"]

_HEADING = regex(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = regex(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
# A chain of styles is a handful long; more is a cycle.
_DEEPEST = 30
_STYLE_ID, _TYPE, _DEFAULT = w("styleId"), w("type"), w("default")


class Style(Struct, frozen=True, kw_only=True):
    """What the reader needs of a style. `heading` is the outline level from 1; `list_style` is the id of the style
    that gave the number, by which a list may name the level."""

    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str = ""
    hidden: bool = False
    contents: bool = False


_PLAIN = Style()


class Styles:
    """The styles of a document by their ids. Each is worked out when it is first asked for: most are never used."""

    def __init__(self, root: Element | None) -> None:
        self._raw = {} if root is None else {each.get(_STYLE_ID, ""): each for each in root.iter(w("style"))}
        self._known: dict[str, Style] = {}
        default = (
            style_id
            for style_id, each in self._raw.items()
            if each.get(_DEFAULT) in ("1", "true", "on") and each.get(_TYPE) == "paragraph"
        )
        self.default = self.get(next(default, None))
        # Whether any style hides its text; if none does, runs need not be asked for theirs.
        self.hide = root is not None and next(root.iter(w("vanish")), None) is not None

    def get(self, style_id: str | None) -> Style:
        """The style of this id; for an unknown one, one that says nothing."""
        if style_id is None:
            return _PLAIN
        if style_id not in self._known:
            self._known[style_id] = _resolve(style_id, self._raw)
        return self._known[style_id]


def _resolve(style_id: str, raw: dict[str, Element]) -> Style:
    heading: int | None = None
    numbered: tuple[str | None, int | None, str] | None = None
    hidden: bool | None = None
    contents = False
    current, steps = style_id, 0
    while (each := raw.get(current)) is not None and steps < _DEEPEST:
        name = child_value(each, w("name")) or ""
        properties = each.find(w("pPr"))
        if heading is None:
            level = None if properties is None else whole(child_value(properties, w("outlineLvl")))
            named = _HEADING.fullmatch(name)
            heading = level + 1 if level is not None else int(named[1]) if named else None
        if numbered is None and properties is not None and (number := properties.find(w("numPr"))) is not None:
            list_id, level = child_value(number, w("numId")), whole(child_value(number, w("ilvl")))
            numbered = (list_id, level, current)
        if hidden is None and (vanish := each.find(f"{w('rPr')}/{w('vanish')}")) is not None:
            hidden = on(vanish)
        contents = contents or bool(_CONTENTS.fullmatch(name))
        based = each.find(w("basedOn"))
        current, steps = "" if based is None else based.get(VAL, ""), steps + 1
    list_id, level, giver = numbered or (None, None, "")
    return Style(
        heading=heading if heading and 1 <= heading <= 9 else None,
        list_id=list_id,
        list_level=level,
        list_style=giver,
        hidden=bool(hidden),
        contents=contents,
    )
