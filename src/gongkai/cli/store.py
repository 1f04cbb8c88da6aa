"""Entries by key in one file of the user's cache folder: any number of processes, and nothing in it is trusted.

SQLite in its write-ahead mode: a thousand entries are written in the time that thirty small files take, a reader
never waits, and a process that dies leaves the file whole. Each entry carries a digest of itself and its key.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from typing import Self

from msgspec import Struct

from gongkai.kept import own

__all__ = ["Contents", "Store", "clear", "contents"]

FILE = "results-1.sqlite"
# Entries that nobody asked for in so many days go; and the oldest, when the file is larger than this.
DAYS, BYTES = 30, 1_000_000_000
# Entries are written so many at a time.
BATCH = 500
_MARK = 16


class Contents(Struct, frozen=True, kw_only=True):
    """What the cache holds: where it is, how many entries, and the bytes of its files."""

    path: str
    entries: int
    bytes: int


class Store:
    """Values by key. A fault of the file or the disk makes it forget, and never fails the run."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._today = int(time.time() // 86400)
        self._wrote = False
        self._base = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                return _connect(self._place)
            except sqlite3.OperationalError:  # no room, no right, locked for long
                return None
            except sqlite3.DatabaseError:  # not such a file, or damaged
                _remove(self._place)
            except OSError:
                return None
        return None

    def get(self, key: bytes) -> bytes | None:
        """The value that was put under the key, if it is there whole."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT value, used FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._fail(error)
            return None
        if row is None or not isinstance(row[0], bytes):
            return None
        mark, value = row[0][:_MARK], row[0][_MARK:]
        if mark != _marked(key, value):
            return None
        if row[1] != self._today:
            self._used.append(key)
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is written with others, at the latest on closing."""
        if self._base is None:
            return
        self._new[key] = _marked(key, value) + value
        if len(self._new) >= BATCH:
            self._write()

    def _write(self) -> None:
        if self._base is None:
            return
        try:
            with self._base:
                self._base.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                    [(key, value, self._today) for key, value in self._new.items()],
                )
                self._base.executemany(
                    "UPDATE results SET used = ? WHERE key = ?", [(self._today, key) for key in self._used]
                )
        except sqlite3.Error as error:
            self._fail(error)
        self._wrote = self._wrote or bool(self._new)
        self._new, self._used = {}, []

    def close(self) -> None:
        """Write what is left, and let go of what is old or too much."""
        if self._new or self._used:
            self._write()
        if self._base is None:
            return
        try:
            if self._wrote:
                self._prune(self._base)
            self._base.close()
        except sqlite3.Error as error:
            self._fail(error)

    def _prune(self, base: sqlite3.Connection) -> None:
        with base:
            base.execute("DELETE FROM results WHERE used < ?", (self._today - DAYS,))
        (size,) = base.execute("PRAGMA page_size").fetchone()
        (pages,) = base.execute("PRAGMA page_count").fetchone()
        (free,) = base.execute("PRAGMA freelist_count").fetchone()
        if size * (pages - free) > BYTES:
            with base:
                base.execute(
                    "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used LIMIT "
                    "(SELECT count(*) / 4 FROM results))"
                )
        base.execute("PRAGMA incremental_vacuum").fetchall()

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without the cache; a damaged file is removed, so that the next run makes a new one."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
        self._base = None
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            _remove(self._place)


def _connect(place: str) -> sqlite3.Connection:
    os.makedirs(place, mode=0o700, exist_ok=True)
    path = os.path.join(place, FILE)
    # Findings quote drafts: nobody else may read them.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    status = os.fstat(handle)
    os.close(handle)
    if not (own(os.stat(place)) and own(status)):  # a wrong report could be made to pass
        raise PermissionError(path)
    base = sqlite3.connect(path, timeout=5)
    try:
        base.execute("PRAGMA auto_vacuum = INCREMENTAL")
        base.execute("PRAGMA journal_mode = WAL").fetchone()
        base.execute("PRAGMA synchronous = NORMAL")
        with base:
            base.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB, used INTEGER)")
        base.execute("SELECT key, value, used FROM results LIMIT 1").fetchone()
    except BaseException:
        base.close()
        raise
    return base


def _marked(key: bytes, value: bytes) -> bytes:
    return hashlib.sha256(key + value).digest()[:_MARK]


def _files(place: str) -> list[str]:
    """The file and what SQLite keeps beside it; the file itself last, so that none is taken for another's."""
    return [os.path.join(place, FILE + end) for end in ("-wal", "-shm", "")]


def _remove(place: str) -> None:
    for path in _files(place):
        with contextlib.suppress(OSError):
            os.unlink(path)


def contents(place: str) -> Contents:
    """What is in the cache; nothing if there is none or it is damaged."""
    sizes = [os.path.getsize(path) for path in _files(place) if os.path.exists(path)]
    entries = 0
    if sizes:
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(_connect(place)) as base:
            (entries,) = base.execute("SELECT count(*) FROM results").fetchone()
    return Contents(path=os.path.join(place, FILE), entries=entries, bytes=sum(sizes))


def clear(place: str) -> None:
    """Remove the cache's files. Raises OSError when that cannot be done."""
    for path in _files(place):
        if os.path.exists(path):
            os.unlink(path)
