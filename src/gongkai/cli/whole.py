"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gongkai.bilingual import Text
from gongkai.errors import UsageError, system_words

__all__ = ["opened_whole", "write_whole"]


def write_whole(name: str | Path, data: bytes) -> None:
    """Write a file by way of another beside it, so that nobody ever sees half of it. Makes its folders. A file that was there
    keeps who may read it, a link stays one. What is not a plain file (/dev/stdout, a pipe) is written directly, and so is
    a URL. Raises UsageError."""
    with opened_whole(name) as write:
        write(data)


@contextmanager
def opened_whole(name: str | Path) -> Iterator[Callable[[bytes], object]]:
    """The same bit by bit: the file is there when the block has ended without an error. What goes to a URL lies in a
    temporary file until then, which stays, and is named, when the URL does not take it."""
    if "://" in str(name):
        from gongkai.cli.remote import is_url, local

        name = local(str(name))
        if is_url(name):
            with _sent(name) as send:
                yield send
            return
    path = Path(name)
    with _told(path):
        place = Path(os.path.realpath(path))
        file, draft = (path.open("wb"), None) if path.exists() and not path.is_file() else _draft(place)

    def write(data: bytes) -> None:
        with _told(path):
            file.write(data)

    try:
        yield write
        with _told(path):
            file.close()
            if draft is not None:
                draft.chmod(_mode(place))
                draft.replace(place)
    except BaseException:
        with suppress(OSError):
            file.close()
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise


def _draft(path: Path) -> tuple[BinaryIO, Path]:
    """A file beside the path that takes its place later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    return os.fdopen(handle, "wb"), Path(name)


def _mode(path: Path) -> int:
    """Who may read and write a file that is there, or one that is new."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Raise UsageError for what the system refuses in the block."""
    try:
        yield
    except OSError as error:
        cause = system_words(error)
        raise UsageError(Text(zh=f"无法写入 {path}：{cause.zh}", en=f"Cannot write {path}: {cause.en}")) from error


@contextmanager
def _sent(url: str) -> Iterator[Callable[[bytes], object]]:
    from gongkai.cli.remote import check_target, put_url, safe

    check_target(url)  # before there is work to lose
    handle, temporary = tempfile.mkstemp(prefix="gongkai-", suffix=Path(safe(url).partition("?")[0]).suffix)
    kept = False
    try:
        with os.fdopen(handle, "wb") as file:
            yield file.write
        try:
            put_url(url, temporary)
        except UsageError as error:
            kept = True  # the run may have taken hours
            raise UsageError(error.message, _where(temporary)) from error
    finally:
        if not kept:
            Path(temporary).unlink(missing_ok=True)


def _where(file: str) -> Text:
    return Text(
        zh=f"结果完整地留在这台机器的 {file}：排除原因以后请自行上传，或移到别处",
        en=f"The results are kept whole on this machine in {file}: when the cause is removed, send them from there",
    )
