"""Configuration: gongkai.toml or [tool.gongkai] in pyproject.toml, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Severity
from gongkai.lang import Lang
from gongkai.limits import Limits

__all__ = ["Config", "parse_config"]


class Config(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Settings of a run. Rules are named by id (GK303), name (t3-row-total) or the beginning of an id (GK3).

    `rules` are files of further rules: YAML packs, or Python; paths are relative to the configuration file.
    `severity` gives rules another severity; `options` sets their options; `standard` overrides the choice by
    fiscal year; below `min_fidelity` (0 to 1) a document counts as not understood; `limits` bound what is read.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    options: dict[str, dict[str, bool | int | float | str | tuple[str, ...]]] = {}
    standard: str | None = None
    fail_level: Severity = "error"
    min_fidelity: Annotated[float, Meta(ge=0, le=1)] = 0.6
    limits: Limits = Limits()
    lang: Lang | None = None


def parse_config(text: str, name: str) -> Config | None:
    """Read a configuration file's text. None for a pyproject.toml without [tool.gongkai].

    Raises UsageError when it is not TOML or breaks the schema; every violation is told.
    """
    if name.endswith("pyproject.toml") and "gongkai" not in text:
        return None
    import tomllib

    from gongkai.errors import SchemaError
    from gongkai.schema import convert

    try:
        data: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            Text(zh=f"配置文件 {name} 不是有效的 TOML：{error}", en=f"{name} is not valid TOML: {error}")
        ) from error
    if name.endswith("pyproject.toml"):
        tool = data.get("tool")
        own = tool.get("gongkai") if isinstance(tool, Mapping) else None
        if own is None:
            return None
        data = own
    try:
        return convert("configuration", data, Config, Text(zh=f"配置文件 {name}", en=f"Configuration {name}"))
    except SchemaError as error:
        raise UsageError(error.message, error.advice) from error
