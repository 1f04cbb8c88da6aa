"""The configuration of a run: the file's settings with the command line's on top."""

from __future__ import annotations

import os

from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.config import Config, parse_config
from gongkai.errors import UsageError

__all__ = ["read_config"]

NAMES = ("gongkai.toml", "pyproject.toml")


def read_config(path: str | None) -> Config:
    """The named file's configuration; else the nearest gongkai.toml or pyproject.toml with [tool.gongkai], from
    the current folder upwards; else the defaults. Raises UsageError."""
    if path is not None:
        return _rooted(parse_config(_text(path), path) or Config(), os.path.dirname(path))
    folder = os.getcwd()
    while True:
        for name in NAMES:
            candidate = os.path.join(folder, name)
            if os.path.isfile(candidate) and (config := parse_config(_text(candidate), candidate)) is not None:
                return _rooted(config, folder)
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return Config()


def _rooted(config: Config, folder: str) -> Config:
    """The configuration with its rule files' paths relative to the current folder, not to its own."""
    if not config.rules:
        return config
    return replace(config, rules=tuple(os.path.relpath(os.path.join(folder, path)) for path in config.rules))


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        cause = error.strerror or str(error)
        raise UsageError(
            Text(zh=f"无法读取配置文件 {path}：{cause}", en=f"Cannot read the configuration {path}: {cause}")
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            Text(zh=f"配置文件 {path} 不是 UTF-8 编码", en=f"The configuration {path} is not UTF-8")
        ) from error
