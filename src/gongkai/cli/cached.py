"""Results of earlier runs: what an unchanged document came to by unchanged rules need not be worked out again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from gongkai.cli.folders import cache_folder
from gongkai.cli.run import Job
from gongkai.cli.state import state
from gongkai.cli.store import BATCH, Store
from gongkai.cli.work import Answer, Opened, answered
from gongkai.engine import Outcome
from gongkai.reader import Source

__all__ = ["Earlier"]

# What a document itself is to blame for. Anything else that was not checked may be checked the next time: an office
# program is installed, a machine has more time.
OWN_FAULTS = frozenset({"GK903", "GK905", "GK906"})
_decode = msgspec.msgpack.Decoder(Answer).decode


class Earlier:
    """The results that are kept for a job. Reports and private values are never among them: a document that has
    private values is checked anew each time. Results are written some at a time, and only if the job's state is still
    what it was: code may be imported late, and edited before."""

    def __init__(self, job: Job, store: Store, state: Callable[[], bytes | None], seed: bytes) -> None:
        self._store = store
        self._state = state
        self._before = seed
        self._new: list[tuple[bytes, bytes]] = []
        self._seed = hashlib.sha256(seed)
        self._opened = Opened(job.catalogue.standards)
        self._keys: dict[int, bytes] = {}

    @classmethod
    def of(cls, job: Job, since: float) -> Earlier | None:
        """None where it is not known what results depend on. The job's plugins were loaded after `since`."""
        seed = state(job, since)
        return None if seed is None else cls(job, Store(cache_folder()), lambda: state(job, since), seed)

    def known(self, items: Iterable[Source | Outcome]) -> Iterator[Source | Outcome]:
        """The items, with what came of them earlier in place of those that are known."""
        for item in items:
            if isinstance(item, Source):
                key = self._key(item)
                if (outcome := self._found(key)) is not None:
                    yield outcome
                    continue
                self._keys[id(item)] = key
            yield item

    def _key(self, source: Source) -> bytes:
        digest = self._seed.copy()
        digest.update(f"{source.path}\0".encode("utf-8", "surrogateescape"))
        digest.update(source.data)
        return digest.digest()

    def _found(self, key: bytes) -> Outcome | None:
        value = self._store.get(key)
        if value is None:
            return None
        try:
            return self._opened.outcome(_decode(value))
        except msgspec.MsgspecError:
            return None

    def keep(self, source: Source, outcome: Outcome) -> None:
        """Remember what came of a document that `known` gave."""
        key = self._keys.pop(id(source), None)
        if key is None or outcome.private or any(i.code not in OWN_FAULTS for i in outcome.incidents):
            return
        self._new.append((key, msgspec.msgpack.encode(answered(outcome, keep=False))))
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
