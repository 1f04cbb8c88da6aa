"""The files that a user names by an option or in the configuration, beside those to check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gongkai.acceptance import Accepted
from gongkai.baseline import Baseline, decode_baseline
from gongkai.bilingual import Text
from gongkai.cli.inputs import shown
from gongkai.config import Config
from gongkai.errors import UsageError, system_words
from gongkai.plugins import RuleFile
from gongkai.rule import Rule
from gongkai.selection import find_rule

if TYPE_CHECKING:
    from gongkai.suppression import Suppression

__all__ = ["read_accepted", "read_bytes", "read_rule_files", "read_text"]


def read_text(path: str, zh: str, en: str) -> str:
    """The text of a file (UTF-8), which is called so in messages. Raises UsageError."""
    try:
        return read_bytes(path, zh, en).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            Text(zh=f"{zh} {path} 不是 UTF-8 编码", en=f"The {en} {path} is not UTF-8"),
            Text(zh="请另存为 UTF-8（Excel：“CSV UTF-8”）", en="Save it as UTF-8 (in Excel: “CSV UTF-8”)"),
        ) from error


def read_bytes(path: str, zh: str, en: str) -> bytes:
    """The bytes of such a file. Raises UsageError."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        cause = system_words(error)
        raise UsageError(
            Text(zh=f"无法读取{zh} {path}：{cause.zh}", en=f"Cannot read the {en} {path}: {cause.en}")
        ) from error


def read_rule_files(paths: Sequence[str]) -> tuple[RuleFile, ...]:
    """The rule files with their text, each once. Raises UsageError for one that cannot be read."""
    files = []
    # One file may be named twice, in the configuration and on the command line.
    for path in {os.path.realpath(path): path if "://" in path else os.path.relpath(path) for path in paths}.values():
        if not path.endswith((".py", ".yaml", ".yml")):
            raise UsageError(
                Text(zh=f"规则文件应为 .py、.yaml 或 .yml：{path}", en=f"A rule file is .py, .yaml or .yml: {path}")
            )
        files.append(RuleFile(path, read_text(path, "规则文件", "rule file")))
    return tuple(files)


def read_accepted(config: Config, rules: Sequence[Rule]) -> Accepted:
    """What the configuration says was accepted before: suppressions, of these rules, and the baseline. Raises
    UsageError."""
    suppressions: tuple[Suppression, ...] = ()
    name = shown(config.suppressions) if config.suppressions else ""
    if config.suppressions:
        from gongkai.suppression import parse_suppressions

        suppressions = parse_suppressions(read_text(config.suppressions, "例外清单", "file of suppressions"), name)
        try:
            suppressions = tuple(replace(each, rule=find_rule(rules, each.rule).id) for each in suppressions)
        except UsageError as error:
            words = Text(zh=f"例外清单 {name}：{error.message.zh}", en=f"{name}: {error.message.en}")
            raise UsageError(words, error.advice) from error
    baseline = Baseline()
    if config.baseline:
        baseline = decode_baseline(read_bytes(config.baseline, "基线", "baseline"), shown(config.baseline))
    return Accepted(suppressions=suppressions, file=name, baseline=baseline)
