"""The frame of every web page: one file that needs nothing else, with its style and script inside."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from html import escape

from gongkai.bilingual import Text
from gongkai.formatter import Rendering

__all__ = ["framed"]


def framed(title: str, head: Iterable[str], main: Iterable[str], rendering: Rendering) -> Iterator[str]:
    """A page with a title, lines of HTML for its head and for its body."""
    lang = rendering.lang
    yield "<!doctype html>"
    yield f"<html lang='{'zh-CN' if lang == 'zh' else 'en'}'><head><meta charset='utf-8'>"
    yield "<meta name='viewport' content='width=device-width, initial-scale=1'>"
    yield f"<title>{escape(title)}</title><style>{_asset('page.css')}</style></head><body>"
    yield f"<a class='skip' href='#main'>{Text('跳到正文', 'Skip to the content').of(lang)}</a>"
    yield f"<header><h1>{escape(title)}</h1>"
    yield from head
    yield "</header><main id='main'>"
    yield from main
    yield f"</main><footer class='soft'>Gongkai {escape(rendering.version)}</footer>"
    yield f"<script>{_asset('page.js')}</script></body></html>"


def _asset(name: str) -> str:
    return (pkgutil.get_data("gongkai.formatters", name) or b"").decode()
