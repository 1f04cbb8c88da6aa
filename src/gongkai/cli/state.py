"""What the result for a document depends on besides the document: a digest of all code, data and settings.

Whole files are hashed, not their times: a rule that was edited must never be taken for the one that ran before.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import msgspec

from gongkai.cli.office import program
from gongkai.cli.run import Job

__all__ = ["code", "state"]

OWN = ("gongkai", "gongkai_schemas")


def state(job: Job) -> bytes | None:
    """The digest for a job (32 bytes); None where it cannot be known, as with a plugin that failed or has no files.

    It covers Gongkai, Python, the packages that plugins come from with all their data files, the names and versions
    of all installed distributions, rule files, the configuration, and the office program. What a network answers is
    never known beforehand.
    """
    if job.order.online:
        return None
    packages = code(job)
    if packages is None or job.catalogue.incidents:
        return None
    digest = hashlib.sha256(packages)
    for name in (sys.implementation.name, sys.version, *_distributions(), _office()):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
    digest.update(msgspec.msgpack.encode(job.order))
    return digest.digest()


def code(job: Job) -> bytes | None:
    """The digest of Gongkai and the packages that plugins come from, wherever they are installed; None where a package
    has no files."""
    digest = hashlib.sha256()
    packages = {p.module.partition(".")[0] for p in job.catalogue.plugins if p.distribution}
    for package in sorted({*OWN, *packages}):
        places = _places(package)
        if not places:
            return None
        for place in places:
            for name, data in _contents(place):
                digest.update(f"{package}\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
                digest.update(data)
    return digest.digest()


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


def _contents(place: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder by its name in it, in a fixed order, without compiled code."""
    if os.path.isfile(place):
        yield os.path.basename(place), _bytes(place)
        return
    for base, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for file in sorted(files):
            path = os.path.join(base, file)
            yield os.path.relpath(path, place), _bytes(path)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
