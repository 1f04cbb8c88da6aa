"""What one run keeps so that the next starts faster: files of bytes in one folder, each with its checksum.

Nothing is read or written before someone names the folder by `use`; the command line does, programs need not. What is
kept is never needed: a file that is missing, damaged or another user's is as good as none, and a folder that cannot
be written to only makes starting slower. Several processes may write at once: a file is replaced as a whole.
"""

from __future__ import annotations

import os
from binascii import crc32
from io import FileIO
from threading import get_ident

__all__ = ["HEAD", "forget", "keep", "keeps", "kept", "opened", "own", "use", "used", "used_before"]

# A file begins with four bytes of checksum.
HEAD = 4


class _Place:
    folder = ""
    old = False


def use(folder: str) -> None:
    """Keep files in this folder from now on; with "", keep nothing."""
    _Place.folder = folder
    _Place.old = bool(folder) and os.path.isdir(folder)


def used() -> bool:
    """Whether a folder was named."""
    return bool(_Place.folder)


def used_before() -> bool:
    """Whether the folder was there when it was named: runs come again here, and what costs them much pays."""
    return _Place.old


def keeps() -> bool:
    """Whether something can be kept: to be asked before making what is costly to make. Makes the folder."""
    if not _Place.folder:
        return False
    try:
        os.makedirs(_Place.folder, mode=0o700, exist_ok=True)
    except OSError:
        return False
    return os.access(_Place.folder, os.W_OK)


def kept(name: str) -> bytes | None:
    """What was kept under a name; None if nothing was, or what is there cannot be trusted."""
    file = opened(name)
    if file is None:
        return None
    try:
        with file:
            checksum, data = file.read(HEAD), file.read()
    except OSError:
        return None
    return data if checksum == crc32(data).to_bytes(HEAD, "big") else None


def opened(name: str) -> FileIO | None:
    """The file of what was kept under a name, for who reads only parts of it, which have checksums of their own."""
    if not _Place.folder:
        return None
    try:
        file = FileIO(os.path.join(_Place.folder, name))
    except OSError:
        return None
    if own(os.fstat(file.fileno())):
        return file
    file.close()
    return None


def own(status: os.stat_result) -> bool:
    """Whether only this user or root can have written there: what is kept decides which rules run and what they found."""
    return not hasattr(os, "geteuid") or (status.st_uid in (os.geteuid(), 0) and not status.st_mode & 0o022)


def keep(name: str, data: bytes) -> None:
    """Keep bytes under a name, over what was there."""
    if not keeps():
        return
    path = os.path.join(_Place.folder, name)
    draft = f"{path}.{os.getpid()}.{get_ident()}"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(crc32(data).to_bytes(HEAD, "big") + data)
        os.replace(draft, path)
    except OSError:
        _remove(draft)
    except BaseException:  # Ctrl-C
        _remove(draft)
        raise


def forget(name: str) -> None:
    """Keep nothing under a name any more."""
    if _Place.folder:
        _remove(os.path.join(_Place.folder, name))


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return
