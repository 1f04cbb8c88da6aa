"""Many documents: the same answers in the same order whoever checks them, and nothing lost when a process dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from gongkai.cli import batch
from gongkai.cli.batch import Means, outcomes, perform
from gongkai.cli.feeds import Feed, of_paths
from gongkai.cli.run import Job, Order, Telling, carried_out, prepare
from gongkai.cli.spread import AHEAD, PIECES, spread
from gongkai.cli.telling import Told, stream, tell
from gongkai.cli.work import Opened, encoded_order, work
from gongkai.config import Config, Effective, Override
from gongkai.engine import Outcome, finish
from gongkai.errors import PluginError, UsageError, WorkersLostError
from gongkai.finding import Checked
from gongkai.limits import Limits
from gongkai.plugins import Catalogue, RuleFile, collect
from gongkai.reader import Source
from gongkai.specimen import write_report

Gongkai = Callable[..., tuple[int, str, str]]

# Ends its process for one document, and says of every other that it was there.
CODE = """
import os, signal, time
from gongkai import Applies, Cite, Finding, Rule, Text
T = Text("甲", "a")
def check(view):
    if "kill" in view.report.path:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in view.report.path:
        open("began", "w").close()
        time.sleep(19)
    yield Finding("m", view.report.place(), {})
RULE = Rule(id="TT101", name="tt-one", severity="warning", summary=T, advice=T, messages={"m": T},
            basis=(Cite("format-2021", "part-1"),), check=check)
"""


@pytest.fixture
def job() -> Job:
    files = (RuleFile("killer.py", CODE),)
    config = Config(select=("TT101",))
    return prepare(collect(files=files), Effective(config=config, origins={}), None, date(2026, 3, 1), files)


@pytest.fixture
def text(catalogue: Catalogue) -> bytes:
    return write_report(catalogue.standards["gkbg-2021"]).encode()


class TestOrder:
    def test_a_job_is_built_again_from_its_order_as_bytes(self, job: Job) -> None:
        order = msgspec.msgpack.decode(encoded_order(job.order), type=Order)
        again = carried_out(order)
        assert (again.order, [c.rule.id for c in again.chosen]) == (job.order, ["TT101"])

    def test_overrides_limits_and_options_go_along(self, catalogue: Catalogue) -> None:
        config = Config(
            overrides=(Override(paths=("b*",), ignore=("GK303",), options={"GK543": {"deadline": "02-20"}}),),
            severity={"GK303": "info"},
        )
        job = prepare(catalogue, Effective(config=config, origins={}), "text", date(2026, 3, 1))
        order = msgspec.msgpack.decode(encoded_order(job.order), type=Order)
        assert (order.config.overrides, order.config.severity, order.format) == (
            config.overrides, config.severity, "text",
        )  # fmt: skip

    def test_a_process_with_other_rules_refuses(self, job: Job, text: bytes) -> None:
        order = replace(job.order, rules=(*job.order.rules, "TT999"))
        with pytest.raises(PluginError) as refused:
            Opened({}).answers(work(encoded_order(order), [("a.txt", text)], False))
        assert "TT999" in refused.value.message.zh

    def test_an_unknown_input_format_is_told_before_anything_is_read(self, catalogue: Catalogue) -> None:
        with pytest.raises(UsageError):
            prepare(catalogue, Effective(config=Config(), origins={}), "jpeg", date(2026, 3, 1))


class TestWork:
    def test_what_comes_back_is_what_checking_here_gives(self, catalogue: Catalogue, text: bytes) -> None:
        job = prepare(catalogue, Effective(config=Config(), origins={}), None, date(2026, 3, 1))
        wrong = text.replace(b"15", b"51", 1)
        items = [Source("a.txt", wrong), Source("b.txt", b"\0\1"), Source("c.txt", text)]
        here = [outcome for _, outcome in outcomes(job, Feed(items=items, count=3), Means(jobs=1), keep=True)]
        opened = Opened(catalogue.standards)
        data = work(encoded_order(job.order), [(item.path, item.data) for item in items], True)
        there = [opened.outcome(answer) for answer in opened.answers(data)]
        assert there == here
        assert here[0].diagnostics

    def test_without_keep_neither_reports_nor_private_values_travel(self, catalogue: Catalogue, text: bytes) -> None:
        job = prepare(catalogue, Effective(config=Config(), origins={}), None, date(2026, 3, 1))
        number = "11010519491231002X"
        about = text.decode().replace("\n", f"\n申请人身份证号{number}。\n", 1).encode()
        data = work(encoded_order(job.order), [("a.txt", about)], False)
        assert number.encode() not in data
        (answer,) = Opened({}).answers(data)
        assert answer.private == ("",)
        assert answer.report is None

    def test_equal_parts_of_answers_are_one_value(self, catalogue: Catalogue, text: bytes) -> None:
        job = prepare(catalogue, Effective(config=Config(), origins={}), None, date(2026, 3, 1))
        opened = Opened({})
        data = work(encoded_order(job.order), [("a.txt", text), ("b.txt", text)], False)
        a, b = (opened.outcome(answer) for answer in opened.answers(data))
        assert a.checked.rules is b.checked.rules


class TestTelling:
    @pytest.fixture
    def telling(self, job: Job) -> Job:
        return replace(job, order=replace(job.order, telling=Telling(format="jsonl", lang="en")))

    def test_what_is_told_elsewhere_is_what_would_be_told_here(self, telling: Job, text: bytes) -> None:
        order = telling.order
        (answer,) = Opened({}).answers(work(encoded_order(order), [("a.txt", text)], False))
        plain = replace(telling, order=replace(order, telling=None))
        ((_, outcome),) = outcomes(plain, Feed(items=[Source("a.txt", text)], count=1), Means(jobs=1))
        assert order.telling
        told = tell(stream(order.telling, telling), finish((outcome,), (), "error"))
        assert Opened({}).result(answer) == told
        assert [json.loads(line)["type"] for line in told.text.splitlines()] == ["document", "finding"]
        assert (told.tally.documents, told.tally.warnings, told.outcome) == (1, 1, b"")

    def test_what_may_be_kept_goes_along_when_asked_for(self, catalogue: Catalogue, text: bytes) -> None:
        job = prepare(catalogue, Effective(config=Config(), origins={}), None, date(2026, 3, 1))
        telling = replace(job.order, telling=Telling(format="jsonl", lang="en"), lasting=True)
        about = text.decode().replace("\n", "\n申请人身份证号11010519491231002X。\n", 1).encode()
        opened = Opened(catalogue.standards)
        data = work(encoded_order(telling), [("a.txt", text), ("private.txt", about)], False)
        kept, private = (opened.result(answer) for answer in opened.answers(data))
        assert isinstance(kept, Told)
        assert isinstance(private, Told)
        ((_, outcome),) = outcomes(job, Feed(items=[Source("a.txt", text)], count=1), Means(jobs=1))
        assert opened.unpacked(kept.outcome) == replace(outcome, report=None)
        assert private.outcome == b""

    def test_a_document_that_nobody_could_check_is_not_told(self, telling: Job, text: bytes) -> None:
        sources = (Source(name, text) for name in ("a.txt", "kill.txt", "c.txt"))
        got = [result for _, result in spread(telling, sources, _Dying(), keep=False)]
        assert [type(result) for result in got] == [Told, Outcome, Told]
        assert {i.code for i in got[1].incidents} == {"GK908"}


class _Dying:
    """Executors in this process. A document whose name has “kill” ends what checks it and all that is with it."""

    width, elsewhere = 2, False

    def __init__(self, *, mute: bool = False) -> None:
        self.mute, self.opened = mute, 0
        self.sent: list[int] = []

    def open(self) -> Executor:
        self.opened += 1
        return _Fragile(self)

    def close(self, executor: Executor, *, now: bool) -> None:
        pass


class _Fragile(Executor):
    def __init__(self, executors: _Dying) -> None:
        self._executors = executors

    def submit(self, function: Callable[..., object], /, *args: object) -> Future[object]:  # type: ignore[override]
        if self._executors.mute:
            raise ChildProcessError
        names = [name for name, _ in args[1]] if args else []  # type: ignore[attr-defined]
        self._executors.sent.append(len(names))
        future: Future[object] = Future()
        if any("kill" in name for name in names):
            future.set_exception(ChildProcessError("exit code -9"))
        else:
            future.set_result(function(*args))
        return future


class TestSpread:
    def test_only_the_document_that_ends_its_process_is_lost(self, job: Job, text: bytes) -> None:
        names = [f"{n:03}{'kill' if n in (5, 6, 60) else ''}.txt" for n in range(70)]
        executors = _Dying()
        got = [o for _, o in spread(job, (Source(name, text) for name in names), executors, keep=False)]
        assert [o.checked.path for o in got] == names
        assert [o.checked.path for o in got if o.incidents] == ["005kill.txt", "006kill.txt", "060kill.txt"]
        assert {i.code for o in got for i in o.incidents} == {"GK908"}
        assert all(len(o.diagnostics) == 1 for o in got if not o.incidents)
        assert executors.opened == 1
        assert executors.sent.count(1) == 2 * PIECES  # those that were with them, and no others

    def test_no_more_is_read_than_can_be_under_way(self, job: Job, text: bytes) -> None:
        read = 0

        def items() -> Iterator[Source]:
            nonlocal read
            for n in range(10_000):
                read += 1
                yield Source(f"{n}.txt", text)

        stream = spread(job, items(), _Dying(), keep=False)
        next(stream)
        stream.close()
        assert read <= PIECES * (AHEAD * _Dying.width + 1)

    def test_what_is_known_already_keeps_its_place_and_is_not_sent(self, job: Job, text: bytes) -> None:
        executors = _Dying()
        known = [Outcome(Checked(path=f"{n}.txt")) for n in range(20)]
        assert [o for _, o in spread(job, known, executors, keep=False)] == known
        assert executors.opened == 0

    def test_when_nobody_works_the_run_is_given_up(self, job: Job, text: bytes) -> None:
        with pytest.raises(WorkersLostError):
            list(spread(job, [Source("a.txt", text)], _Dying(mute=True), keep=False))


@pytest.mark.slow
class TestProcesses:
    def test_a_killed_process_costs_one_file_and_the_order_stays(
        self, job: Job, text: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        names = [f"{n:02}{'kill' if n == 13 else ''}.txt" for n in range(30)]
        for name in names:
            Path(name).write_bytes(text)
        seen: list[int] = []
        run, _ = perform(
            job, of_paths([*names, "missing.txt"], Limits()), means=Means(jobs=2), told=lambda: seen.append(1)
        )
        assert [d.path for d in run.documents] == [*names, "missing.txt"]
        assert [(i.code, i.path) for i in run.incidents] == [("GK908", "13kill.txt"), ("GK901", "missing.txt")]
        assert [d.path for d in run.diagnostics] == [name for name in names if "kill" not in name]
        assert run.exit_code == 3
        assert len(seen) == 31

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    def test_ctrl_c_stops_at_once_and_says_what_was_not_checked(self, text: bytes, tmp_path: Path) -> None:
        (tmp_path / "killer.py").write_text(CODE, encoding="utf-8")
        names = [f"{n:02}{'slow' if n == 9 else ''}.txt" for n in range(60)]
        for name in names:
            (tmp_path / name).write_bytes(text)
        command = [sys.executable, "-c", "from gongkai.cli import main; main()", "check", *names, "--jobs", "2"]
        process = subprocess.Popen(
            [*command, "--rules", "killer.py", "--select", "TT101", "--format", "json"],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        for _ in range(600):
            if (tmp_path / "began").exists():
                break
            time.sleep(0.05)
            assert process.poll() is None
        time.sleep(0.3)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=15)
        assert time.monotonic() - begun < 10
        data = json.loads(out)
        (stop,) = data["incomplete"]
        done = len(data["documents"])
        assert (process.returncode, data["outcome"], stop["code"]) == (3, "incomplete", "GK909")
        assert f"还有{60 - done}个文件没有检查" in stop["message"]
        assert names[done] in stop["message"]
        assert b"Traceback" not in err
        _gone(process.pid)


def _gone(group: int) -> None:
    """No process of the group is left."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process of the run is still there")


def test_few_files_are_checked_without_other_processes(
    gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 8)
    monkeypatch.setattr("gongkai.cli.local._Pool.submit", None)
    assert gongkai("check", good)[0] == 0
