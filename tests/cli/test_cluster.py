"""A Dask cluster of several processes, started here: the same answers, also when workers die."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from gongkai.cli.batch import Means, perform
from gongkai.cli.cluster import Cluster
from gongkai.cli.feeds import Feed, of_paths
from gongkai.cli.run import Job, prepare
from gongkai.cli.spread import spread
from gongkai.cli.state import code
from gongkai.cli.work import Opened, encoded_order, work
from gongkai.config import Config, Effective
from gongkai.errors import PluginError
from gongkai.limits import Limits
from gongkai.plugins import Catalogue, RuleFile, collect
from gongkai.reader import Source
from gongkai.specimen import write_report

if TYPE_CHECKING:
    from distributed import LocalCluster

Gongkai = Callable[..., tuple[int, str, str]]

# Ends the worker for which a document called “once” is checked, the first time, and for one called “always”, each time;
# for one called “own”, the process that checks it; and never ends by itself for one called “hangs”.
CODE = """
import os, signal
from gongkai import Cite, Finding, Rule, Text
from gongkai import engine
engine.RULE_SECONDS = 1.0
T = Text("甲", "a")
MARK = {mark!r}
def check(view):
    path = view.report.path
    if "always" in path or ("once" in path and not os.path.exists(MARK)):
        open(MARK, "w").close()
        os.kill(os.getppid(), signal.SIGKILL)
    if "own" in path:
        os.kill(os.getpid(), signal.SIGKILL)
    while "hangs" in path:
        pass
    os.write(1, b"not a part of the answer")
    yield Finding("m", view.report.place(), {{}})
RULE = Rule(id="TT101", name="tt-one", severity="warning", summary=T, advice=T, messages={{"m": T}},
            basis=(Cite("format-2021", "part-1"),), check=check)
"""


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    import dask
    from distributed import LocalCluster

    # Two workers may die of one task before the scheduler gives it up (its default is four).
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
    ):
        yield cluster


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr("gongkai.engine.RULE_SECONDS", 20.0)  # the rule file changes it, here as well
    files = (RuleFile("killer.py", CODE.format(mark=str(tmp_path / "mark"))),)
    config = Config(select=("TT101",))
    return prepare(collect(files=files), Effective(config=config, origins={}), None, date(2026, 3, 1), files)


@pytest.fixture
def text(catalogue: Catalogue) -> bytes:
    return write_report(catalogue.standards["gkbg-2021"]).encode()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
class TestWorkers:
    def test_a_worker_killed_in_mid_run_costs_nothing(
        self, workers: LocalCluster, job: Job, text: bytes, tmp_path: Path
    ) -> None:
        names = [f"{n:03}{'once' if n == 50 else ''}.txt" for n in range(100)]
        told: list[int] = []
        means = Means(executors=Cluster(workers.scheduler_address))
        feed = Feed(items=[Source(name, text) for name in names], count=100)
        run, _ = perform(job, feed, means=means, told=lambda: told.append(1))
        assert (tmp_path / "mark").exists()
        assert [d.path for d in run.documents] == names
        assert [d.path for d in run.diagnostics] == names
        assert run.incidents == ()
        assert len(told) == 100

    def test_a_document_that_kills_every_worker_is_named_and_the_others_are_checked(
        self, workers: LocalCluster, job: Job, text: bytes
    ) -> None:
        names = [f"{n:03}{'always' if n == 3 else ''}.txt" for n in range(20)]
        items = [Source(name, text) for name in names]
        got = [o for _, o in spread(job, items, Cluster(workers.scheduler_address), keep=True)]
        assert [o.checked.path for o in got] == names
        assert [(o.checked.path, o.incidents[0].code) for o in got if o.incidents] == [("003always.txt", "GK908")]
        assert all(o.report for o in got if not o.incidents)

    def test_a_rule_that_hangs_is_stopped_and_named_and_a_lost_process_costs_no_worker(
        self, workers: LocalCluster, job: Job, text: bytes
    ) -> None:
        workers.wait_for_workers(2)  # those that other tests ended are back
        before = set(workers.scheduler_info["workers"])
        names = ["0.txt", "1hangs.txt", "2own.txt", "3.txt"]
        feed = Feed(items=[Source(name, text) for name in names], count=4)
        run, _ = perform(job, feed, means=Means(executors=Cluster(workers.scheduler_address)))
        told = [(i.path, i.code, i.rule) for i in run.incidents]
        assert told == [("1hangs.txt", "GK902", "TT101"), ("2own.txt", "GK908", None)]
        assert [d.path for d in run.diagnostics] == ["0.txt", "3.txt"]
        assert run.exit_code == 3
        assert set(workers.scheduler_info["workers"]) == before

    def test_the_command_prints_what_it_prints_here(
        self, workers: LocalCluster, gongkai: Gongkai, good: Path, bad: Path
    ) -> None:
        here = gongkai("check", "good.txt", "bad.txt", "none.txt", "--format", "json")
        there = ("--executor", "dask", "--scheduler", workers.scheduler_address)
        assert gongkai("check", "good.txt", "bad.txt", "none.txt", "--format", "json", *there) == here
        assert gongkai("check", "good.txt", *there, "--jobs", "2")[0] == 2
        assert gongkai("check", "good.txt", *there, "--isolate")[0] == 2


def test_a_worker_with_other_files_refuses(job: Job, text: bytes) -> None:
    own = encoded_order(replace(job.order, code=code(job) or b""))
    assert Opened({}).answers(work(own, [("a.txt", text)], False))
    other = encoded_order(replace(job.order, code=b"other"))
    with pytest.raises(PluginError):
        Opened({}).answers(work(other, [("a.txt", text)], False))


class TestWrongUse:
    def test_without_the_extra_it_is_said_what_to_install(
        self, gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        args = ("check", good, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1")
        code_zh, _, zh = gongkai(*args)
        code_en, _, en = gongkai(*args, "--lang", "en")
        assert (code_zh, code_en) == (2, 2)
        assert "pip install 'gongkai[dask]'" in zh
        assert "needs Dask" in en

    def test_executor_and_scheduler_go_together(self, gongkai: Gongkai, good: Path) -> None:
        assert gongkai("check", good, "--executor", "dask")[0] == 2
        assert gongkai("check", good, "--scheduler", "tcp://127.0.0.1:1")[0] == 2

    @pytest.mark.parametrize("address", ["foo", "http://127.0.0.1:1"])
    def test_an_address_that_is_none_is_told_at_once(
        self, gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch, address: str
    ) -> None:
        monkeypatch.setattr("distributed.Client", None)  # is not even made
        code, _, err = gongkai("check", good, "--executor", "dask", "--scheduler", address)
        assert code == 2
        assert address in err
        assert "tcp://" in err

    @pytest.mark.slow
    @pytest.mark.filterwarnings("ignore")
    def test_a_scheduler_that_does_not_answer_is_named(
        self, gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gongkai.cli.cluster.SECONDS", 1)
        code, _, err = gongkai("check", good, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1")
        assert code == 2
        assert "tcp://127.0.0.1:1" in err


def test_a_cluster_that_is_gone_does_not_hide_what_was_not_checked(job: Job, text: bytes) -> None:
    class Gone(Executor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            raise ConnectionError("nobody there")

        def shutdown(self, *_: object, **__: object) -> None:
            raise RuntimeError("Client is closed")

    cluster = Cluster.__new__(Cluster)
    cluster.width, cluster._client = 1, None
    cluster.open = Gone  # type: ignore[method-assign]
    feed = Feed(items=[Source("a.txt", text)], count=1, paths=["a.txt"])
    run, _ = perform(job, feed, means=Means(executors=cluster))
    assert [(i.code, "nobody there" in i.message.en) for i in run.incidents] == [("GK909", True)]
    with pytest.raises(RuntimeError):
        cluster.close(Gone(), now=False)


def test_files_are_read_here_and_not_by_workers(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    feed = of_paths([str(tmp_path / "a.txt")], Limits())
    (source,) = feed.items
    assert isinstance(source, Source)
    assert source.data == b"x"
