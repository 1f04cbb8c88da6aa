"""Finding installed plugins: the entry points of one group, without importing any of them.

`importlib.metadata` would do the same, but importing it costs more than all the rest of a run on a small file
(it brings the e-mail parser along), so installed distributions are read here directly. What is not a folder of
`*.dist-info` (a zipped wheel on the path) is left to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from msgspec import Struct

__all__ = ["EntryPoint", "entry_points"]


class EntryPoint(Struct, frozen=True, order=True):
    """A named module of an installed distribution."""

    name: str
    module: str
    distribution: str
    version: str


def entry_points(group: str, paths: Sequence[str] | None = None) -> tuple[EntryPoint, ...]:
    """The entry points of a group on the given paths (default: sys.path), in order of their names.

    Of a distribution that is there twice, the first on the path counts, as for imports.
    """
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for path in sys.path if paths is None else paths:
        listing = _folder(path or ".") if os.path.isdir(path or ".") else _other(path, group)
        for distribution, version, text in listing:
            folded = distribution.lower().replace("-", "_").replace(".", "_")
            if folded not in seen:
                seen.add(folded)
                found += [EntryPoint(n, m, distribution, version) for n, m in _parse(text, group)]
    return tuple(sorted(found))


def _folder(path: str) -> Iterator[tuple[str, str, str]]:
    try:
        names = sorted(entry.name for entry in os.scandir(path) if entry.name.endswith(".dist-info"))
    except OSError:
        return
    for name in names:
        try:
            with open(os.path.join(path, name, "entry_points.txt"), "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            continue
        distribution, _, version = name.removesuffix(".dist-info").partition("-")
        yield distribution, version, data.decode("utf-8")


def _other(path: str, group: str) -> Iterator[tuple[str, str, str]]:
    if not path.endswith((".whl", ".zip", ".egg")) or not os.path.isfile(path):
        return
    from importlib.metadata import distributions

    for distribution in distributions(path=[path]):
        lines = [f"{e.name} = {e.value}" for e in distribution.entry_points if e.group == group]
        yield distribution.name, distribution.version, "\n".join([f"[{group}]", *lines])


def _parse(text: str, group: str) -> Iterator[tuple[str, str]]:
    inside = False
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield name.strip(), value.partition("[")[0].strip()
