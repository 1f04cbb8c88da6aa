"""A run that is told to end: says what was not checked, leaves no temporary file and no process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet
import pytest

from gongkai.cli.ending import SIGNALS, Terminated, heeding, undisturbed
from gongkai.formatters.parquet import METADATA

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

Begin = Callable[..., subprocess.Popen[bytes]]
RTF = rb"{\rtf1\ansi \par}"
# Stands in for LibreOffice: says that it was started, and never ends.
SLOW = '#!/bin/sh\necho $$ > "{mark}"\nwhile :; do sleep 1; done\n'

# A rule of somebody else's that never ends.
HANGS = """
import pathlib, time
from gongkai import Cite, Rule, Text
T = Text("甲", "a")
def hangs(view):
    pathlib.Path("began").touch()
    while True:
        time.sleep(0.05)
    yield
RULE = Rule(id="TT100", name="tt-hangs", severity="error", summary=T, advice=T, messages={"m": T},
            basis=(Cite("format-2021", "part-1"),), check=hangs)
"""


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    """Start the command in a folder with 30 old office files and wait until one is being converted; `temporary` is where
    its temporary files are."""
    program, reports = tmp_path / "bin" / "soffice", tmp_path / "reports"
    for folder in (program.parent, reports, tmp_path / "temporary"):
        folder.mkdir()
    program.write_text(SLOW.format(mark=tmp_path / "began"), encoding="utf-8")
    program.chmod(0o755)
    for n in range(30):
        (reports / f"{n:02}.rtf").write_bytes(RTF)
    environment = {
        **os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(tmp_path / "temporary"),
        "GONGKAI_CACHE_DIR": str(tmp_path / "cache"),
    }  # fmt: skip

    def start(*args: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai", "check", "reports", "--lang", "en", *args], cwd=tmp_path, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        _until((tmp_path / "began").exists)
        return process

    return start


def _until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to that")


def _clean(folder: Path, group: int) -> None:
    """Nothing is left of a run: no temporary file, no process of its group or of the converting program."""
    _until(lambda: not any((folder / "temporary").glob("gongkai-*")))
    _until(lambda: not _alive(-group))
    _until(lambda: not _alive(int((folder / "began").read_text(encoding="utf-8"))))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class TestHeeding:
    @pytest.mark.parametrize(("number", "kind"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, Terminated)])
    def test_a_signal_raises_in_the_block_or_when_it_may_be_disturbed_again(
        self, number: signal.Signals, kind: type[KeyboardInterrupt]
    ) -> None:
        before = [signal.getsignal(each) for each in SIGNALS]
        done = []

        def put_off() -> None:
            with undisturbed():
                signal.raise_signal(number)
                done.append("first")
            done.append("second")

        with pytest.raises(kind), heeding():
            put_off()
        with pytest.raises(kind), heeding():
            signal.raise_signal(number)
        with heeding(), undisturbed():
            done.append("third")  # nothing is left over
        assert done == ["first", "third"]
        assert [signal.getsignal(each) for each in SIGNALS] == before

    def test_where_only_the_first_waits_the_second_raises_at_once(self) -> None:
        done = []

        def put_off() -> None:
            with undisturbed(once=True):
                signal.raise_signal(signal.SIGTERM)
                signal.raise_signal(signal.SIGTERM)  # the same to the group
                done.append("first")
                signal.raise_signal(signal.SIGINT)
                done.append("second")

        with pytest.raises(KeyboardInterrupt), heeding():
            put_off()
        assert done == ["first"]

    def test_the_signal_to_the_group_of_a_process_that_has_it_already_is_the_same(self) -> None:
        with heeding():
            with pytest.raises(Terminated):
                signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)

    def test_what_is_ignored_or_minded_by_others_stays_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        came = []
        before = (
            signal.signal(signal.SIGTERM, lambda *_: came.append(1)),
            signal.signal(signal.SIGINT, signal.SIG_IGN),
        )
        try:
            with heeding():
                signal.raise_signal(signal.SIGTERM)
                signal.raise_signal(signal.SIGINT)
            assert came == [1]
        finally:
            for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
                signal.signal(number, handler)

    def test_another_thread_leaves_it_to_the_program(self) -> None:
        before = [signal.getsignal(each) for each in SIGNALS]

        def heed() -> list[object]:
            with heeding():
                return [signal.getsignal(each) for each in SIGNALS]

        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(heed).result() == before


@pytest.mark.slow
class TestRuns:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_what_was_not_checked_is_said_and_nothing_is_left(
        self, begin: Begin, tmp_path: Path, jobs: str, number: signal.Signals
    ) -> None:
        process = begin("--jobs", jobs, "--format", "json")
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        (stop,) = json.loads(out)["incomplete"]
        assert (process.returncode, stop["code"]) == (3, "GK909")
        assert "30 file(s) were not checked" in stop["message"]
        assert err == b""
        _clean(tmp_path, process.pid)

    def test_a_signal_to_all_processes_at_once_does_the_same(self, begin: Begin, tmp_path: Path) -> None:
        process = begin("--jobs", "2", "--format", "parquet=new/r.parquet")
        os.killpg(process.pid, signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (3, b"", b"")
        _clean(tmp_path, process.pid)
        # The file is there, and says that it is not about everything.
        assert [file.name for file in (tmp_path / "new").iterdir()] == ["r.parquet"]
        table = pyarrow.parquet.read_table(tmp_path / "new" / "r.parquet")
        assert table["code"].to_pylist() == ["GK909"]
        assert json.loads(table.schema.metadata[METADATA])[1]["outcome"] == "incomplete"

    def test_when_the_run_is_killed_its_processes_put_away_what_they_began(
        self, begin: Begin, tmp_path: Path
    ) -> None:
        process = begin("--jobs", "2", "--format", "jsonl=new/r.jsonl")
        process.kill()
        process.communicate(timeout=20)
        _clean(tmp_path, process.pid)
        assert not (tmp_path / "new" / "r.jsonl").exists()

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_other_peoples_rules_end_with_the_run_without_a_word(self, tmp_path: Path, good: Path, jobs: str) -> None:
        (tmp_path / "hangs.py").write_text(HANGS, encoding="utf-8")
        (tmp_path / "other.txt").write_bytes(good.read_bytes())
        args = ("--isolate", "--rules", "hangs.py", "--jobs", jobs, "--lang", "en")
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai", "check", ".", *args], cwd=tmp_path, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True,
            env={**os.environ, "GONGKAI_CACHE_DIR": str(tmp_path / "cache")},
        )  # fmt: skip
        _until((tmp_path / "began").exists)
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)  # until the last of them has closed its standard error
        assert time.monotonic() - begun < 8
        assert (process.returncode, err) == (3, b"")
        assert b"2 file(s) were not checked" in out
        _until(lambda: not _alive(-process.pid))

    def test_a_run_that_watches_ends_without_output(self, begin: Begin, tmp_path: Path) -> None:
        process = begin("--jobs", "1", "--watch")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (143, b"")
        assert b"Traceback" not in err
        _clean(tmp_path, process.pid)

    @pytest.mark.parametrize("args", [("stats", "-"), ("check", "-", "--as", "jsonl")])
    def test_one_that_waits_for_its_input_ends(self, tmp_path: Path, args: tuple[str, ...]) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai", *args], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "GONGKAI_CACHE_DIR": str(tmp_path / "cache")},
        )  # fmt: skip
        _until(lambda: _heeds(process.pid))
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err.strip()) == (143, b"", b"")


def _heeds(process: int) -> bool:
    """Whether it has a handler for the signal to end, as Linux tells."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        time.sleep(3)
        return True
    caught = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
