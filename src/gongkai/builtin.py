"""The engine's own readers and formatters, given through the same hooks as anyone's."""

from __future__ import annotations

from gongkai._markers import hookimpl
from gongkai.formatter import Formatter
from gongkai.formatters import json, text
from gongkai.reader import Reader
from gongkai.readers import json as json_reader
from gongkai.readers import text as text_reader

GONGKAI_API = 1


@hookimpl
def gongkai_readers() -> tuple[Reader, ...]:
    return (json_reader.READER, text_reader.READER)


@hookimpl
def gongkai_formatters() -> tuple[Formatter, ...]:
    return (json.FORMATTER, text.FORMATTER)
