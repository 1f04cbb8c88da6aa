"""The configuration of a run: profiles, files and what they extend, with the command line's settings on top."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from gongkai.bilingual import Text
from gongkai.cli.named_files import read_text
from gongkai.config import Effective, Layer, Profile, merge, parse_config
from gongkai.errors import UsageError

__all__ = ["COMMAND_LINE", "read_settings"]

NAMES = ("gongkai.toml", "pyproject.toml")
COMMAND_LINE = Text(zh="命令行", en="command line")
# What a configuration file names relative to its own folder.
FILES = ("suppressions", "baseline")
TABLES = {"series": ("previous",), "rollup": ("parent", "children", "siblings", "relations")}


def read_settings(
    path: str | None, profiles: Mapping[str, Profile], extends: tuple[str, ...], given: Mapping[str, object]
) -> Effective:
    """The named file's configuration, else that of the nearest gongkai.toml or pyproject.toml with [tool.gongkai]
    from the current folder upwards; under it what it extends, over it profiles and settings `given` on the command
    line. Raises UsageError."""
    layers: list[Layer] = []
    found = _named(path) if path is not None else _nearest()
    if found:
        layers += _file(*found, profiles, ())
    for name in extends:
        layers += _extended(name, os.getcwd(), profiles, ())
    if given:
        layers.append(Layer(COMMAND_LINE, given))
    return merge(layers)


def _named(path: str) -> tuple[str, Mapping[str, object]]:
    return path, parse_config(_read(path), path) or {}


def _nearest() -> tuple[str, Mapping[str, object]] | None:
    folder = os.getcwd()
    while True:
        for name in NAMES:
            candidate = os.path.join(folder, name)
            if os.path.isfile(candidate) and (data := parse_config(_read(candidate), candidate)) is not None:
                return candidate, data
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None


def _file(
    path: str, data: Mapping[str, object], profiles: Mapping[str, Profile], trail: tuple[str, ...]
) -> Iterator[Layer]:
    """A file's layers: those that it extends, then its own."""
    own = os.path.realpath(path)
    folder = os.path.dirname(path)
    if own in trail:
        names = " → ".join(os.path.basename(each) for each in (*trail, own))
        raise UsageError(Text(zh=f"配置文件互相引用：{names}", en=f"Configurations extend each other: {names}"))
    named = data.get("extends")
    for name in named if isinstance(named, list) else ():
        yield from _extended(str(name), folder, profiles, (*trail, own))
    settings = {key: _placed(key, value, folder) for key, value in data.items() if key != "extends"}
    yield Layer(Text(zh=path, en=path), settings)


def _placed(key: str, value: object, folder: str) -> object:
    """What a configuration file names relative to its own folder, relative to the current one."""
    if key in TABLES and isinstance(value, Mapping):
        return {name: _beside(each, folder) if name in TABLES[key] else each for name, each in value.items()}
    return _beside(value, folder) if key in (*FILES, "rules") else value


def _beside(value: object, folder: str) -> object:
    if isinstance(value, list):
        return [os.path.join(folder, str(name)) for name in value]
    return os.path.join(folder, str(value))


def _extended(name: str, folder: str, profiles: Mapping[str, Profile], trail: tuple[str, ...]) -> Iterator[Layer]:
    if name in profiles:
        yield Layer(Text(zh=f"方案 {name}", en=f"profile {name}"), profiles[name].settings)
    elif name.endswith(".toml"):
        path = os.path.join(folder, name)
        yield from _file(path, parse_config(_read(path), path) or {}, profiles, trail)
    else:
        from difflib import get_close_matches

        close = get_close_matches(name, list(profiles), n=1)
        known = "、".join(sorted(profiles))
        raise UsageError(
            Text(zh=f"没有“{name}”这个方案", en=f"There is no profile “{name}”"),
            Text(
                zh=f"是不是“{close[0]}”？" if close else f"可用的有：{known}；文件名要以 .toml 结尾",
                en=f"Did you mean “{close[0]}”?" if close else f"Known: {known}; a file's name ends in .toml",
            ),
        )


def _read(path: str) -> str:
    return read_text(path, "配置文件", "configuration")
