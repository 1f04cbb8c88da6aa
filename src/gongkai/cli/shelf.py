"""Reports put aside while others are read: on disk, so that memory need not hold them."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from gongkai.report import Report
from gongkai.report_json import decode, encode
from gongkai.standard import Standard

__all__ = ["Shelf"]


class Shelf:
    """Reports by path, as packed normalized JSON in a folder of its own that goes when the shelf is closed. Use it as a
    context manager."""

    def __init__(self, standards: Mapping[str, Standard]) -> None:
        self._standards = standards
        self._folder = tempfile.TemporaryDirectory(prefix="gongkai-")
        self._files: dict[str, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def put(self, report: Report) -> None:
        """Put a report aside under its path."""
        file = self._files.setdefault(report.path, Path(self._folder.name, str(len(self._files))))
        file.write_bytes(zlib.compress(encode(report), 1))

    def load(self, path: str) -> Report:
        """The report that was put aside under this path."""
        return decode(zlib.decompress(self._files[path].read_bytes()), self._standards)
