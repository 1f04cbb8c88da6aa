"""What the result for a document depends on besides the document: a digest of all code, data and settings.

Whole files are hashed, not their times: a rule that was edited must never be taken for the one that ran before.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from math import inf

import msgspec

from gongkai.cli.imported import imports, reaches_out
from gongkai.cli.office import program
from gongkai.cli.run import Job

__all__ = ["code", "state"]

OWN = ("gongkai", "gongkai_schemas")
# The clock of a file system may be so many seconds behind the machine's.
_TICK = 0.02


class _ChangedError(Exception):
    """A file is younger than what was made from it."""


def state(job: Job, since: float = inf) -> bytes | None:
    """The digest for a job (32 bytes); None where it cannot be known: a plugin failed or has no files, or one that cannot
    be read, a rule file names ways to what is outside it, a file changed after the job's plugins were loaded, which was
    not before `since` (Unix time).

    It covers Gongkai, Python, the packages that plugins come from with all their data files and what they import, the
    names and versions of all installed distributions, rule files, the configuration, and the office program. What a
    network answers is never known beforehand.
    """
    if job.order.online or job.catalogue.incidents or any(reaches_out(text) for text in _rule_texts(job)):
        return None
    try:
        found = _Code(job, since)
        around = (*_distributions(), *found.installed, _office())
    except (_ChangedError, OSError):
        return None
    if not found.known:
        return None
    digest = hashlib.sha256(found.digest)
    for name in (sys.implementation.name, sys.version, f"optimized {sys.flags.optimize}", *around):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
    digest.update(msgspec.msgpack.encode(job.order))
    return digest.digest()


def code(job: Job) -> bytes | None:
    """The digest of Gongkai and the packages that plugins come from, wherever they are installed, with those they
    import from folders that no installation made; None where a package has no files."""
    found = _Code(job, inf)
    return found.digest if found.known else None


def _rule_texts(job: Job) -> Iterator[bytes]:
    """The texts of rule files in Python."""
    return (file.text.encode("utf-8") for file in job.order.files if file.path.endswith(".py"))


class _Code:
    """The code of a job: whether all of it was found, the digest of what is read, and stamps of installed packages that
    plugins and rule files import. Raises _ChangedError for a file that is younger than `since`."""

    def __init__(self, job: Job, since: float) -> None:
        self._since = since - _TICK
        self._digest = hashlib.sha256()
        self._seen: set[str] = set()
        self.installed: list[str] = []
        self.known = True
        named = {p.module.partition(".")[0]: p.distribution for p in job.catalogue.plugins if p.distribution}
        further = set(imports(_rule_texts(job)))
        for package in sorted({*OWN, *named}):
            places = _places(package)
            self.known = self.known and bool(places)
            texts = self._add(package, places)
            # What Gongkai imports has a version.
            if package not in OWN and named[package] != "gongkai":
                further.update(imports(texts))
        while more := sorted(further - self._seen):
            for package in more:
                further.update(self._imported(package))
        self.digest = self._digest.digest()

    def _imported(self, package: str) -> Iterable[str]:
        """Add a package that others import; what it imports itself."""
        self._seen.add(package)
        try:
            places = _places(package)
        except (ImportError, ValueError):
            places = []
        if not any(_installed(place) for place in places):
            return tuple(imports(self._add(package, places)))
        for place in places:
            for path in _files(place):
                status = os.stat(path)
                self.installed.append(f"{path} {status.st_size} {status.st_mtime_ns}")
        return ()

    def _add(self, package: str, places: Iterable[str]) -> list[bytes]:
        """Add all files of a package to the digest. The texts of its modules."""
        self._seen.add(package)
        texts = []
        for place in places:
            for path in _files(place):
                data = self._read(path)
                name = os.path.relpath(path, place) if path != place else os.path.basename(path)
                self._digest.update(f"{package}\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
                self._digest.update(data)
                if path.endswith(".py"):
                    texts.append(data)
        return texts

    def _read(self, path: str) -> bytes:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            # Where the system has it, the time of any change, which no program can set.
            if (status.st_mtime if sys.platform == "win32" else status.st_ctime) > self._since:
                raise _ChangedError(path)
            return file.read()


def _distributions() -> Iterator[str]:
    """The names of installed distributions' folders, which hold their versions."""
    for path in dict.fromkeys(sys.path):
        try:
            names = sorted(name for name in os.listdir(path or ".") if name.endswith((".dist-info", ".egg-info")))
        except OSError:
            names = [f"{path} {os.path.getsize(path)} {os.path.getmtime(path)}"] if os.path.isfile(path) else []
        yield from names


def _office() -> str:
    """The program that converts old office files, as it is now."""
    found = program()
    if found is None:
        return "no office"
    real = os.path.realpath(found)
    status = os.stat(real)
    return f"{real} {status.st_size} {status.st_mtime_ns}"


def _places(package: str) -> list[str]:
    """The folders of a package, or the file of a module that is none."""
    spec = find_spec(package)
    if spec is None:
        return []
    places = list(spec.submodule_search_locations or ()) or [spec.origin or ""]
    return places if all(os.path.exists(place) for place in places) else []


def _installed(place: str) -> bool:
    """Whether a package lies where installers put packages: they come with a version."""
    try:
        return any(name.endswith(".dist-info") for name in os.listdir(os.path.dirname(place)))
    except OSError:
        return False


def _files(place: str) -> Iterator[str]:
    """The paths of every file of a folder, in a fixed order, without compiled code; or of the one file. Links that lead
    nowhere, as some editors leave beside a file that is being edited, and pipes hold nothing to read."""
    if os.path.isfile(place):
        yield place
        return
    for base, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        paths = (os.path.join(base, file) for file in sorted(files))
        yield from filter(os.path.isfile, paths)
