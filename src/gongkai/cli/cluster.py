"""Executors of a Dask cluster: the machines that a scheduler knows. The documents' bytes are sent there and back come
answers; the workers need no access to the files, only the same Gongkai, plugins and rules."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from gongkai.bilingual import Text
from gongkai.cli.apart import apart
from gongkai.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster"]

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 30


class Cluster:
    """Gives executors that work on the workers of a Dask scheduler. A worker that dies is the scheduler's business: it
    has others do its work, and gives up on what has ended several of them."""

    elsewhere = True

    def __init__(self, address: str) -> None:
        """Connect. Raises UsageError when Dask is not installed, nobody answers, or there are no workers."""
        self._address = address
        self._client: Client | None = self._connected()
        self.width = max(1, sum(self._client.nthreads().values()))

    def _connected(self) -> Client:
        try:
            from distributed import Client
            from distributed.comm import resolve_address
        except ImportError as error:
            raise UsageError(
                Text(
                    zh="--executor dask 需要 Dask，本机没有安装",
                    en="--executor dask needs Dask, which is not installed",
                ),
                Text(zh="安装：pip install 'gongkai[dask]'", en="Install it: pip install 'gongkai[dask]'"),
            ) from error
        try:
            resolve_address(
                self._address
            )  # a client of an address that is none takes a minute to go, and prints that
            client = Client(self._address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                Text(
                    zh=f"连不上 Dask 调度器 {self._address}：{error}",
                    en=f"The Dask scheduler {self._address} does not answer: {error}",
                ),
                Text(zh="地址形如 tcp://主机:8786", en="An address looks like tcp://host:8786"),
            ) from error
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            client.close()
            raise UsageError(
                Text(
                    zh=f"Dask 调度器 {self._address} 没有 worker",
                    en=f"The Dask scheduler {self._address} has no workers",
                ),
                Text(
                    zh=f"启动：dask worker {self._address} --nthreads 1",
                    en=f"Start some: dask worker {self._address} --nthreads 1",
                ),
            ) from error
        return client

    def open(self) -> Executor:
        if self._client is None:
            self._client = self._connected()
        # The same document is sent again only because it has failed: its result must not be taken from the first time.
        return _Apart(self._client.get_executor(pure=False))

    def close(self, executor: Executor, *, now: bool) -> None:
        """Wait for what was submitted, or leave it `now`; then leave the cluster."""
        try:
            executor.shutdown(wait=not now)
        except Exception:  # a cluster that is gone cannot be told to leave its work
            if not now:
                raise
        if self._client is not None:
            self._client.close()
            self._client = None


class _Apart(Executor):
    """An executor whose calls are done in processes that its workers start: what a document does to the process that
    checks it costs no worker, and a rule has its limit of time there."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._inner.submit(partial(apart, fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as defined
        self._inner.shutdown(wait=wait)  # Dask's, which cancels what it does not wait for
