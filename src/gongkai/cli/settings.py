"""The configuration of a run: the file's settings with the command line's on top."""

from __future__ import annotations

from pathlib import Path

from gongkai.bilingual import Text
from gongkai.config import Config, parse_config
from gongkai.errors import UsageError

__all__ = ["read_config"]

NAMES = ("gongkai.toml", "pyproject.toml")


def read_config(path: str | None) -> Config:
    """The named file's configuration; else the nearest gongkai.toml or pyproject.toml with [tool.gongkai], from
    the current folder upwards; else the defaults. Raises UsageError."""
    if path is not None:
        return parse_config(_text(Path(path)), path) or Config()
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in NAMES:
            candidate = folder / name
            if candidate.is_file() and (config := parse_config(_text(candidate), str(candidate))) is not None:
                return config
    return Config()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        cause = error.strerror or str(error)
        raise UsageError(
            Text(zh=f"无法读取配置文件 {path}：{cause}", en=f"Cannot read the configuration {path}: {cause}")
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            Text(zh=f"配置文件 {path} 不是 UTF-8 编码", en=f"The configuration {path} is not UTF-8")
        ) from error
