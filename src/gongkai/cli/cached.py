"""Results of earlier runs: what an unchanged document came to by unchanged rules need not be worked out again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec.structs import replace

from gongkai.cli.folders import cache_folder
from gongkai.cli.run import Job, Telling
from gongkai.cli.state import state
from gongkai.cli.store import BATCH, Store
from gongkai.cli.telling import Told, stream, tell
from gongkai.cli.work import Opened, Result, lasting, packed
from gongkai.engine import finish
from gongkai.reader import Source

__all__ = ["Earlier"]

_decode = msgspec.msgpack.Decoder(Told).decode


class Earlier:
    """The results that are kept for a job. Reports and private values are never among them: a document that has
    private values is checked anew each time. Results are written some at a time, and only if the job's state is still
    what it was: code may be imported late, and edited before.

    Of a document that is told, its outcome is kept, too: another run may have to tell it otherwise."""

    def __init__(
        self, job: Job, telling: Telling | None, store: Store, state: Callable[[], bytes | None], seed: bytes
    ) -> None:
        self._store = store
        self._state = state
        self._before = seed
        self._new: list[tuple[bytes, bytes]] = []
        self._seed = hashlib.sha256(seed)
        self._told = hashlib.sha256(seed + msgspec.msgpack.encode(telling))
        self._opened = Opened(job.catalogue.standards)
        self._stream = None if telling is None else stream(telling, job)
        self._keys: dict[int, bytes] = {}

    @classmethod
    def of(cls, job: Job, since: float, telling: Telling | None = None) -> Earlier | None:
        """None where it is not known what results depend on. The job's plugins were loaded after `since`. With
        `telling`, results are told so."""
        seed = state(job, since)
        return None if seed is None else cls(job, telling, Store(cache_folder()), lambda: state(job, since), seed)

    def known(self, items: Iterable[Source | Result]) -> Iterator[Source | Result]:
        """The items, with what came of them earlier in place of those that are known."""
        for item in items:
            if isinstance(item, Source):
                key = _key(self._seed, f"{item.path}\0".encode("utf-8", "surrogateescape"), item.data)
                if (result := self._found(key)) is not None:
                    yield result
                    continue
                self._keys[id(item)] = key
            yield item

    def _found(self, key: bytes) -> Result | None:
        try:
            if self._stream is None:
                value = self._store.get(key)
                return None if value is None else self._opened.unpacked(value)
            if (value := self._store.get(_key(self._told, key))) is not None:
                return _decode(zlib.decompress(value))
            if (value := self._store.get(key)) is None:
                return None
            told = tell(self._stream, finish((self._opened.unpacked(value),), (), "error"))
        except (msgspec.MsgspecError, zlib.error):
            return None
        self._add_told(key, told)
        return told

    def keep(self, source: Source, result: Result) -> None:
        """Remember what came of a document that `known` gave."""
        key = self._keys.pop(id(source), None)
        if key is None:
            return
        if not isinstance(result, Told):
            if lasting(result):
                self._add(key, packed(result))
        elif result.outcome:
            self._add(key, result.outcome)
            self._add_told(key, replace(result, outcome=b""))

    def _add_told(self, key: bytes, told: Told) -> None:
        self._add(_key(self._told, key), zlib.compress(msgspec.msgpack.encode(told), 1))

    def _add(self, key: bytes, value: bytes) -> None:
        self._new.append((key, value))
        if len(self._new) >= BATCH:
            self._write()

    def _write(self) -> None:
        if self._new and self._state() == self._before:
            for key, value in self._new:
                self._store.put(key, value)
        self._new = []

    def close(self) -> None:
        """Keep what is left."""
        self._write()
        self._store.close()


def _key(seed: hashlib._Hash, *parts: bytes) -> bytes:
    digest = seed.copy()
    for part in parts:
        digest.update(part)
    return digest.digest()
