"""Inputs of any length: the same records as for the whole, each document's as soon as it was checked."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongkai.cli.feeds import AHEAD
from gongkai.cli.spread import AHEAD as CHUNKS
from gongkai.cli.spread import PIECES
from gongkai.plugins import Catalogue
from gongkai.report_json import encode
from gongkai.testing import report

pytestmark = pytest.mark.usefixtures("streaming")

Gongkai = Callable[..., tuple[int, str, str]]
Feeding = Callable[[bytes], None]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Feeding:
    """Give the command line these bytes as its standard input."""

    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return feed


@pytest.fixture
def line(catalogue: Catalogue) -> Callable[..., bytes]:
    """A normalized report on one line: correct, or with a wrong sum; with a path of its own or none."""

    def made(path: str = "", *, wrong: bool = False) -> bytes:
        cells = {"applications.granted.total": "51"} if wrong else {}
        data = json.loads(encode(report(standard="gkbg-2021", cells=cells, catalogue=catalogue)))
        del data["path"]
        return json.dumps({**data, **({"path": path} if path else {})}).encode() + b"\n"

    return made


def _records(out: str) -> list[dict[str, object]]:
    return [json.loads(each) for each in out.splitlines()]


def _of(records: Iterable[dict[str, object]], kind: str) -> list[dict[str, object]]:
    return [each for each in records if each["type"] == kind]


class TestLines:
    def test_each_line_is_a_report_with_its_own_path_or_its_number(
        self, gongkai: Gongkai, stdin: Feeding, line: Callable[..., bytes]
    ) -> None:
        stdin(line("a.docx") + b"\n" + line(wrong=True) + line("c.docx").rstrip())
        code, out, err = gongkai("check", "-", "--as", "jsonl", "--format", "jsonl", "--select", "GK303")
        records = _records(out)
        assert (code, err) == (1, "")
        assert [d["path"] for d in _of(records, "document")] == ["a.docx", "<stdin>:3", "c.docx"]
        assert [(f["rule"], f["path"]) for f in _of(records, "finding")] == [("GK303", "<stdin>:3")]
        assert records[-1]["records"] == len(records)

    def test_a_bad_line_is_said_to_be_bad_and_the_others_are_checked(
        self, gongkai: Gongkai, stdin: Feeding, line: Callable[..., bytes]
    ) -> None:
        stdin(line("a.docx") + b'{"schema": 1}\n{"half\n\xff\xfe\n' + line("e.docx", wrong=True))
        code, out, _ = gongkai("check", "-", "--as", "jsonl", "--format", "jsonl", "--select", "GK303")
        records = _records(out)
        assert code == records[-1]["exit_code"] == 3
        assert [i["path"] for i in _of(records, "incomplete")] == ["<stdin>:2", "<stdin>:3", "<stdin>:4"]
        assert [f["path"] for f in _of(records, "finding")] == ["e.docx"]

    def test_a_line_beyond_the_limit_is_left_out_and_named(
        self, gongkai: Gongkai, stdin: Feeding, line: Callable[..., bytes], tmp_path: Path
    ) -> None:
        (tmp_path / "gongkai.toml").write_text("[limits]\nfile-bytes = 200000\n", encoding="utf-8")
        stdin(b" " * 3_000_000 + b"{}\n" + line("b.docx"))
        code, out, _ = gongkai("check", "-", "--as", "jsonl", "--format", "jsonl", "--select", "GK303")
        records = _records(out)
        assert code == 3
        assert [(i["path"], i["code"]) for i in _of(records, "incomplete")] == [("<stdin>:1", "GK901")]
        assert [d["path"] for d in _of(records, "document")] == ["<stdin>:1", "b.docx"]

    def test_formats_that_need_the_whole_run_get_it(
        self, gongkai: Gongkai, stdin: Feeding, line: Callable[..., bytes]
    ) -> None:
        stdin(line("b.docx", wrong=True) + line("a.docx"))
        code, out, _ = gongkai("check", "-", "--as", "jsonl", "--format", "json", "--select", "GK303")
        assert code == 1
        assert [d["path"] for d in json.loads(out)["documents"]] == ["a.docx", "b.docx"]

    def test_what_is_packed_is_refused_as_a_whole(
        self, gongkai: Gongkai, stdin: Feeding, line: Callable[..., bytes]
    ) -> None:
        stdin(gzip.compress(line("a.docx") * 20))
        code, out, err = gongkai("check", "-", "--as", "jsonl")
        assert (code, out) == (2, "")
        assert "zcat 文件 | gongkai check - --as jsonl" in err

    def test_nothing_is_4_and_files_are_refused(self, gongkai: Gongkai, stdin: Feeding, good: Path) -> None:
        stdin(b"\n\n")
        code, out, _ = gongkai("check", "-", "--as", "jsonl", "--format", "jsonl")
        assert (code, [i["code"] for i in _of(_records(out), "incomplete")]) == (4, ["GK907"])
        assert gongkai("check", good, "--as", "jsonl")[0] == 2

    @pytest.mark.slow
    def test_findings_come_out_while_the_input_still_goes_on(self, line: Callable[..., bytes]) -> None:
        command = [sys.executable, "-c", "from gongkai.cli import main; main()", "check", "-", "--as", "jsonl"]
        process = subprocess.Popen(
            [*command, "--format", "jsonl", "--select", "GK303", "--jobs", "2", "--no-cache"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin
        assert process.stdout
        some = AHEAD + PIECES * (CHUNKS * 2 + 2)
        out: list[bytes] = []
        reading = threading.Thread(target=out.extend, args=(process.stdout,))
        reading.start()
        wrong = line("a.docx", wrong=True)
        for _ in range(some):
            process.stdin.write(wrong)
        process.stdin.flush()
        begun = time.monotonic()
        while len(out) < 3 and time.monotonic() - begun < 60:
            time.sleep(0.05)
        assert [record["type"] for record in map(json.loads, out[:3])] == ["header", "document", "finding"]
        process.stdin.close()
        reading.join(timeout=60)
        assert process.wait(timeout=60) == 1
        process.stdout.close()
        assert json.loads(out[-1])["summary"]["documents"] == some


class TestFilesFrom:
    def test_the_paths_of_a_list_are_checked_also_from_standard_input(
        self, gongkai: Gongkai, stdin: Feeding, good: Path, bad: Path, tmp_path: Path
    ) -> None:
        listing = "good.txt\r\n\nmissing.txt\nbad.txt\n"
        (tmp_path / "list").write_text(listing, encoding="utf-8")
        stdin(listing.encode())
        for name in ("list", "-"):
            code, out, _ = gongkai("check", "--files-from", name, "--format", "jsonl", "--select", "GK303")
            records = _records(out)
            assert code == 3
            assert [d["path"] for d in _of(records, "document")] == ["good.txt", "missing.txt", "bad.txt"]
            assert [i["path"] for i in _of(records, "incomplete")] == ["missing.txt"]

    def test_folders_and_arguments_go_with_it(self, gongkai: Gongkai, good: Path, bad: Path, tmp_path: Path) -> None:
        (tmp_path / "drafts").mkdir()
        bad.rename(tmp_path / "drafts" / "bad.txt")
        (tmp_path / "list").write_text("drafts\n", encoding="utf-8")
        code, out, _ = gongkai("check", "good.txt", "--files-from", "list", "--format", "json", "--select", "GK303")
        assert code == 1
        assert [d["path"] for d in json.loads(out)["documents"]] == ["drafts/bad.txt", "good.txt"]

    def test_wrong_use_is_2(self, gongkai: Gongkai, good: Path, tmp_path: Path) -> None:
        (tmp_path / "list").write_text("good.txt\n", encoding="utf-8")
        for args in (
            ["--files-from", "nowhere"],
            ["-", "--files-from", "-"],
            ["--files-from", "list", "--watch"],
            ["--files-from", "list", "--format", "jsonl=good.txt"],
            ["--files-from", "list", "--format", "json=good.txt"],
            [],
        ):
            assert gongkai("check", *args)[0] == 2, args
        assert "年度报告" in good.read_text(encoding="utf-8")

    @pytest.mark.parametrize("data", ["good.txt\n".encode("utf-16"), b"good.txt\0bad.txt\0"])
    def test_what_is_no_list_of_a_path_a_line_is_said_to_be_none(
        self, gongkai: Gongkai, stdin: Feeding, good: Path, tmp_path: Path, data: bytes
    ) -> None:
        (tmp_path / "list").write_bytes(data)
        stdin(data)
        for name in ("list", "-"):
            code, out, err = gongkai("check", "--files-from", name, "--lang", "en")
            assert (code, out) == (2, "")
            assert f"The list of files {name} is no text of a path a line" in err

    def test_a_packed_list_is_refused(self, gongkai: Gongkai, stdin: Feeding, tmp_path: Path) -> None:
        data = gzip.compress(b"good.txt\n")
        (tmp_path / "list.gz").write_bytes(data)
        stdin(data)
        for name, shown in (("list.gz", "list.gz"), ("-", "<stdin>")):
            code, out, err = gongkai("check", "--files-from", name)
            assert (code, out) == (2, "")
            assert f"{shown} 是 gzip 压缩过的" in err
            assert "zcat 文件 | gongkai check --files-from -" in err

    def test_an_empty_list_is_4(self, gongkai: Gongkai, tmp_path: Path) -> None:
        (tmp_path / "list").write_text("", encoding="utf-8")
        assert gongkai("check", "--files-from", "list")[0] == 4


@contextmanager
def _without_bar(_: int | None, __: str, *, quiet: bool) -> Iterator[Callable[[], None]]:
    assert quiet
    yield lambda: None


class TestSameAsWhole:
    """A streamed run writes the bytes that the whole run would."""

    @pytest.fixture
    def arguments(self, gongkai: Gongkai, good: Path, bad: Path, tmp_path: Path) -> list[str]:
        """A correct file, two wrong ones, one that is missing, and the suppression of one that is not there."""
        (tmp_path / "z.txt").write_bytes(bad.read_bytes())
        code, out, _ = gongkai("check", "bad.txt", "--format", "json", "--select", "GK303")
        (found,) = json.loads(out)["findings"]
        assert code == 1
        entry = '[[suppression]]\nrule = "GK303"\npath = "{}"\nanchor = "{}"\nreason = "r"\napprover = "a"\ndate = 2026-01-20\nexpires = {}\n'
        (tmp_path / "s.toml").write_text(
            entry.format("bad.txt", found["fingerprint"], "2026-12-31")
            + entry.format("good.txt", "0" * 32, "2026-12-31"),
            encoding="utf-8",
        )
        return ["z.txt", "bad.txt", "good.txt", "none.txt", "--select", "GK303", "--suppressions", "s.toml"]

    @pytest.mark.parametrize("day", ["2026-02-01", "2027-02-01"])
    def test_with_suppressions(self, gongkai: Gongkai, arguments: list[str], tmp_path: Path, day: str) -> None:
        whole = ("--format", "jsonl=a.jsonl", "--format", "text=a.txt", "--format", "json=b.json")
        assert gongkai("check", *arguments, "--as-of", day, *whole)[0] == 3
        for name in ("jsonl", "text"):
            code, out, _ = gongkai("check", *arguments, "--as-of", day, "--format", name)
            assert code == 3
            assert out == (tmp_path / f"a.{name.replace('text', 'txt')}").read_text(encoding="utf-8")
        notices = {f["rule"] for f in _of(_records((tmp_path / "a.jsonl").read_text(encoding="utf-8")), "finding")}
        notices -= {"GK303"}
        assert notices == ({"GK912"} if day < "2027" else {"GK911", "GK912"})

    def test_with_a_baseline_and_levels(self, gongkai: Gongkai, good: Path, bad: Path, tmp_path: Path) -> None:
        select = ("--select", "GK303")
        assert gongkai("baseline", "write", "bad.txt", "--baseline", "base.json", *select)[0] == 0
        wrong = ("check", "bad.txt", "good.txt", "--format", "jsonl", *select)
        assert gongkai(*wrong, "--baseline", "base.json")[0] == 0
        assert gongkai(*wrong)[0] == 1
        assert gongkai(*wrong, "--exit-zero")[0] == 0

    def test_a_file_is_written_whole_or_not_at_all(
        self, gongkai: Gongkai, good: Path, bad: Path, tmp_path: Path
    ) -> None:
        code, out, _ = gongkai("check", "bad.txt", "good.txt", "--format", "jsonl=out/r.jsonl", "--select", "GK303")
        assert (code, out) == (1, "")
        records = _records((tmp_path / "out" / "r.jsonl").read_text(encoding="utf-8"))
        assert records[-1]["exit_code"] == 1
        (tmp_path / "list").write_text("good.txt\nbad.txt\n", encoding="utf-8")
        before = bad.read_bytes()
        assert gongkai("check", "--files-from", "list", "--format", "jsonl=bad.txt")[0] == 2
        assert bad.read_bytes() == before
        assert not list(tmp_path.glob(".bad.txt.*"))

    def test_several_formats_that_stream_give_what_each_gives_alone(
        self, gongkai: Gongkai, arguments: list[str], tmp_path: Path
    ) -> None:
        whole = ("--format", "jsonl=a.jsonl", "--format", "parquet=a.parquet", "--format", "json=a.json")
        both = ("--format", "jsonl", "--format", "parquet=b/b.parquet")
        day = ("--as-of", "2026-02-01")
        assert gongkai("check", *arguments, *day, *whole)[0] == 3
        code, out, _ = gongkai("check", *arguments, *day, *both)
        assert code == 3
        assert out == (tmp_path / "a.jsonl").read_text(encoding="utf-8")
        assert (tmp_path / "b" / "b.parquet").read_bytes() == (tmp_path / "a.parquet").read_bytes()

    @pytest.mark.parametrize("name", ["jsonl", "parquet", "text"])
    def test_any_number_of_processes_gives_the_same(
        self, gongkai: Gongkai, arguments: list[str], tmp_path: Path, name: str
    ) -> None:
        plain = arguments[: arguments.index("--suppressions")]
        assert gongkai("check", *plain, "--format", f"{name}=whole", "--format", "json=a.json")[0] == 3
        for jobs in ("1", "2"):
            assert gongkai("check", *plain, "--jobs", jobs, "--format", f"{name}={jobs}")[0] == 3
            assert (tmp_path / jobs).read_bytes() == (tmp_path / "whole").read_bytes()

    @pytest.mark.parametrize(
        "args", [("--group-by", "rule"), ("--group-by", "body"), ("--statistics",), ("--quiet",)]
    )
    def test_text_that_rests_on_the_whole_waits_for_it(
        self, gongkai: Gongkai, arguments: list[str], tmp_path: Path, args: tuple[str, ...]
    ) -> None:
        assert gongkai("check", *arguments, *args, "--format", "text=a.txt", "--format", "json=a.json")[0] == 3
        assert gongkai("check", *arguments, *args, "--output-file", "b.txt")[0] == 3
        assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes() != b""

    def test_correct_reports_stay_silent(self, gongkai: Gongkai, good: Path, tmp_path: Path) -> None:
        (tmp_path / "other.txt").write_bytes(good.read_bytes())
        assert gongkai("check", "good.txt", "other.txt") == (0, "", "")

    def test_when_one_output_fails_no_file_is_there(
        self, gongkai: Gongkai, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> bytes:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("gongkai.formatters.parquet.Table.end", fails)
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "r.parquet").write_bytes(b"old")
        both = ("--format", "jsonl=out/r.jsonl", "--format", "parquet=out/r.parquet")
        assert gongkai("check", *arguments, *both)[0] in (2, 3)
        assert [file.name for file in (tmp_path / "out").iterdir()] == ["r.parquet"]
        assert (tmp_path / "out" / "r.parquet").read_bytes() == b"old"

    def test_a_terminal_gets_text_in_its_own_encoding_and_no_bar(
        self, gongkai: Gongkai, bad: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = gongkai("check", "bad.txt", "--select", "GK303")[1]
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setattr("gongkai.cli.commands.check.progress", _without_bar)
        code, out, err = gongkai("check", "bad.txt", "--select", "GK303", "--no-color")
        assert (code, out, err) == (1, plain, "")

    def test_a_terminal_gets_no_table(self, gongkai: Gongkai, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        code, out, err = gongkai("check", good, "--format", "parquet")
        assert (code, out) == (2, "")
        assert "不是文字" in err

    def test_quiet_prints_only_what_was_not_checked(self, gongkai: Gongkai, bad: Path) -> None:
        code, out, err = gongkai("check", "bad.txt", "none.txt", "--format", "jsonl", "--quiet", "--select", "GK303")
        assert (code, out) == (3, "")
        assert err.startswith("GK901 none.txt")
        assert len(err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes")
def _until_full(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process can write no more into its pipe."""
    import fcntl
    import termios

    assert process.stdout
    waiting = bytearray(4)
    for _ in range(300):
        fcntl.ioctl(process.stdout, termios.FIONREAD, waiting)
        if int.from_bytes(waiting, sys.byteorder) > 60_000:
            time.sleep(0.2)
            return
        time.sleep(0.05)
    pytest.fail("it did not come to that")


class TestEnds:
    @pytest.fixture
    def begun(self, tmp_path: Path, line: Callable[..., bytes]) -> Callable[..., subprocess.Popen[bytes]]:
        """A run over many reports that has begun to write."""
        (tmp_path / "reports").mkdir()
        for n in range(400):
            (tmp_path / "reports" / f"{n:03}.json").write_bytes(line(wrong=True))

        def start(*options: str, **environment: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-m", "gongkai", "check", "reports", "--no-cache", *options],
                cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                env={**os.environ, **environment},
            )  # fmt: skip
            assert process.stdout
            assert process.stdout.read(10)
            return process

        return start

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    @pytest.mark.parametrize("format_out", ["json", "jsonl"])
    def test_a_reader_that_leaves_makes_it_incomplete(
        self, begun: Callable[..., subprocess.Popen[bytes]], format_out: str, unbuffered: str
    ) -> None:
        process = begun("--format", format_out, "--jobs", "1", PYTHONUNBUFFERED=unbuffered)
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 3

    @pytest.mark.parametrize("seconds", [0.0, 0.1, 0.2])
    def test_processes_that_are_just_starting_end_without_a_word(
        self, begun: Callable[..., subprocess.Popen[bytes]], seconds: float
    ) -> None:
        process = begun("--format", "jsonl", "--jobs", "2")
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=15)
        assert b"Traceback" not in err
        assert process.returncode == 3
        assert b"GK909" in out

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_one_that_waits_for_its_reader_is_stopped_between_two_documents(
        self, begun: Callable[..., subprocess.Popen[bytes]], jobs: str
    ) -> None:
        process = begun("--format", "jsonl", "--jobs", jobs)
        _until_full(process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout
        assert process.stderr
        with process.stdout as out, process.stderr as err:
            told = [json.loads(each) for each in out.read().splitlines()[1:]]  # the first ten bytes were read
            assert b"Traceback" not in err.read()
        assert process.wait(15) == 3
        assert (told[-1]["type"], told[-1]["records"]) == ("trailer", len(told) + 1)
        (stop,) = _of(told, "incomplete")
        assert stop["code"] == "GK909"
        assert f"还有{400 - len(_of(told, 'document'))}个文件没有检查" in str(stop["message"])

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    @pytest.mark.parametrize("format_out", ["text", "jsonl"])
    def test_who_stops_it_twice_gets_nothing_more(
        self, begun: Callable[..., subprocess.Popen[bytes]], format_out: str
    ) -> None:
        process = begun("--format", format_out, "--jobs", "1")
        _until_full(process)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        assert process.wait(15) == 130
        out, err = process.communicate()
        assert b'"trailer"' not in out
        assert b"GK909" not in out
        assert b"Traceback" not in err

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_full_disk_is_told(self, tmp_path: Path, line: Callable[..., bytes], unbuffered: str) -> None:
        (tmp_path / "r.json").write_bytes(line())
        with Path("/dev/full").open("wb") as full:
            ended = subprocess.run(
                [sys.executable, "-m", "gongkai", "check", "r.json", "--format", "json", "--lang", "en"],
                cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
                check=False,
            )  # fmt: skip
        assert ended.returncode == 3
        assert ended.stderr.decode() == "Error: not all was written: there is no space left on the disk\n"


def test_an_error_of_another_kind_is_not_told_of_the_file(
    gongkai: Gongkai, bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: bytes) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("gongkai.cli.stream._print", closed)
    assert gongkai("check", bad, "--format", "text", "--format", "jsonl=new.jsonl") == (3, "", "")
    assert not list(tmp_path.glob("*new.jsonl*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_what_cannot_be_written_is_told_of_the_file(gongkai: Gongkai, bad: Path) -> None:
    code, _, err = gongkai("check", bad, "--format", "jsonl=/dev/full", "--lang", "en")
    assert (code, err) == (2, "Error: Cannot write /dev/full: No space left on device\n")
