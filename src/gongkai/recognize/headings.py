"""Finding the first-level sections of a document by the words and numbers of their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.document import Block, Document, Paragraph
from gongkai.patterns import regex
from gongkai.place import At
from gongkai.recognize.labels import chinese_ordinal, key, similarity, split_ordinal
from gongkai.recognize.once import once
from gongkai.standard import SectionSpec, Standard

__all__ = ["Part", "split"]

# A heading is short: the longest official one has 24 characters. Longer lines are sentences.
_LONGEST = 40
# Below this likeness a numbered line is not a misspelt official heading. 因政府信息公开工作被申请行政复议… for
# 四 scores 0.7; the headings of two different sections score at most 0.6 against each other.
_ALIKE = 0.66
# Of words that are that alike, the shorter have a little more than this share of the longer's length.
_SHORTER = _ALIKE / (2 - _ALIKE) - 0.01
_SEPARATORS = ("。", "：", ":", " ", "\u3000", "\t")
_SUBHEADING = regex(r"[（(]\s*[一二三四五六七八九十]\s*[）)]")


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
    row_labels = _row_labels(standard)
    level = _level(document, standard)
    parts: list[Part] = [Part()]
    blocks: list[Block] = []
    for block in document.blocks:
        found = _heading(block, standard, row_labels, parts, level) if isinstance(block, Paragraph) else None
        if found is None:
            blocks.append(block)
            continue
        parts[-1] = replace(parts[-1], blocks=tuple(blocks))
        head, rest = found
        parts.append(head)
        blocks = [rest] if rest else []
    parts[-1] = replace(parts[-1], blocks=tuple(blocks))
    return _by_position(_without_lists(_without_contents(parts)), standard)


@once
def _row_labels(standard: Standard) -> frozenset[tuple[str, str]]:
    """The numbers and words of all rows and their groups."""
    return frozenset(
        (ordinal, key(words))
        for table in standard.tables
        for block in table.blocks
        for row in block.rows
        for label in (row.label, *row.path)
        for ordinal, words in (split_ordinal(label),)
        if words
    )


def _level(document: Document, standard: Standard) -> int | None:
    """The outline level that the file gives its sections: that of the first with its official number and words."""
    numbered = _numbered(standard)
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.heading is not None:
            ordinal, words = split_ordinal(block.text.strip())
            if (ordinal, key(words)) in numbered:
                return block.heading
    return None


@once
def _numbered(standard: Standard) -> frozenset[tuple[str, str]]:
    """The numbers and words of the headings of all sections."""
    return frozenset(
        (spec.ordinal, key(name)) for spec in standard.sections for name in (spec.heading, *spec.variants)
    )


def _without_contents(parts: Sequence[Part]) -> list[Part]:
    """A table of contents at the top lists headings that all come again: it belongs to the preamble."""
    end = 1
    while end < len(parts) and parts[end].id and not parts[end].blocks:
        end += 1
    if end < len(parts) and parts[end].id in {part.id for part in parts[end + 1 :]}:
        end += 1  # the last heading of the list has the preamble's text behind it
    listed, kept = parts[1:end], parts[end:]
    if len(listed) < 3 or not {part.id for part in listed} <= {part.id for part in kept}:
        return list(parts)
    blocks = tuple(block for part in listed for block in (part.head, *part.blocks) if block)
    return [replace(parts[0], blocks=(*parts[0].blocks, *blocks)), *kept]


def _without_lists(parts: Sequence[Part]) -> list[Part]:
    """An unknown heading whose number a known section has is an item of a list inside the section before it; so is the
    last of a list of the sections, "六、其他需要报告的事项。", where the section comes again."""
    taken = {part.ordinal for part in parts if part.id}
    kept: list[Part] = []
    for n, part in enumerate(parts):
        ended = part.heading.endswith("。") and part.id in {each.id for each in parts[n + 1 :]}
        if part.head and (ended or (part.id is None and part.ordinal in taken)):
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
    paragraph: Paragraph,
    standard: Standard,
    row_labels: frozenset[tuple[str, str]],
    so_far: Sequence[Part],
    level: int | None,
) -> tuple[Part, Paragraph | None] | None:
    """The part that this paragraph opens, and what stands after the heading in the same paragraph."""
    text = paragraph.text.strip()
    ordinal, words = split_ordinal(text)
    number = chinese_ordinal(ordinal)
    if not text or (ordinal and number is None) or (not ordinal and len(text) > _LONGEST):
        return None
    if (ordinal, key(words)) in row_labels:
        return None  # "三、本年度办理结果" and its like are rows of table three
    if ordinal and (inline := _inline(paragraph, ordinal, words, standard)):
        return inline
    ended = words.endswith(("。", "；", "，"))
    if len(text) > _LONGEST or (ended and (words[-1] != "。" or (ordinal, key(words)) not in _numbered(standard))):
        return None
    if not ordinal and key(words).endswith(_titles(standard)):
        return None  # the lower half of a title over two lines
    below = paragraph.heading is not None and level is not None and paragraph.heading > level
    if below and number is None:
        return None  # "主动公开情况" in the style of subheadings
    follows = number is not None and _follows(number, so_far)
    spec = _section(words, ordinal, standard, due=follows or (paragraph.heading is not None and not below))
    if spec is None and not follows:
        return None
    return Part(id=spec.id if spec else None, ordinal=ordinal, heading=words, head=paragraph), None


@once
def _titles(standard: Standard) -> tuple[str, ...]:
    """The words that titles of reports end in."""
    return tuple(key(term) for term in (standard.title_term, *standard.title_variants))


def _section(words: str, ordinal: str, standard: Standard, *, due: bool) -> SectionSpec | None:
    """The section that a heading means.

    The official words and their variants are enough. Words that are only like them need the section's number as
    well, or to stand where the next heading is due: "一、主动公开情况" inside part one is an item of a list.
    """
    named, numbered, every = _official(standard)
    if spec := named.get(key(words)):
        return spec
    if not due and ordinal not in numbered:
        return None
    mine = key(words)
    # Words are not alike where some are too long for the others and do not hold them.
    least, most = len(mine) * _SHORTER, len(mine) / _SHORTER
    scores = [
        (
            similarity(words, [w for w in names if least <= len(w) <= most or w in mine or mine in w]),
            spec,
        )
        for spec, names in every
    ]
    score, best = max(scores, key=lambda pair: pair[0])
    return best if score >= _ALIKE and (due or best.ordinal == ordinal) else None


@once
def _official(
    standard: Standard,
) -> tuple[Mapping[str, SectionSpec], frozenset[str], Sequence[tuple[SectionSpec, Sequence[str]]]]:
    """The sections by the words of their headings, their numbers, and each with the words of all that it may have."""
    every = [(spec, tuple(map(key, (spec.heading, *spec.variants)))) for spec in standard.sections]
    named: dict[str, SectionSpec] = {}
    for spec, names in every:
        for name in names:
            named.setdefault(name, spec)
    return named, frozenset(spec.ordinal for spec in standard.sections), every


def _follows(number: int, so_far: Sequence[Part]) -> bool:
    """Whether a heading's number continues the sections: numbered lists inside prose do not."""
    last = next((n for part in reversed(so_far) if (n := chinese_ordinal(part.ordinal))), 0)
    return number == last + 1


def _inline(
    paragraph: Paragraph, ordinal: str, words: str, standard: Standard
) -> tuple[Part, Paragraph | None] | None:
    """A numbered official heading with text behind it in one paragraph.

    "六、其他需要报告的事项：无", or glued to a subheading: "五、存在的主要问题及改进情况（一）…".
    """
    for name, section in _beginnings(standard).get(words[:1], ()):
        if not words.startswith(name):
            continue
        tail = words[len(name) :]
        start = 0 if _SUBHEADING.match(tail) else 1 if tail[:1] in _SEPARATORS else None
        if start is None or not tail[start:].strip():
            continue
        rest = tail[start:].lstrip()
        offset = paragraph.text.rindex(rest)
        at = paragraph.at_span(offset, offset + len(rest))
        return Part(id=section, ordinal=ordinal, heading=name, head=paragraph), Paragraph(text=rest, at=at)
    return None


@once
def _beginnings(standard: Standard) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The headings of all sections with the section's id, by their first character; of one section the longest
    first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for spec in standard.sections:
        for name in sorted((spec.heading, *spec.variants), key=len, reverse=True):
            found.setdefault(name[:1], []).append((name, spec.id))
    return found
