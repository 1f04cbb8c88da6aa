"""Inputs and outputs behind URLs, by fsspec (the extra `remote`): s3, gcs, sftp, memory and whatever else it knows.

Only what somebody names as a URL is fetched. Names and passwords in a URL, and what follows its question mark, are used
and never shown.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from gongkai.bilingual import Text
from gongkai.errors import GongkaiError, ReadError, UsageError, too_large

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["check_target", "files_of", "is_url", "local", "opened_url", "put_url", "safe", "scrubbed"]

# One letter is a drive of Windows.
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
_FILE = re.compile(r"file://(?:localhost(?=/))?", re.IGNORECASE)
# A question mark in a pattern (part?.txt) is not followed by a name and a value.
_QUERY = re.compile(r"\?[^/?*]*=.*$", re.DOTALL)
_USER = re.compile(r"(?<=://)[^/]*@")
_IN_WORDS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://[^\s：，、。）”]+")


def is_url(name: str) -> bool:
    return _URL.match(name) is not None


def local(name: str) -> str:
    """The path that a file:// URL means; any other name as it is."""
    match = _FILE.match(name)
    if not match:
        return name
    from urllib.parse import unquote

    return unquote(name[match.end() :])


def safe(url: str) -> str:
    """The URL as output may show it: without user, password and query."""
    return _QUERY.sub("?…", _USER.sub("", url))


def _scrubbed(words: str, url: str) -> str:
    """What a library said, without what must not be shown of this or any other URL."""
    secrets = [part for found in _USER.findall(url) for part in (found, *found.rstrip("@").split(":"))]
    query = _QUERY.search(url)
    secrets += [query[0], *re.findall(r"=([^&]+)", query[0])] if query else []
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        words = words.replace(secret, "…")
    return scrubbed(words)


def scrubbed(words: str) -> str:
    """Words without what must not be shown of any URL in them."""
    return _IN_WORDS.sub(lambda found: safe(found[0]), words)


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system behind a URL, and the path in it. Raises UsageError where a library for it is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(
            Text(zh=f"{safe(url)} 是网址，读写网址需要 fsspec", en=f"{safe(url)} is a URL; URLs need fsspec"),
            Text(zh="安装：pip install 'gongkai[remote]'", en="Install it: pip install 'gongkai[remote]'"),
        ) from error
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        words = _scrubbed(str(error), url)
        raise UsageError(
            Text(zh=f"不能使用 {safe(url)}：{words}", en=f"Cannot use {safe(url)}: {words}"),
            Text(zh="安装这种协议的 fsspec 组件，例如 pip install s3fs（s3://）、gcsfs（gs://）、paramiko（sftp://）、aiohttp（https://）", en="Install fsspec's part for this protocol, such as s3fs (s3://), gcsfs (gs://), paramiko (sftp://) or aiohttp (https://)"),
        ) from error  # fmt: skip
    except Exception as error:  # whatever the protocol's library raises
        _refused(url, error)
    return system, path


def _refused(url: str, error: Exception) -> NoReturn:
    if isinstance(error, FileNotFoundError):
        cause = Text(zh="没有这个文件", en="There is no such file")
    elif isinstance(error, PermissionError):
        cause = Text(zh="没有读取这个文件的权限", en="No permission to read this file")
    else:
        words = _scrubbed(str(error) or type(error).__name__, url)
        cause = Text(zh=f"无法读取：{words}", en=f"Cannot be read: {words}")
    raise ReadError(cause, Text(zh="请检查网址、网络和权限", en="Check the URL, the network and the permissions"))


def files_of(url: str, suffixes: frozenset[str]) -> Iterator[str]:
    """The URLs of files that a URL means: a folder's files with these suffixes, a pattern's matches, sorted, or itself.
    One that cannot be asked stays, so that this is told when it is read. Web addresses, and URLs with a query, name one
    file each."""
    if url.lower().startswith(("http://", "https://")) or _QUERY.search(url):
        yield url
        return
    try:
        system, path = _system(url)
        if any(mark in path for mark in "*?["):
            matches: dict[str, dict[str, object]] = system.glob(path, detail=True)
            found = []
            for name in sorted(matches):
                if matches[name]["type"] == "file":
                    found.append(name)
                elif "**" not in path:
                    found += [each for each in sorted(system.find(name)) if _meant(each, name, suffixes)]
        elif system.isfile(path) or not system.isdir(path):
            yield url
            return
        else:
            found = [name for name in sorted(system.find(path)) if _meant(name, path, suffixes)]
    except UsageError:
        raise
    except Exception:  # whatever the protocol's library raises: told when the file is read
        yield url
        return
    # The user and password that the URL may hold are needed to read the files, too.
    whole, inside = url.rstrip("/"), path.strip("/")
    before = whole[: len(whole) - len(inside)] if whole.endswith(inside) else None
    for name in found:
        yield str(system.unstrip_protocol(name)) if before is None else before + name.lstrip("/")


def _meant(name: str, folder: str, suffixes: frozenset[str]) -> bool:
    parts = name.removeprefix(folder).strip("/").split("/")
    hidden = any(part.startswith(".") for part in parts) or parts[-1].startswith("~$")
    return not hidden and os.path.splitext(name)[1].lower() in suffixes


@contextmanager
def opened_url(url: str, most: int | None = None) -> Iterator[io.BufferedReader]:
    """The file behind a URL. Raises ReadError, also for what fails while it is read; with `most`, for a file that is
    told to have more bytes, before any are read."""
    try:
        system, path = _system(url)
        size = system.size(path) if most is not None else None
        if most is not None and size is not None and size > most:
            raise too_large(most)
        with system.open(path, "rb") as file:
            # What fsspec opens can read, but not every one of the ways in which files can.
            yield io.BufferedReader(file)
    except GongkaiError:
        raise
    except Exception as error:  # whatever the protocol's library raises
        _refused(url, error)


def check_target(url: str) -> None:
    """Raises UsageError for a URL that cannot be written to: a web address, or one whose library is missing."""
    if url.lower().startswith(("http://", "https://")):
        raise UsageError(
            Text(zh=f"不能写到网页地址 {safe(url)}", en=f"Cannot write to a web address: {safe(url)}"),
            Text(zh="写到文件，或 s3://、sftp:// 等可写的网址", en="Write to a file, or to a URL that takes files, such as s3:// or sftp://"),
        )  # fmt: skip
    try:
        _system(url)
    except ReadError as error:
        raise _unwritten(url, error.message.zh, error.message.en) from error


def put_url(url: str, file: str) -> None:
    """Send a file of this machine to a URL, in bounded memory; whether others can see half of it meanwhile is up to the
    protocol (object stores never show it). Folders are made, buckets are not. Raises UsageError."""
    try:
        system, path = _system(url)
        try:
            system.put_file(file, path)
        except FileNotFoundError:  # paths in object stores do not begin with /
            if not path.startswith("/"):
                raise
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
            system.put_file(file, path)
    except UsageError:
        raise
    except Exception as error:  # whatever the protocol's library raises
        words = _scrubbed(str(error) or type(error).__name__, url)
        raise _unwritten(url, words, words) from error


def _unwritten(url: str, zh: str, en: str) -> UsageError:
    return UsageError(Text(zh=f"无法写入 {safe(url)}：{zh}", en=f"Cannot write {safe(url)}: {en}"))
