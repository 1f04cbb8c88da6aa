"""The bytecode of Gongkai's modules and those of its plugins in one file, so that a process loads them with less work.

For every module Python looks through its package's folder and opens, checks and reads a file of bytecode. A run over
one report loads two hundred modules: here they come from one file, which is opened once.

Bytecode is used on Python's own terms: made by the same interpreter, and the source file has the size and the time of
change that it had. Besides, nothing was added to its folder or taken away since, so that Python would find the same
file. All else is found and loaded as ever: what changed, what is new, what is not plain source in one folder. A module
looks the same either way: its file, its source, its lines in a traceback.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from binascii import crc32
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import TypeAlias

from gongkai.kept import HEAD, keep, keeps, opened, used_before

__all__ = ["begin", "end", "serve"]

# Times are whole seconds, as in Python's own files. What changed within so many seconds may change again unseen.
_TICK = 2
# More modules than Gongkai and its rules have together. Beyond it, only those that this run loaded are kept.
_MOST = 2000
# The length and the checksum of the table of modules.
_NUMBERS = 8

_Stamp: TypeAlias = tuple[int, int, int]
"""A source file's time of change and size, and its folder's time of change."""
_Said: TypeAlias = tuple[str, str, str, bool, _Stamp]
"""A module: the folder it is found in, its source file, where Python keeps its bytecode, whether it is a package, and
its stamp."""
_Part: TypeAlias = tuple[int, int, int]
"""Where bytecode begins in the file (from the end of the table), how long it is, and its checksum."""
_Table: TypeAlias = dict[str, tuple[_Said, _Part]]

_SERVED = {"gongkai"}
_FINDERS: list[_Finder] = []


def serve(package: str) -> None:
    """Load the modules of this top-level package from what is kept, too."""
    _SERVED.add(package)


def begin() -> None:
    """Load modules from what is kept, from now on. The very first run, which may be the only one, keeps nothing."""
    if used_before() and PathFinder in sys.meta_path:
        _FINDERS.append(_Finder(_Kept()))
        # Just before Python's own, so that whoever comes earlier (a debugger, a tool that measures) still does.
        sys.meta_path.insert(sys.meta_path.index(PathFinder), _FINDERS[-1])


def end() -> None:
    """Load modules as ever, and keep those that were loaded since `begin` and not kept before."""
    while _FINDERS:
        finder = _FINDERS.pop()
        sys.meta_path.remove(finder)
        finder.end()


class _Kept:
    """What is kept: a table of modules, and their bytecode, which is read when it is asked for."""

    def __init__(self) -> None:
        self.table: _Table = {}
        self._file = opened(_name())
        self._begin = HEAD + _NUMBERS
        if self._file is not None:
            self._read_table()

    def _read_table(self) -> None:
        numbers = self._bytes(HEAD, _NUMBERS)
        length, checksum = int.from_bytes(numbers[:4], "big"), int.from_bytes(numbers[4:], "big")
        head = self._bytes(self._begin, length)
        if head and crc32(head) == checksum:
            made_by, table = marshal.loads(head)  # noqa: S302 - this user's own file, and whole
            if made_by == _interpreter():
                self._begin, self.table = self._begin + length, table

    def bytecode(self, part: _Part) -> bytes | None:
        """The bytecode of a module; None if it cannot be read or is damaged."""
        start, length, checksum = part
        data = self._bytes(self._begin + start, length)
        return data if data and crc32(data) == checksum else None

    def close(self) -> None:
        """Read nothing any more."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _bytes(self, start: int, length: int) -> bytes:
        try:
            if self._file is not None:
                self._file.seek(start)
                return self._file.read(length)
        except OSError:
            pass
        return b""


class _Finder:
    """Finds the modules of the packages that are served: those that are kept, and others for keeping them."""

    def __init__(self, store: _Kept) -> None:
        self._store = store
        self._noted: dict[str, tuple[_Said, CodeType]] = {}
        self._folders: dict[str, int] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None or name.partition(".")[0] not in _SERVED or len(path) != 1:
            return None
        folder = path[0]
        if name in self._store.table:
            (found_in, origin, cached, package, stamp), part = self._store.table[name]
            if found_in == folder and stamp == self._stamp(folder, origin):
                spec = ModuleSpec(name, _Loader(name, origin, self._store, part), origin=origin, is_package=package)
                if spec.submodule_search_locations is not None:
                    spec.submodule_search_locations.append(os.path.dirname(origin))
                spec.has_location, spec.cached = True, cached
                return spec
        found = PathFinder.find_spec(name, path, target)
        if found and type(found.loader) is SourceFileLoader and found.origin:
            now = self._stamp(folder, found.origin)
            package = found.submodule_search_locations is not None
            if now is not None and max(now[0], now[2]) <= time.time() - _TICK:
                said = folder, found.origin, found.cached or "", package, now
                found.loader = _NotingLoader(name, found.origin, self._noted, said)
        return found

    def invalidate_caches(self) -> None:
        self._folders.clear()

    def _stamp(self, folder: str, file: str) -> _Stamp | None:
        """The stamp of a source file; None for one that is not there."""
        try:
            if folder not in self._folders:
                self._folders[folder] = int(os.stat(folder).st_mtime)
            status = os.stat(file)
        except OSError:
            return None
        return int(status.st_mtime), status.st_size, self._folders[folder]

    def end(self) -> None:
        """Read nothing any more, and keep the modules that were noted with what is kept by now."""
        self._store.close()
        if not self._noted or not keeps():
            return
        now = _Kept()
        every = {name: (said, code) for name, (said, part) in now.table.items() if (code := now.bytecode(part))}
        now.close()
        if len(every) + len(self._noted) > _MOST:
            every = {}
        every |= {name: (said, marshal.dumps(code)) for name, (said, code) in self._noted.items()}
        table: _Table = {}
        start = 0
        for name, (said, code) in every.items():
            table[name] = said, (start, len(code), crc32(code))
            start += len(code)
        head = marshal.dumps((_interpreter(), table))
        numbers = len(head).to_bytes(4, "big") + crc32(head).to_bytes(4, "big")
        keep(_name(), b"".join((numbers, head, *(code for _, code in every.values()))))


class _Loader(SourceFileLoader):
    """Loads a module from the bytecode that is kept; the rest as Python does."""

    def __init__(self, name: str, path: str, store: _Kept, part: _Part) -> None:
        super().__init__(name, path)
        self._store, self._part = store, part

    def get_code(self, fullname: str) -> CodeType | None:
        data = self._store.bytecode(self._part)
        if data is None:
            return super().get_code(fullname)
        code: CodeType = marshal.loads(data)  # noqa: S302 - as above
        return code


class _NotingLoader(SourceFileLoader):
    """Loads a module as Python does, and notes its bytecode."""

    def __init__(self, name: str, path: str, noted: dict[str, tuple[_Said, CodeType]], said: _Said) -> None:
        super().__init__(name, path)
        self._noted, self._said = noted, said

    def get_code(self, fullname: str) -> CodeType | None:
        code = super().get_code(fullname)
        if code is not None:
            self._noted[fullname] = self._said, code
        return code


def _name() -> str:
    """The file's name: each place that Gongkai is installed in has its own."""
    place = f"{sys.prefix}\n{os.path.dirname(__file__)}\n{sys.implementation.cache_tag}\n{sys.flags.optimize}"
    return f"bytecode-{crc32(place.encode('utf-8', 'surrogateescape')):08x}"


def _interpreter() -> str:
    return f"{sys.version} {sys.flags.optimize} {sys.pycache_prefix}"
