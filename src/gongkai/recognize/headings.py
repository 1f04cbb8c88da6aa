"""Finding the first-level sections of a document by the words and numbers of their headings."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.document import Block, Document, Paragraph
from gongkai.place import At
from gongkai.recognize.labels import chinese_ordinal, key, similarity, split_ordinal
from gongkai.standard import SectionSpec, Standard

__all__ = ["Part", "split"]

# A heading is short: the longest official one has 24 characters. Longer lines are sentences.
_LONGEST = 40
# Below this likeness a numbered line is not a misspelt official heading. 因政府信息公开工作被申请行政复议… for
# 四 scores 0.7; the headings of two different sections score at most 0.6 against each other.
_ALIKE = 0.66


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of the document under one first-level heading. Before the first heading there is no `head`."""

    id: str | None = None
    ordinal: str = ""
    heading: str = ""
    head: Paragraph | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def at(self) -> At:
        return self.head.at if self.head else At()


def split(document: Document, standard: Standard) -> tuple[Part, ...]:
    """Cut the document at its first-level headings. The first part is what comes before them."""
    row_labels = frozenset(
        key(label)
        for table in standard.tables
        for block in table.blocks
        for row in block.rows
        for label in (row.label, *row.path)
        if label
    ) - _official(standard)
    parts: list[Part] = [Part()]
    blocks: list[Block] = []
    for block in document.blocks:
        found = _heading(block, standard, row_labels, parts) if isinstance(block, Paragraph) else None
        if found is None:
            blocks.append(block)
            continue
        parts[-1] = replace(parts[-1], blocks=tuple(blocks))
        head, rest = found
        parts.append(head)
        blocks = [rest] if rest else []
    parts[-1] = replace(parts[-1], blocks=tuple(blocks))
    return _by_position(_without_lists(_without_contents(parts)), standard)


def _without_contents(parts: Sequence[Part]) -> list[Part]:
    """A table of contents at the top lists headings that all come again: it belongs to the preamble."""
    end = 1
    while end < len(parts) and not parts[end].blocks and parts[end].id:
        end += 1
    listed = parts[1 : end + 1] if end < len(parts) else parts[1:end]
    later = [part.id for part in parts[end:]]
    if len(listed) < 3 or any(later.count(part.id) < (2 if part is parts[end] else 1) for part in listed):
        return list(parts)
    kept = parts[end:]
    if listed[-1] is kept[0]:
        kept = kept[1:]
    heads = tuple(part.head for part in listed if part.head)
    opening = (*parts[0].blocks, *heads, *(block for part in listed for block in part.blocks))
    return [replace(parts[0], blocks=opening), *kept]


def _without_lists(parts: Sequence[Part]) -> list[Part]:
    """An unknown heading whose number a known section has is an item of a list inside the section before it."""
    taken = {part.ordinal for part in parts if part.id}
    kept: list[Part] = []
    for part in parts:
        if part.head and part.id is None and part.ordinal in taken:
            kept[-1] = replace(kept[-1], blocks=(*kept[-1].blocks, part.head, *part.blocks))
        else:
            kept.append(part)
    return kept


def _by_position(parts: Sequence[Part], standard: Standard) -> tuple[Part, ...]:
    """An unknown heading that has the number of a section found nowhere else stands for that section."""
    found = {part.id for part in parts}
    missing = {spec.ordinal: spec.id for spec in standard.sections if spec.id not in found}
    return tuple(
        replace(part, id=missing.pop(part.ordinal)) if not part.id and part.ordinal in missing else part
        for part in parts
    )


def _heading(
    paragraph: Paragraph, standard: Standard, row_labels: frozenset[str], so_far: Sequence[Part]
) -> tuple[Part, Paragraph | None] | None:
    """The part that this paragraph opens, and what stands after the heading in the same paragraph."""
    text = paragraph.text.strip()
    ordinal, words = split_ordinal(text)
    number = chinese_ordinal(ordinal)
    if not text or (ordinal and number is None):
        return None
    if key(text) in row_labels:
        return None  # "三、本年度办理结果" and its like are rows of table three
    if len(text) > _LONGEST or words.endswith(("。", "；", "，")):
        return _inline(paragraph, ordinal, words, standard)
    if number is None and paragraph.heading is None and key(text) not in _official(standard):
        return None
    spec = _section(words, ordinal, standard)
    if spec is None and (number is None or not _follows(number, so_far)):
        return None
    if number is None and spec is None:
        return None
    return Part(id=spec.id if spec else None, ordinal=ordinal, heading=words, head=paragraph), None


def _official(standard: Standard) -> frozenset[str]:
    return frozenset(key(name) for spec in standard.sections for name in (spec.heading, *spec.variants))


def _section(words: str, ordinal: str, standard: Standard) -> SectionSpec | None:
    """The section that a heading means: by its words; a misspelt one needs likeness, or its number as well."""
    for spec in standard.sections:
        if key(words) in {key(name) for name in (spec.heading, *spec.variants)}:
            return spec
    scores = [(similarity(words, (spec.heading, *spec.variants)), spec) for spec in standard.sections]
    score, best = max(scores, key=lambda pair: pair[0])
    agrees = 0.15 if best.ordinal == ordinal else 0.0
    return best if score + agrees >= _ALIKE + 0.15 else None


def _follows(number: int, so_far: Sequence[Part]) -> bool:
    """Whether an unknown heading's number continues the sections: numbered lists inside prose do not."""
    last = next((n for part in reversed(so_far) if (n := chinese_ordinal(part.ordinal))), 0)
    return number == last + 1


def _inline(
    paragraph: Paragraph, ordinal: str, words: str, standard: Standard
) -> tuple[Part, Paragraph | None] | None:
    """A numbered official heading with text behind it in one paragraph: "六、其他需要报告的事项：无。"."""
    if not ordinal:
        return None
    for spec in standard.sections:
        for name in sorted((spec.heading, *spec.variants), key=len, reverse=True):
            if words.startswith(name) and words[len(name) :][:1] in ("。", "：", ":", " ", "　"):
                offset = paragraph.text.index(words) + len(name) + 1
                rest = Paragraph(
                    text=paragraph.text[offset:].lstrip(),
                    at=paragraph.at_span(offset, len(paragraph.text)),
                )
                return Part(id=spec.id, ordinal=ordinal, heading=name, head=paragraph), rest
    return None
