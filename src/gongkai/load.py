"""From the bytes of a file to a normalized report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.errors import ReadError, UsageError
from gongkai.reader import Normalized, Reader, Source, Via, choose_reader
from gongkai.recognize import recognize
from gongkai.report import Body, Level, Report
from gongkai.standard import Standard

__all__ = ["STDIN", "Loader", "Office", "check_standard", "worded"]

STDIN = "<stdin>"
# The bytes of an old office file and the format wanted in, its bytes in that format out. Raises ReadError.
Office: TypeAlias = Callable[[Source, Via], bytes]


def check_standard(name: str | None, standards: Mapping[str, Standard]) -> None:
    """Raises UsageError when a standard was named that is not there."""
    if name is not None and name not in standards:
        known = sorted(standards)
        raise UsageError(
            Text(zh=f"没有“{name}”这个格式标准", en=f"There is no standard “{name}”"),
            Text(zh=f"可用的有：{'、'.join(known)}", en=f"Known: {', '.join(known)}"),
        )


def worded(standards: Mapping[str, Standard], words: Mapping[str, Sequence[str]]) -> Mapping[str, Standard]:
    """The standards with further words in their vocabularies, by tag. Raises UsageError for a tag that none has."""
    if not words:
        return standards
    tags = frozenset[str]().union(*(standard.vocabulary.tags for standard in standards.values()))
    if unknown := sorted(words.keys() - tags):
        raise UsageError(
            Text(
                zh=f"配置 words：没有“{unknown[0]}”这类词", en=f"words: there are no words of the kind “{unknown[0]}”"
            ),
            Text(zh=f"可用的有：{'、'.join(sorted(tags))}", en=f"Known: {', '.join(sorted(tags))}"),
        )
    # Formats that share a vocabulary still share it.
    own = {id(standard.vocabulary): standard.vocabulary for standard in standards.values()}
    extended = {number: vocabulary.extended(words) for number, vocabulary in own.items()}
    return {name: replace(each, vocabulary=extended[id(each.vocabulary)]) for name, each in standards.items()}


class Loader(Struct, frozen=True, kw_only=True):
    """Reads sources into reports. `format` and `standard` override what content and fiscal year say, `body` and
    `level` what the agency's name tells.

    `office` converts files for readers with a `via`; without it such files are not read. `further` adds to a report
    what its file does not tell.
    """

    readers: tuple[Reader, ...]
    standards: Mapping[str, Standard]
    format: str | None = None
    standard: str | None = None
    body: Literal["government", "department", "subdistrict", "public_service", "national"] | None = None
    level: Level | None = None
    office: Office | None = None
    further: Callable[[Report], Report] | None = None

    def load(self, source: Source) -> Report:
        """Raises ReadError when the source cannot be read or understood; `standard` must be a known one."""
        report = self._read(source)
        if self.further is not None:
            report = self.further(report)
        if not self.body and not self.level:
            return report
        return replace(report, body=Body(self.body or report.body.kind, self.level or report.body.level))

    def _read(self, source: Source) -> Report:
        reader = choose_reader(source, self.readers, self.format)
        document = reader.read(self._converted(source, reader.via) if reader.via else source)
        if not isinstance(document, Normalized):
            return recognize(document, self.standards, self.standard)
        from gongkai.report_json import UNNAMED, decode

        report = decode(document.data, self.standards, standard=self.standard)
        # What comes through a pipe keeps the path of the file it was converted from; a line of many without one has
        # its number.
        named = report.path != UNNAMED or source.path == STDIN
        return report if named and source.path.startswith(STDIN) else replace(report, path=source.path)

    def _converted(self, source: Source, via: Via) -> Source:
        if self.office is None:
            raise ReadError(
                Text(zh="这种文件要先转换才能读", en="A file of this kind must be converted before it is read"),
                Text(zh=f"请另存为 .{via} 后再检查", en=f"Save it as .{via} and check again"),
            )
        return replace(source, data=self.office(source, via))
