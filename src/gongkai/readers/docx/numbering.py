"""Automatic numbers: what Word prints before a paragraph of a list, worked out by counting as it does."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from gongkai.readers.docx.names import VAL, child_value, on, w, whole
from gongkai.readers.docx.numerals import numeral

__all__ = ["Numbering"]

_LEVELS = 9
_CLOSING = "、．.。)）:：，,】]』」"


class _Level(Struct, frozen=True, kw_only=True):
    """One level of a list: the number it starts at, its format, and the text with %1 to %9 for the numbers."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    digits_only: bool = False
    restarts: bool = True
    spaced: bool = True


class _List(Struct, frozen=True):
    """A list as paragraphs name it: the abstract list that it counts with, its levels, and those it restarts."""

    abstract: str
    levels: tuple[_Level, ...]
    restarts: frozenset[int]


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists = {} if root is None else dict(_lists(root))
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, level: int | None, style: str = "") -> str:
        """What is printed before the next paragraph of a list; "" for bullets and for lists that are not there.

        `style` is the id of the style that put the paragraph in the list: then a level that is tied to this style
        counts, whatever `level` says.
        """
        found = self._lists.get(list_id)
        if found is None:
            return ""
        tied = next((n for n, each in enumerate(found.levels) if style and each.style == style), None)
        here = min(max(level or 0 if tied is None else tied, 0), _LEVELS - 1)
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._count(list_id, found, counts, here)
        own = found.levels[here]
        if own.form == "bullet" or not own.text:
            return ""
        text = own.text
        for n in range(here + 1):
            if f"%{n + 1}" in text:
                number = counts[n] if counts[n] is not None else found.levels[n].start
                form = "decimal" if own.digits_only else found.levels[n].form
                text = text.replace(f"%{n + 1}", numeral(number or 0, form))
        return text if not own.spaced or text.endswith(tuple(_CLOSING)) else text + " "

    def _count(self, list_id: str, found: _List, counts: list[int | None], here: int) -> None:
        before = counts[here]
        fresh = here in found.restarts and (list_id, here) not in self._begun
        self._begun.add((list_id, here))
        counts[here] = found.levels[here].start if before is None or fresh else before + 1
        for n in range(here + 1, _LEVELS):
            if found.levels[n].restarts:
                counts[n] = None


def _lists(root: Element) -> Iterator[tuple[str, _List]]:
    abstracts = {each.get(w("abstractNumId"), ""): each for each in root.iter(w("abstractNum"))}
    named = {name: key for key, each in abstracts.items() if (name := child_value(each, w("styleLink")))}
    read: dict[str, dict[int, _Level]] = {}
    for each in root.iter(w("num")):
        key = child_value(each, w("abstractNumId")) or ""
        if key in abstracts and (link := child_value(abstracts[key], w("numStyleLink"))) in named:
            key = named[link or ""]
        if key not in abstracts:
            continue
        if key not in read:
            read[key] = dict.fromkeys(range(_LEVELS), _Level()) | dict(_levels(abstracts[key]))
        levels, restarts = dict(read[key]), set[int]()
        for override in each.iter(w("lvlOverride")):
            levels |= dict(_levels(override))
            start, level = child_value(override, w("startOverride")), whole(override.get(w("ilvl")))
            if start is not None and level in levels:
                levels[level] = replace(levels[level], start=whole(start, 1) or 0)
                restarts.add(level)
        yield each.get(w("numId"), ""), _List(key, tuple(levels[n] for n in range(_LEVELS)), frozenset(restarts))


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for each in parent.iter(w("lvl")):
        level = whole(each.get(w("ilvl")))
        if level is None or not 0 <= level < _LEVELS:
            continue
        yield (
            level,
            _Level(
                start=whole(child_value(each, w("start")), 1) or 0,
                form=child_value(each, w("numFmt")) or "decimal",
                text=(child_value(each, w("lvlText")) or "")[:100],
                style=child_value(each, w("pStyle")) or "",
                digits_only=on(each.find(w("isLgl"))),
                restarts=(each.find(w("lvlRestart")) is None or child_value(each, w("lvlRestart")) != "0"),
                spaced=(suffix := each.find(w("suff"))) is None or suffix.get(VAL) != "nothing",
            ),
        )
