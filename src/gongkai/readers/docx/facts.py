"""Facts about a DOCX file that rules can ask for: its properties, what was tracked or hidden, what stands apart."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.document import Reading
from gongkai.place import At
from gongkai.readers.docx.names import w
from gongkai.readers.package import Package, Relation

__all__ = ["Facts", "properties", "set_apart"]

# Property elements, by the local name, and the readings they become.
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "lastModifiedBy": "last-author",
    "created": "created",
    "modified": "modified",
    "Application": "application",
    "Pages": "pages",
}
_APART = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}
# The separator lines over footnotes are stored as notes of these types.
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}
_MOST_HIDDEN, _MOST_WORDS = 100, 1000


class Facts:
    """Counts what is met while the text is read, and where the first stood."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, At]] = {}
        self._hidden: list[Reading] = []

    def note(self, name: str, at: At) -> None:
        number, first = self._counts.get(name, (0, at))
        self._counts[name] = (number + 1, first)

    def hide(self, text: str, at: At) -> None:
        """Note hidden words; those of one place come together."""
        if self._hidden and self._hidden[-1].at == at and len(self._hidden[-1].value) < _MOST_WORDS:
            text = self._hidden.pop().value + text
        if len(self._hidden) < _MOST_HIDDEN:
            self._hidden.append(Reading(name="hidden-text", value=text, at=at))

    def readings(self) -> Iterator[Reading]:
        for name, (number, first) in sorted(self._counts.items()):
            yield Reading(name=name, value=str(number), at=first)
        yield from (each for each in self._hidden if each.value.strip())


def properties(package: Package) -> Iterator[Reading]:
    """Who made the file, when, with what."""
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = package.xml(part)
        for each in () if root is None else root:
            name = _PROPERTIES.get(each.tag.rpartition("}")[2])
            if name and each.text and each.text.strip():
                yield Reading(name=name, value=each.text.strip(), at=At(part=part))


def set_apart(package: Package, relations: tuple[Relation, ...]) -> Iterator[Reading]:
    """Headers, footers and notes; how many comments; how many things outside the file it wants to load."""
    for relation in sorted(relations, key=lambda each: each.part or ""):
        if relation.part is None or (relation.kind not in _APART and relation.kind != "comments"):
            continue
        root = package.xml(relation.part)
        if root is None:
            continue
        at = At(part=relation.part)
        if relation.kind in ("header", "footer"):
            pieces = [_text(root)]
        else:
            pieces = [_text(each) for each in root if each.get(w("type")) not in _NO_NOTES]
        if relation.kind == "comments":
            if pieces:
                yield Reading(name="comments", value=str(len(pieces)), at=at)
            continue
        yield from (Reading(name=_APART[relation.kind], value=text, at=at) for text in pieces if text)
    outside = sum(relation.part is None and relation.kind != "hyperlink" for relation in relations)
    if outside:
        yield Reading(name="external-relations", value=str(outside))


def _text(root: Element) -> str:
    lines = ("".join(t.text or "" for t in p.iter(w("t"))).strip() for p in root.iter(w("p")))
    return "\n".join(line for line in lines if line)
