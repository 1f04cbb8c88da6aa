"""What a formatter is: a finished run in, text out. Formatters do no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.finding import Run
from gongkai.instrument import Cite, Instrument
from gongkai.lang import Lang

__all__ = ["Formatter", "Rendering", "cite"]


class Rendering(Struct, frozen=True, kw_only=True):
    """How to render: the language, the instruments to cite, and for terminals colour and width in cells."""

    lang: Lang
    instruments: Mapping[str, Instrument]
    color: bool = False
    width: int = 100


class Formatter(Struct, frozen=True, kw_only=True):
    """One output format. `render` is pure: the same run and rendering give the same text."""

    name: str
    title: Text
    render: Callable[[Run, Rendering], str]


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
