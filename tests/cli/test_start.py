"""What a run does not need is not imported: counted in modules, not in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai import rule_index
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report_json import encode
from gongkai.specimen import write_report

COUNT = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, sep=chr(10), file=sys.stderr))
from gongkai.__main__ import run
run()
"""


# A report with findings, and not understood as a whole.
EXAMPLE = Path(__file__).parents[2] / "examples" / "huodian-2020.txt"


class Loaded:
    """The modules that a command imported."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def of(self, package: str) -> int:
        return sum(name.partition(".")[0] == package for name in self.names)

    @property
    def rules(self) -> set[str]:
        return {name.split(".")[2] for name in self.names if name.startswith("gongkai_rules.rules.")}

    @property
    def others(self) -> int:
        """Python's own modules and those of libraries."""
        return len(self.names) - self.of("gongkai") - self.of("gongkai_rules")


def loaded(folder: Path, *args: str | Path) -> Loaded:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *map(str, args)], cwd=folder, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode in (0, 3)
    return Loaded(done.stderr.split())


# The most modules that each may import: of Gongkai, rules, and of Python and libraries together. Python's versions
# differ by some; a new part of Gongkai that a run needs may raise its number.
MOST = {
    "--version": (9, 0, 103),
    "rules": (54, 0, 136),
    "check --select GK303": (98, 1, 133),
    "check text": (110, 114, 133),
    "check json": (113, 114, 133),
    "check and tell": (110, 102, 133),
}
HEAVY = (
    "rich", "jsonschema", "rapidfuzz", "importlib.metadata", "zipfile", "xml.etree.ElementTree", "subprocess", "pathlib",
    "asyncio", "yaml", "multiprocessing.pool", "fractions", "heapq", "locale", "inspect", "typing_extensions",
    "hashlib",
)  # fmt: skip


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A folder with a report as text and as JSON, after runs that kept what starting needs."""
    folder = tmp_path_factory.mktemp("started")
    text = write_report(catalogue.standards["gkbg-2021"])
    report = Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("r.txt", text.encode()))
    (folder / "report.txt").write_text(text, encoding="utf-8")
    (folder / "report.json").write_bytes(encode(report))
    youngest = max(stamp[1] for stamp in rule_index._tree("gongkai_rules.rules"))
    time.sleep(max(0, youngest + rule_index._TICK + 1 - time.time()))  # only while rules are being written
    for _ in range(2):  # patterns are kept from the second on
        loaded(folder, "check", "report.txt")
    return folder


@pytest.fixture(scope="module")
def runs(started: Path) -> dict[str, Loaded]:
    return {
        "--version": loaded(started, "--version"),
        "rules": loaded(started, "rules"),
        "check --select GK303": loaded(started, "check", "--select", "GK303", "report.txt"),
        "check text": loaded(started, "check", "report.txt"),
        "check json": loaded(started, "check", "report.json"),
        "check and tell": loaded(started, "check", EXAMPLE),
    }


@pytest.mark.parametrize("name", MOST)
def test_no_more_modules_are_imported_than_now(runs: dict[str, Loaded], name: str) -> None:
    own, rules, others = MOST[name]
    run = runs[name]
    assert run.of("gongkai") <= own
    assert len(run.rules) <= rules
    assert run.others <= others


@pytest.mark.parametrize("name", MOST)
def test_no_heavy_library_is_imported(runs: dict[str, Loaded], name: str) -> None:
    assert set(HEAVY) & set(runs[name].names) == set()


def test_the_version_needs_no_plugin_and_no_schema(runs: dict[str, Loaded]) -> None:
    assert {"gongkai_rules", "msgspec", "pluggy", "gongkai.plugins"} & set(runs["--version"].names) == set()


def test_reading_text_imports_no_other_reader_and_json_no_recognizer_of_text(runs: dict[str, Loaded]) -> None:
    text, normalized = set(runs["check text"].names), set(runs["check json"].names)
    assert {"gongkai.report_json", "gongkai.formatters.json", "gongkai.readers.docx.body"} & text == set()
    assert "gongkai.report_json" in normalized


def test_only_rules_that_run_are_imported(runs: dict[str, Loaded], catalogue: Catalogue) -> None:
    preview = {rule.id.lower() for rule in catalogue.rules if rule.preview}
    assert {name.partition("_")[0] for name in runs["check text"].rules} & preview == set()
    assert {name.partition("_")[0] for name in runs["check --select GK303"].rules} == {"gk303"}


def test_what_is_found_is_the_same_with_and_without_what_was_kept(started: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from gongkai.__main__ import run; run()",
        "check",
        "--format",
        "json",
        str(EXAMPLE),
    ]

    def found(cache: str) -> tuple[int, bytes]:
        done = subprocess.run(
            command, cwd=started, capture_output=True, check=False, env=os.environ | {"GONGKAI_CACHE_DIR": cache}
        )
        assert done.stderr == b""
        return done.returncode, done.stdout

    nowhere = tmp_path / "file"
    nowhere.touch()
    plain = found(str(nowhere / "cache"))  # a folder that cannot be made
    assert plain[0] == 3
    assert len(json.loads(plain[1])["findings"]) > 2
    assert [found(str(tmp_path / "cache")) for _ in range(2)] == [plain, plain]
    assert sorted(path.name.split("-")[0] for path in (tmp_path / "cache" / "start").iterdir()) == [
        "bytecode",
        "patterns",
        "rules",
    ]


class TestTheCommand:
    """`run`, which the `gongkai` command calls, ends the process without taking it down piece by piece."""

    def ended(self, code: str, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def test_all_is_written_and_the_code_is_kept(self, started: Path) -> None:
        done = self.ended(
            "from gongkai.__main__ import run; run()", "check", str(started / "report.txt"), "--format", "json"
        )
        assert done.returncode == 0
        assert json.loads(done.stdout)["exit_code"] == 0
        assert self.ended("from gongkai.__main__ import run; run()", "check", "--nonsense").returncode == 2

    def test_what_was_registered_for_the_exit_is_done(self) -> None:
        code = "import atexit; atexit.register(print, 'done'); from gongkai.__main__ import run; run()"
        assert self.ended(code, "--version").stdout.endswith("done\n")

    @pytest.mark.parametrize("when", ["gongkai.kept.use", "gongkai.bytecode.begin", "gongkai.bytecode.end"])
    def test_ctrl_c_before_and_after_the_command_prints_nothing(self, when: str) -> None:
        module, name = when.rsplit(".", 1)
        code = (
            f"import {module}, signal\n"
            f"{when} = lambda *_: signal.raise_signal(signal.SIGINT)\n"
            "from gongkai.__main__ import run; run()"
        )
        done = self.ended(code, "--version")
        assert (done.returncode, done.stderr) == (130, ""), name
        assert done.stdout.startswith("gongkai") == (name == "end")

    def test_threads_are_waited_for(self) -> None:
        code = (
            "import threading, time\n"
            "def work():\n time.sleep(0.3); print('worked')\n"
            "threading.Thread(target=work).start()\n"
            "from gongkai.__main__ import run; run()"
        )
        assert self.ended(code, "--version").stdout.endswith("worked\n")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    def test_output_that_cannot_be_written_is_not_success(self) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-c", "from gongkai.__main__ import run; run()", "rules"],
                stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert done.returncode == 3

    @pytest.mark.skipif(os.name != "posix", reason="a process there has all its files")
    @pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
    def test_a_process_without_standard_files_does_its_work(
        self, started: Path, tmp_path: Path, closed: tuple[int, ...]
    ) -> None:
        code = f"import os, sys; [os.close(n) for n in {closed}]; os.execv(sys.executable, sys.argv[1:])"
        run = "from gongkai.__main__ import run; run()"
        report, out = started / "report.txt", tmp_path / "out.json"
        check = [sys.executable, "-c", run, "check", str(report), str(tmp_path / "none.txt"), "--format", "text"]
        done = self.ended(code, *check, "--format", f"json={out}")
        assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (3, False)
        assert json.loads(out.read_text(encoding="utf-8"))["exit_code"] == 3
