"""Results of earlier runs: used only where nothing has changed, and never trusted."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai.cli import store as stores
from gongkai.cli.batch import CACHED, Means, perform
from gongkai.cli.feeds import of_paths
from gongkai.cli.run import Checker, Job, prepare
from gongkai.cli.state import state
from gongkai.cli.store import BATCH, FILE, Store
from gongkai.config import Config, Effective
from gongkai.engine import Outcome
from gongkai.finding import Run
from gongkai.limits import Limits
from gongkai.plugins import Catalogue, Plugin, RuleFile, collect
from gongkai.reader import Source
from gongkai.specimen import write_report

pytestmark = pytest.mark.usefixtures("streaming")

Gongkai = Callable[..., tuple[int, str, str]]
RULE = """
from gongkai import Cite, Finding, Rule, Text
T = Text("甲", "a")
def check(view):
    yield Finding("m", view.report.place(), {})
RULE = Rule(id="TT101", name="tt-one", severity="warning", summary=T, advice=T, messages={"m": T},
            basis=(Cite("format-2021", "part-1"),), check=check)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a folder of its own to work in."""
    monkeypatch.setenv("GONGKAI_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "cache" / FILE


@pytest.fixture
def paths(catalogue: Catalogue) -> list[str]:
    standard = catalogue.standards["gkbg-2021"]
    names = []
    for n in range(CACHED):
        cells = {("applications", "granted", "total"): "51"} if n == 3 else {}
        Path(f"{n}.txt").write_text(write_report(standard, cells=cells), encoding="utf-8")
        names.append(f"{n}.txt")
    return names


def _job(config: Config = Config(), rule: str = "", catalogue: Catalogue | None = None) -> Job:  # noqa: B008
    files = (RuleFile("own.py", rule),) if rule else ()
    return prepare(
        catalogue or collect(files=files), Effective(config=config, origins={}), None, date(2026, 3, 1), files
    )


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were really checked."""
    seen: list[str] = []
    check = Checker.check

    def noted(self: Checker, source: Source) -> Outcome:
        seen.append(source.path)
        return check(self, source)

    monkeypatch.setattr(Checker, "check", noted)
    return seen


def _run(job: Job, paths: list[str]) -> Run:
    return perform(job, of_paths(paths, Limits()), means=Means(jobs=1, cache=True))[0]


class TestKeys:
    def test_a_second_run_checks_nothing_and_says_the_same(self, paths: list[str], checked: list[str]) -> None:
        first = _run(_job(), paths)
        assert checked == paths
        assert _run(_job(), paths) == first
        assert checked == paths
        assert first.diagnostics

    def test_only_the_document_that_changed_is_checked_again(self, paths: list[str], checked: list[str]) -> None:
        _run(_job(), paths)
        Path("5.txt").write_text(Path("5.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
        Path("6.txt").rename("moved.txt")
        checked.clear()
        run = _run(_job(), [*paths[:6], "7.txt", "moved.txt"])
        assert checked == ["5.txt", "moved.txt"]
        assert [d.path for d in run.documents][-1] == "moved.txt"

    @pytest.mark.parametrize(
        "config",
        [
            Config(ignore=("GK303",)),
            Config(severity={"GK303": "info"}),
            Config(options={"GK543": {"deadline": "02-20"}}),
            Config(min_fidelity=0.9),
            Config(body="government"),
        ],
    )
    def test_other_settings_are_another_result(self, paths: list[str], checked: list[str], config: Config) -> None:
        _run(_job(), paths)
        checked.clear()
        _run(_job(config), paths)
        assert checked == paths

    def test_levels_and_lists_that_count_after_checking_are_not(self, paths: list[str], checked: list[str]) -> None:
        _run(_job(), paths)
        checked.clear()
        assert _run(_job(Config(fail_level="warning", max_warnings=0)), paths).exit_code == 1
        assert checked == []

    def test_a_rule_file_that_was_edited_is_run(self, paths: list[str]) -> None:
        config = Config(select=("TT101",))
        assert {d.message.en for d in _run(_job(config, RULE), paths).diagnostics} == {"a"}
        assert {d.message.en for d in _run(_job(config, RULE.replace('"a"', '"b"')), paths).diagnostics} == {"b"}


class TestTold:
    """Results of runs that write while they go on are kept as they were written, beside what others can use."""

    ARGUMENTS = ("--as-of", "2026-03-01", "--format")

    def test_a_second_stream_checks_nothing_and_is_the_same(
        self, gongkai: Gongkai, paths: list[str], checked: list[str], tmp_path: Path
    ) -> None:
        _move(tmp_path)
        first = gongkai("check", *paths, *self.ARGUMENTS, "jsonl")
        assert [json.loads(line)["type"] for line in first[1].splitlines()].count("finding")
        checked.clear()
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl") == first
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl=a.jsonl")[0] == first[0]
        assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == first[1]
        assert checked == []

    def test_one_run_uses_the_results_of_another_format_and_language(
        self, gongkai: Gongkai, paths: list[str], checked: list[str], tmp_path: Path
    ) -> None:
        _move(tmp_path)
        wanted = {
            (name, lang): gongkai("check", *paths, "--no-cache", "--lang", lang, *self.ARGUMENTS, name)
            for name in ("jsonl", "json")
            for lang in ("zh", "en")
        }
        gongkai("check", *paths, *self.ARGUMENTS, "jsonl")
        checked.clear()
        for (name, lang), output in wanted.items():
            for _ in range(2):
                assert gongkai("check", *paths, "--lang", lang, *self.ARGUMENTS, name) == output
        assert checked == []

    def test_what_is_accepted_later_counts(
        self, gongkai: Gongkai, paths: list[str], checked: list[str], tmp_path: Path
    ) -> None:
        _move(tmp_path)
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl")[0] == 1
        gongkai("baseline", "write", *paths, "--baseline", "base.json")
        checked.clear()
        code, out, _ = gongkai("check", *paths, "--baseline", "base.json", *self.ARGUMENTS, "jsonl")
        assert (code, json.loads(out.splitlines()[-1])["summary"]["errors"]) == (0, 0)
        assert checked == []
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl")[0] == 1

    def test_no_document_with_private_values_is_kept(
        self, gongkai: Gongkai, paths: list[str], checked: list[str], tmp_path: Path
    ) -> None:
        _move(tmp_path)
        text = Path("2.txt").read_text(encoding="utf-8")
        Path("2.txt").write_text(text.replace("\n", "\n申请人身份证号11010519491231002X。\n", 1), encoding="utf-8")
        first = gongkai("check", *paths, *self.ARGUMENTS, "jsonl")
        checked.clear()
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl") == first
        assert checked == ["2.txt"]

    def test_a_damaged_entry_is_told_anew(
        self, gongkai: Gongkai, paths: list[str], checked: list[str], tmp_path: Path
    ) -> None:
        _move(tmp_path)
        first = gongkai("check", *paths, *self.ARGUMENTS, "jsonl")
        with closing(sqlite3.connect(tmp_path / ".cache" / FILE)) as base, base:
            base.execute("UPDATE results SET value = substr(value, 1, length(value) - 1)")
        checked.clear()
        assert gongkai("check", *paths, *self.ARGUMENTS, "jsonl") == first
        assert checked == paths


def _move(folder: Path) -> None:
    """Put the reports where the command line runs."""
    for path in Path().glob("*.txt"):
        path.rename(folder / path.name)
    os.chdir(folder)


class TestState:
    @pytest.fixture
    def pack(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> tuple[Path, Job]:
        """A plugin's package that is developed in place, and a job with it."""
        folder = tmp_path / "src" / "tt_pack"
        (folder / "data").mkdir(parents=True)
        (folder / "__init__.py").write_text("", encoding="utf-8")
        (folder / "data" / "words.json").write_text('{"a": 1}', encoding="utf-8")
        monkeypatch.syspath_prepend(str(folder.parent))
        plugin = Plugin(name="tt", module="tt_pack", distribution="tt-pack", version="1")
        return folder, _job(catalogue=replace(catalogue, plugins=(*catalogue.plugins, plugin)))

    def test_any_byte_of_a_plugins_package_counts_whatever_its_files_times_say(self, pack: tuple[Path, Job]) -> None:
        folder, job = pack
        words = folder / "data" / "words.json"
        before, times = state(job), words.stat()
        words.write_text('{"a": 2}', encoding="utf-8")
        os.utime(words, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert state(job) != before
        words.write_text('{"a": 1}', encoding="utf-8")
        assert state(job) == before

    @pytest.mark.parametrize(
        "importing", ["import tt_common.words", "def check(view):\n    from tt_common import words"]
    )
    def test_what_a_plugin_imports_from_a_folder_counts_and_what_that_imports(
        self, pack: tuple[Path, Job], importing: str
    ) -> None:
        folder, job = pack
        (folder / "one.py").write_text(f"{importing}\n", encoding="utf-8")
        words, deep = folder.parent / "tt_common" / "words.py", folder.parent / "tt_deep.py"
        words.parent.mkdir()
        words.write_text("import tt_deep\n", encoding="utf-8")
        deep.write_text("A = 1\n", encoding="utf-8")
        seen = {state(job)}
        words.write_text("import tt_deep  # other\n", encoding="utf-8")
        seen.add(state(job))
        deep.write_text("A = 2\n", encoding="utf-8")
        seen.add(state(job))
        assert len(seen) == 3
        assert None not in seen

    def test_what_a_rule_file_imports_counts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(tmp_path))
        words = tmp_path / "tt_words.py"
        words.write_text("A = 1\n", encoding="utf-8")
        job = _job(rule=f"import tt_words\n{RULE}")
        before = state(job)
        words.write_text("A = 2\n", encoding="utf-8")
        assert before is not None
        assert state(job) not in (before, None)

    def test_with_a_rule_file_that_can_read_others_nothing_is_kept(self, paths: list[str], place: Path) -> None:
        job = _job(rule=f"from pathlib import Path\n{RULE}")
        assert state(job) is None
        _run(job, paths)
        assert not place.exists()

    def test_a_package_that_was_installed_counts_by_the_times_of_its_files(
        self, pack: tuple[Path, Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, job = pack
        site = tmp_path / "site"
        (site / "tt_common-1.dist-info").mkdir(parents=True)
        (site / "tt_common.py").write_text("A = 1\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        (folder / "one.py").write_text("import tt_common\n", encoding="utf-8")
        before = state(job)
        os.utime(site / "tt_common.py", (1, 1))
        assert state(job) not in (before, None)

    @pytest.mark.skipif(os.name != "posix", reason="links and file modes")
    def test_a_link_that_leads_nowhere_counts_for_nothing(self, pack: tuple[Path, Job]) -> None:
        folder, job = pack
        before = state(job)
        (folder / ".#one.py").symlink_to("somebody@somewhere.1234:5")
        os.mkfifo(folder / "pipe")
        assert state(job) == before is not None

    def test_with_a_file_that_cannot_be_read_nothing_is_known(
        self, pack: tuple[Path, Job], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, job = pack

        def refused(path: str, *args: object) -> object:
            if path.startswith(str(folder)):
                raise PermissionError(path)
            return Path(path).open(*args)  # type: ignore[call-overload]

        monkeypatch.setattr("gongkai.cli.state.open", refused, raising=False)
        assert state(job) is None

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time of change")
    def test_code_that_changed_after_it_was_loaded_is_not_known(self, pack: tuple[Path, Job]) -> None:
        folder, job = pack
        loaded = time.time() + 0.1
        assert state(job, loaded)
        time.sleep(0.2)
        (folder / "__init__.py").write_text("A = 1\n", encoding="utf-8")
        os.utime(folder / "__init__.py", (1, 1))
        assert state(job, loaded) is None

    def test_nothing_is_kept_of_a_run_in_which_code_changed(
        self, pack: tuple[Path, Job], paths: list[str], place: Path, checked: list[str]
    ) -> None:
        folder, job = pack

        def edit() -> None:
            (folder / "__init__.py").write_text(f"A = {len(checked)}\n", encoding="utf-8")

        perform(job, of_paths(paths, Limits()), means=Means(jobs=1, cache=True), told=edit)
        assert stores.contents(str(place.parent)).entries == 0

    def test_compiled_code_does_not_count(self, pack: tuple[Path, Job]) -> None:
        folder, job = pack
        before = state(job)
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
        assert state(job) == before

    def test_installing_anything_counts(
        self, pack: tuple[Path, Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, job = pack
        before = state(job)
        (tmp_path / "site" / "other-1.0.dist-info").mkdir(parents=True)
        monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
        assert state(job) != before

    def test_with_a_plugin_that_failed_nothing_is_kept(self, paths: list[str], place: Path) -> None:
        catalogue = collect()
        (incident, *_) = _run(_job(), ["missing.txt"]).incidents
        job = _job(catalogue=replace(catalogue, incidents=(incident,)))
        assert state(job) is None
        _run(job, paths)
        assert not place.exists()

    def test_with_a_package_that_has_no_files_nothing_is_kept(self, catalogue: Catalogue) -> None:
        plugin = Plugin(name="tt", module="tt_gone", distribution="tt", version="1")
        assert state(_job(catalogue=replace(catalogue, plugins=(*catalogue.plugins, plugin)))) is None


class TestWhatIsKept:
    def test_no_document_with_private_values(self, paths: list[str], place: Path, checked: list[str]) -> None:
        number = "11010519491231002X"
        text = Path("2.txt").read_text(encoding="utf-8")
        Path("2.txt").write_text(text.replace("\n", f"\n申请人身份证号{number}。\n", 1), encoding="utf-8")
        assert any("110***" in d.message.zh or "110***" in d.message.en for d in _run(_job(), paths).diagnostics)
        checked.clear()
        _run(_job(), paths)
        assert checked == ["2.txt"]
        assert stores.contents(str(place.parent)).entries == CACHED - 1

    def test_faults_of_the_document_but_none_of_the_machine(self, paths: list[str], checked: list[str]) -> None:
        Path("empty.txt").write_text("", encoding="utf-8")  # GK901, as for a missing program
        Path("letter.txt").write_text("会议通知\n", encoding="utf-8")  # GK905
        every = [*paths, "empty.txt", "letter.txt"]
        first = _run(_job(), every)
        checked.clear()
        assert _run(_job(), every) == first
        assert checked == ["empty.txt"]

    @pytest.mark.skipif(os.name != "posix", reason="file modes")
    def test_nobody_else_can_read_it(self, paths: list[str], place: Path) -> None:
        _run(_job(), paths)
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


class TestDamage:
    def test_an_entry_that_is_not_what_was_written_is_worked_out_again(
        self, paths: list[str], place: Path, checked: list[str]
    ) -> None:
        first = _run(_job(), paths)
        with closing(sqlite3.connect(place)) as base, base:
            (key, value), (other, _) = base.execute("SELECT key, value FROM results LIMIT 2").fetchall()
            flipped = value[:-1] + bytes([value[-1] ^ 1])
            base.execute("UPDATE results SET value = ? WHERE key = ?", (flipped, key))
            base.execute("UPDATE results SET value = ? WHERE key = ?", (value, other))  # whole, but another's
        checked.clear()
        assert _run(_job(), paths) == first
        assert len(checked) == 2
        checked.clear()
        _run(_job(), paths)
        assert checked == []

    @pytest.mark.parametrize("data", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
    def test_a_damaged_file_is_made_anew(
        self, paths: list[str], place: Path, checked: list[str], data: bytes
    ) -> None:
        first = _run(_job(), paths)
        place.write_bytes(data)
        for end in ("-wal", "-shm"):
            place.with_name(FILE + end).unlink(missing_ok=True)
        assert _run(_job(), paths) == first
        _run(_job(), paths)
        checked.clear()
        assert _run(_job(), paths) == first
        assert checked == []

    def test_pages_damaged_in_the_middle_never_fail_a_run(self, paths: list[str], place: Path) -> None:
        first = _run(_job(), paths)
        data = bytearray(place.read_bytes())
        data[4096:] = b"\xa5" * (len(data) - 4096)
        place.write_bytes(data)
        assert _run(_job(), paths) == first
        assert _run(_job(), paths) == first

    def test_without_a_place_to_write_the_run_goes_on(
        self, paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        monkeypatch.setenv("GONGKAI_CACHE_DIR", str(tmp_path / "file" / "inside"))
        assert _run(_job(), paths).documents

    def test_without_a_place_to_write_memory_holds_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        tracemalloc.start()
        try:
            with Store(str(tmp_path / "file" / "inside")) as store:
                for n in range(2 * BATCH):
                    store.put(str(n).encode(), bytes(1000))
                assert tracemalloc.get_traced_memory()[0] < 100_000
        finally:
            tracemalloc.stop()

    @pytest.mark.skipif(os.name != "posix", reason="file modes")
    @pytest.mark.parametrize("name", [".", FILE])
    def test_what_others_can_write_to_is_not_used(
        self, paths: list[str], place: Path, checked: list[str], name: str
    ) -> None:
        _run(_job(), paths)
        (place.parent / name).chmod(0o777)
        checked.clear()
        _run(_job(), paths)
        assert checked == paths


class TestStore:
    def test_two_processes_write_at_the_same_time(self, tmp_path: Path) -> None:
        keys = [n.to_bytes(32, "big") for n in range(500)]
        with Store(str(tmp_path)) as one, Store(str(tmp_path)) as two:
            for key in keys:
                one.put(key, b"v" + key)
                two.put(key, b"v" + key)
        with Store(str(tmp_path)) as three:
            assert [three.get(key) for key in keys] == [b"v" + key for key in keys]

    def test_what_nobody_asks_for_goes_and_what_is_used_stays(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time()
        with Store(str(tmp_path)) as first:
            first.put(b"used", b"1")
            first.put(b"forgotten", b"2")
        monkeypatch.setattr(time, "time", lambda: now + 20 * 86400)
        with Store(str(tmp_path)) as second:
            assert second.get(b"used") == b"1"
        monkeypatch.setattr(time, "time", lambda: now + 40 * 86400)
        with Store(str(tmp_path)) as third:
            third.put(b"new", b"3")
        with Store(str(tmp_path)) as fourth:
            assert [fourth.get(key) for key in (b"used", b"forgotten", b"new")] == [b"1", None, b"3"]

    def test_it_does_not_grow_beyond_its_bound(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(stores, "BYTES", 200_000)
        for n in range(12):
            with Store(str(tmp_path)) as store:
                for m in range(40):
                    store.put(f"{n}/{m}".encode(), os.urandom(1000))
        with Store(str(tmp_path)) as store:
            assert store.get(b"11/39")
        assert (tmp_path / FILE).stat().st_size < 400_000


class TestCommands:
    def test_info_and_clear(self, gongkai: Gongkai, paths: list[str], place: Path) -> None:
        gongkai_place = place.parent.parent / ".cache" / FILE
        gongkai("check", *paths)
        started = gongkai_place.parent / "start"
        assert started.exists()
        code, out, _ = gongkai("cache", "info")
        assert (code, out.splitlines()[0]) == (0, str(gongkai_place))
        assert f"{2 * CACHED} 条结果" in out  # what each came to, and how it is told
        assert gongkai("cache", "clear") == (0, "已清除\n", "")
        assert not started.exists()
        assert "0 条结果" in gongkai("cache", "info")[1]
        assert not gongkai_place.exists()

    def test_what_clearing_itself_would_keep_is_not_kept(self, tmp_path: Path) -> None:
        started = tmp_path / "cache" / "start"
        started.mkdir(parents=True)
        environment = {**os.environ, "GONGKAI_CACHE_DIR": str(tmp_path / "cache")}
        subprocess.run([sys.executable, "-m", "gongkai", "cache", "clear"], check=True, env=environment)
        assert not started.exists()

    def test_no_cache_leaves_no_results(self, gongkai: Gongkai, paths: list[str], place: Path) -> None:
        gongkai("check", *paths, "--no-cache")
        assert not (place.parent.parent / ".cache" / FILE).exists()

    def test_the_second_run_prints_the_same_bytes(self, gongkai: Gongkai, paths: list[str], place: Path) -> None:
        first = gongkai("check", *paths, "--format", "json")
        assert gongkai("check", *paths, "--format", "json") == first
        assert json.loads(first[1])["findings"]
