"""From the bytes of a file to a normalized report."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from gongkai.reader import Normalized, Reader, Source, choose_reader
from gongkai.recognize import recognize
from gongkai.report import Report
from gongkai.report_json import decode
from gongkai.standard import Standard

__all__ = ["STDIN", "Loader"]

STDIN = "<stdin>"


class Loader(Struct, frozen=True, kw_only=True):
    """Reads sources into reports. `format` and `standard` override what content and fiscal year say."""

    readers: tuple[Reader, ...]
    standards: Mapping[str, Standard]
    format: str | None = None
    standard: str | None = None

    def load(self, source: Source) -> Report:
        """Raises ReadError when the source cannot be read or understood, UsageError for a wrong override."""
        document = choose_reader(source, self.readers, self.format).read(source)
        if not isinstance(document, Normalized):
            return recognize(document, self.standards, self.standard)
        report = decode(document.data, self.standards, standard=self.standard)
        # What comes through a pipe keeps the path of the file it was converted from.
        return report if source.path == STDIN else replace(report, path=source.path)
