"""The rule files that a user names by `--rules` or in the configuration."""

from __future__ import annotations

import os
from collections.abc import Sequence

from gongkai.bilingual import Text
from gongkai.errors import UsageError, system_words
from gongkai.plugins import RuleFile

__all__ = ["read_rule_files"]


def read_rule_files(paths: Sequence[str]) -> tuple[RuleFile, ...]:
    """The files with their text, each once. Raises UsageError for one that cannot be read."""
    files = []
    # One file may be named twice, in the configuration and on the command line.
    for path in {os.path.realpath(path): path if "://" in path else os.path.relpath(path) for path in paths}.values():
        if not path.endswith((".py", ".yaml", ".yml")):
            raise UsageError(
                Text(zh=f"规则文件应为 .py、.yaml 或 .yml：{path}", en=f"A rule file is .py, .yaml or .yml: {path}")
            )
        try:
            with open(path, encoding="utf-8-sig") as file:
                files.append(RuleFile(path, file.read()))
        except (OSError, UnicodeDecodeError) as error:
            cause = system_words(error) if isinstance(error, OSError) else Text("不是 UTF-8 编码", "it is not UTF-8")
            raise UsageError(
                Text(zh=f"无法读取规则文件 {path}：{cause.zh}", en=f"Cannot read the rule file {path}: {cause.en}")
            ) from error
    return tuple(files)
