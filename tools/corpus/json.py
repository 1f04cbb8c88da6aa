"""Normalized JSON, written by the project's own encoder."""

from __future__ import annotations

from corpus import Writer
from gongkai.document import Document
from gongkai.plugins import collect
from gongkai.recognize import recognize
from gongkai.report_json import encode


def _json(document: Document) -> bytes:
    return encode(recognize(document, collect().standards))


WRITERS = (Writer(name="json", suffix=".json", write=_json),)
