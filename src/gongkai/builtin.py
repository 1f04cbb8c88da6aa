"""The engine's own readers and formatters, given through the same hooks as anyone's."""

from __future__ import annotations

from gongkai._markers import hookimpl
from gongkai.bilingual import Text
from gongkai.finding import Run
from gongkai.formatter import Formatter, Rendering
from gongkai.reader import Reader
from gongkai.readers import docx as docx_reader
from gongkai.readers import html as html_reader
from gongkai.readers import json as json_reader
from gongkai.readers import office as office_readers
from gongkai.readers import pdf as pdf_reader
from gongkai.readers import text as text_reader
from gongkai.readers import xlsx as xlsx_reader

GONGKAI_API = 1


@hookimpl
def gongkai_readers() -> tuple[Reader, ...]:
    return (
        docx_reader.READER,
        html_reader.READER,
        json_reader.READER,
        pdf_reader.READER,
        text_reader.READER,
        xlsx_reader.READER,
        *office_readers.READERS,
    )


def _text(run: Run, rendering: Rendering) -> str:
    from gongkai.formatters.text import render

    return render(run, rendering)


def _json(run: Run, rendering: Rendering) -> str:
    from gongkai.formatters.json import render

    return render(run, rendering)


@hookimpl
def gongkai_formatters() -> tuple[Formatter, ...]:
    # Each format's module is imported when it is used.
    return (
        Formatter(name="json", title=Text(zh="JSON，供程序读取", en="JSON, for programs"), render=_json),
        Formatter(name="text", title=Text(zh="终端文字", en="text for terminals"), render=_text),
    )
