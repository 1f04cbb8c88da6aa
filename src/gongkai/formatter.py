"""What a formatter is: a finished run in, text or bytes out. Formatters do no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.finding import Run, Tally
from gongkai.instrument import Cite, Instrument
from gongkai.lang import Lang
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.rule import Rule

__all__ = ["Formatter", "GroupBy", "Material", "Rendering", "Stream", "cite"]

GroupBy = Literal["file", "rule", "body"]


class Material(Struct, frozen=True, kw_only=True):
    """What a document was made of: its bytes, and the report that was read from them (None if it was not).

    `private` are values in it that no output may show: `gongkai.privacy.hiding` masks them.
    """

    source: Source
    report: Report | None = None
    private: tuple[str, ...] = ()


class Rendering(Struct, frozen=True, kw_only=True):
    """How to render, and what a run alone does not hold.

    The language, the instruments to cite, the rules that ran by id, and for terminals colour, width in cells,
    and what makes a path a link (None: no links). `materials` are the documents by path, given to formatters that need them.
    `artifacts` are the text files by path of the document that they render (`gongkai.formatters.rendered`).
    `version` is Gongkai's own.
    """

    lang: Lang
    instruments: Mapping[str, Instrument]
    color: bool = False
    link: Callable[[str], str] | None = None
    width: int = 100
    rules: Mapping[str, Rule] = {}
    materials: Mapping[str, Material] = {}
    artifacts: Mapping[str, str] = {}
    group_by: GroupBy = "file"
    statistics: bool = False
    version: str = ""


class Stream(Protocol):
    """Writes a run while it goes on, in the bytes that `render` gives for the whole: memory holds a bounded part of it.

    Each step gives what can be written by then; that may be nothing.
    """

    def begin(self) -> str | bytes:
        """What comes first."""

    def document(self, run: Run) -> str | bytes:
        """One document, with what was found in it. Which findings fail is not known yet: `end` is told."""

    def end(self, rest: Run, tally: Tally) -> str | bytes:
        """What belongs to no document, and the counts of the whole run."""


class Formatter(Struct, frozen=True, kw_only=True):
    """One output format. `render` is pure: the same run and rendering give the same text or bytes.

    `needs_materials` asks for the documents in `Rendering.materials`; they are not kept otherwise. A formatter that
    writes one file for each document (`per_document`) is called with runs of one document each, and says by None
    that it has nothing to write for one. `suffix` is how its files' names end.
    One with a `stream` can write without waiting for the end of a run, unless the stream is None for a rendering. What a
    stream that is `apart` gives for a document depends on that document alone: other streams of the same rendering may
    write it, in other processes, and it may be kept for later runs.
    """

    name: str
    title: Text
    render: Callable[[Run, Rendering], str | bytes | None]
    suffix: str = ".txt"
    needs_materials: bool = False
    per_document: bool = False
    stream: Callable[[Rendering], Stream | None] | None = None
    apart: bool = False


def cite(cites: tuple[Cite, ...], rendering: Rendering) -> str:
    """The citations in words: 《中华人民共和国政府信息公开条例》第49条."""
    zh = rendering.lang == "zh"
    words = []
    for each in cites:
        instrument = rendering.instruments.get(each.instrument)
        title = instrument.title.of(rendering.lang) if instrument else each.instrument
        name = f"《{title}》" if zh else title
        article = instrument.articles.get(each.article) if instrument else None
        if article and article.label:
            words.append(f"{name}{article.label.zh}" if zh else f"{name}, {article.label.en}")
        elif each.article.isdigit():
            words.append(f"{name}第{each.article}条" if zh else f"{name}, art. {each.article}")
        else:
            words.append(name)
    return ("；" if zh else "; ").join(dict.fromkeys(words))
