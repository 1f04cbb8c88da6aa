"""From the bytes of a file to a normalized report."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.reader import Normalized, Reader, Source, choose_reader
from gongkai.recognize import recognize
from gongkai.report import Body, Report
from gongkai.standard import Standard

__all__ = ["STDIN", "Loader", "check_standard"]

STDIN = "<stdin>"


def check_standard(name: str | None, standards: Mapping[str, Standard]) -> None:
    """Raises UsageError when a standard was named that is not there."""
    if name is not None and name not in standards:
        known = sorted(standards)
        raise UsageError(
            Text(zh=f"没有“{name}”这个格式标准", en=f"There is no standard “{name}”"),
            Text(zh=f"可用的有：{'、'.join(known)}", en=f"Known: {', '.join(known)}"),
        )


class Loader(Struct, frozen=True, kw_only=True):
    """Reads sources into reports. `format` and `standard` override what content and fiscal year say,
    `body` what the name of the body says of its kind and level."""

    readers: tuple[Reader, ...]
    standards: Mapping[str, Standard]
    format: str | None = None
    standard: str | None = None
    body: Body = Body()

    def load(self, source: Source) -> Report:
        """Raises ReadError when the source cannot be read or understood; `standard` must be a known one."""
        report = self._read(source)
        kind, level = self.body.kind or report.body.kind, self.body.level or report.body.level
        return replace(report, body=Body(kind, level)) if (self.body.kind or self.body.level) else report

    def _read(self, source: Source) -> Report:
        document = choose_reader(source, self.readers, self.format).read(source)
        if not isinstance(document, Normalized):
            return recognize(document, self.standards, self.standard)
        from gongkai.report_json import decode

        report = decode(document.data, self.standards, standard=self.standard)
        # What comes through a pipe keeps the path of the file it was converted from.
        return report if source.path == STDIN else replace(report, path=source.path)
