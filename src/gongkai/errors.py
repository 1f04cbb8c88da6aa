"""Every exception of the package. Each says what happened, where, and what to do, in both languages."""

from __future__ import annotations

import errno

from gongkai.bilingual import Text

__all__ = [
    "GongkaiError",
    "PluginError",
    "ReadError",
    "SchemaError",
    "UsageError",
    "Violation",
    "WorkersLostError",
    "system_words",
    "too_large",
]

from msgspec import Struct


class GongkaiError(Exception):
    """Base of all errors that are meant for people."""

    def __init__(self, message: Text, advice: Text | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.advice = advice


class UsageError(GongkaiError):
    """Wrong usage or configuration: exit code 2."""


class ReadError(GongkaiError):
    """A file could not be read or understood: the run is incomplete, exit code 3."""

    def __init__(self, message: Text, advice: Text | None = None, *, code: str = "GK901") -> None:
        super().__init__(message, advice)
        self.code = code


class PluginError(GongkaiError):
    """A plugin could not be loaded or breaks its contract: the run is incomplete, exit code 3."""


class WorkersLostError(Exception):
    """No process of a batch does any work any more: what is left cannot be checked."""


class Violation(Struct, frozen=True):
    """One place where data breaks its schema, in the words of the data."""

    path: str
    message: Text


class SchemaError(GongkaiError):
    """Data from outside breaks its schema. Holds every violation, not only the first."""

    def __init__(self, what: Text, violations: tuple[Violation, ...]) -> None:
        lines_zh = "".join(f"\n  {v.path or '（根）'}：{v.message.zh}" for v in violations)
        lines_en = "".join(f"\n  {v.path or '(root)'}: {v.message.en}" for v in violations)
        super().__init__(
            Text(
                zh=f"{what.zh}不符合格式要求，共{len(violations)}处：{lines_zh}",
                en=f"{what.en} breaks its schema in {len(violations)} place(s):{lines_en}",
            )
        )
        self.violations = violations


_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EEXIST: "已经有了",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "只能读，不能写",
    errno.ENAMETOOLONG: "文件名太长",
}


def system_words(error: OSError) -> Text:
    """Why the system refused, without the path."""
    words = error.strerror or str(error)
    return Text(zh=_SYSTEM.get(error.errno or 0, words), en=words)


def too_large(most: int) -> ReadError:
    """A file has more bytes than may be read."""
    size = f"{most / 1e6:.0f} MB"
    return ReadError(
        Text(zh=f"文件超过{size}，没有读取", en=f"The file is larger than {size}; it was not read"),
        Text(zh="年度报告不会这么大；确需读取时，可在配置中调高 limits.file-bytes", en="No such report is so large; if it must be read, raise limits.file-bytes in the configuration"),
    )  # fmt: skip
