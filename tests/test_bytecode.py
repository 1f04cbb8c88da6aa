"""Modules from the bytecode that is kept: the same as from their files, and never older than these."""

from __future__ import annotations

import importlib
import inspect
import os
import shutil
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from gongkai import bytecode
from gongkai.kept import HEAD, keep, kept, use

LONG_AGO = 1_600_000_000
WORDS = '"""Words."""\n\n\ndef fail() -> None:\n    raise ValueError("here")\n\n\nVALUE = 1\n'


class Pack:
    """A package in a folder, and a way to import it as a new process of the command line would."""

    def __init__(self, site: Path) -> None:
        self.site, self.folder = site, site / "kept_pack"
        (self.folder / "deep").mkdir(parents=True)
        self.write("__init__.py", "")
        self.write("words.py", WORDS)
        self.write("deep/__init__.py", "from kept_pack.words import VALUE\n")

    def write(self, name: str, text: str, when: int = LONG_AGO) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        os.utime(self.folder / name, (when, when))
        self.age()

    def age(self) -> None:
        for folder in (self.folder, self.folder / "deep"):
            os.utime(folder, (LONG_AGO, LONG_AGO))

    def forget(self) -> None:
        for name in [name for name in sys.modules if name.partition(".")[0] == "kept_pack"]:
            del sys.modules[name]
        importlib.invalidate_caches()

    def run(self, name: str = "kept_pack.deep") -> ModuleType:
        self.forget()
        bytecode.begin()
        try:
            importlib.import_module(name)
            return sys.modules.get("kept_pack.words") or sys.modules[name]
        finally:
            bytecode.end()


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(bytecode, "_SERVED", {"kept_pack"})
    (tmp_path / "start").mkdir()
    use(str(tmp_path / "start"))
    made = Pack(tmp_path / "site")
    yield made
    use("")
    made.forget()


def kept_modules() -> set[str]:
    store = bytecode._Kept()
    store.close()
    return set(store.table)


def was_kept(module: ModuleType) -> bool:
    return type(module.__loader__) is bytecode._Loader


def test_the_second_time_modules_come_from_what_is_kept_and_look_the_same(pack: Pack) -> None:
    first = pack.run()
    assert not was_kept(first)
    second = pack.run()
    assert was_kept(second)
    assert was_kept(sys.modules["kept_pack.deep"])
    assert second.VALUE == first.VALUE == 1
    for name in ("__name__", "__file__", "__cached__", "__package__", "__doc__"):
        assert getattr(second, name) == getattr(first, name)
    deep = sys.modules["kept_pack.deep"]
    assert list(deep.__path__) == [str(pack.folder / "deep")]
    assert deep.__package__ == "kept_pack.deep"


def test_source_and_traceback_are_those_of_the_file(pack: Pack) -> None:
    pack.run()
    words = pack.run()
    assert was_kept(words)
    assert inspect.getsource(words) == WORDS
    assert inspect.getsource(words.fail).startswith("def fail")
    with pytest.raises(ValueError, match="here") as caught:
        words.fail()
    told = "".join(traceback.format_exception(caught.value))
    assert f'File "{pack.folder / "words.py"}", line 5, in fail\n    raise ValueError("here")' in told


def test_the_data_beside_a_module_can_be_read_through_its_loader(pack: Pack) -> None:
    (pack.folder / "words.json").write_text("{}", encoding="utf-8")
    pack.age()
    pack.run()
    loader = pack.run().__loader__
    assert isinstance(loader, bytecode._Loader)
    assert loader.get_data(str(pack.folder / "words.json")) == b"{}"


CHANGES: dict[str, Callable[[Pack], None]] = {
    "another size": lambda p: p.write("words.py", WORDS.replace("VALUE = 1", "VALUE = 222")),
    "another time": lambda p: p.write("words.py", WORDS.replace("VALUE = 1", "VALUE = 2"), LONG_AGO + 1),
    "just now": lambda p: p.write("words.py", WORDS.replace("VALUE = 1", "VALUE = 2"), 2**31 - 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_used_at_once(pack: Pack, change: str) -> None:
    assert pack.run().VALUE == 1
    CHANGES[change](pack)
    changed = pack.run()
    assert not was_kept(changed)
    assert changed.VALUE in (2, 222)
    again = pack.run()
    assert again.VALUE == changed.VALUE
    assert was_kept(again) == (change != "just now")  # what is young may change again unseen


def test_a_package_that_was_put_beside_a_module_comes_first_as_ever(pack: Pack) -> None:
    pack.run()
    (pack.folder / "words").mkdir()
    (pack.folder / "words" / "__init__.py").write_text("VALUE = 3\n", encoding="utf-8")
    os.utime(pack.folder, (LONG_AGO + 10, LONG_AGO + 10))
    assert pack.run().VALUE == 3


def test_a_file_that_is_gone_is_gone(pack: Pack) -> None:
    pack.run()
    (pack.folder / "words.py").unlink()
    with pytest.raises(ModuleNotFoundError):
        pack.run()


def test_the_same_package_elsewhere_is_another(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.run()
    shutil.copytree(pack.site, tmp_path / "other")  # with the times of the files
    (tmp_path / "other" / "kept_pack" / "words.py").write_text(WORDS.replace("VALUE = 1", "VALUE = 4"))
    monkeypatch.syspath_prepend(tmp_path / "other")
    assert pack.run().VALUE == 4


def test_another_interpreter_reads_nothing(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.run()
    monkeypatch.setattr(bytecode, "_interpreter", lambda: "another")
    assert not was_kept(pack.run())
    assert was_kept(pack.run())


def test_without_assertions_there_is_a_file_of_its_own(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    class Flags:
        optimize = 1

    before = bytecode._name()
    monkeypatch.setattr(sys, "flags", Flags)
    assert bytecode._name() != before


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff" * 20, b"\0\0\0\2\0\0\0\0{}", b"\0" * 8])
def test_a_nonsense_file_is_as_none_and_made_again(pack: Pack, content: bytes) -> None:
    pack.run()
    keep(bytecode._name(), content)
    assert not was_kept(pack.run())
    assert kept(bytecode._name()) != content
    assert was_kept(pack.run())


def test_every_damaged_byte_is_noticed(pack: Pack, tmp_path: Path) -> None:
    pack.run()
    file = tmp_path / "start" / bytecode._name()
    whole = file.read_bytes()
    for place in range(HEAD, len(whole), max(1, len(whole) // 40)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert pack.run().VALUE == 1
    for length in range(0, len(whole), max(1, len(whole) // 20)):
        file.write_bytes(whole[:length])
        assert pack.run().VALUE == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of files here")
def test_a_file_that_others_may_write_is_not_run(pack: Pack, tmp_path: Path) -> None:
    pack.run()
    (tmp_path / "start" / bytecode._name()).chmod(0o622)
    assert not was_kept(pack.run())


def test_the_first_run_of_all_keeps_nothing(pack: Pack, tmp_path: Path) -> None:
    use(str(tmp_path / "new"))
    pack.run()
    assert not (tmp_path / "new").exists()


def test_a_run_that_loaded_nothing_new_writes_nothing(pack: Pack, tmp_path: Path) -> None:
    pack.run()
    file = tmp_path / "start" / bytecode._name()
    before = file.stat().st_mtime_ns
    pack.run()
    assert file.stat().st_mtime_ns == before


def test_what_earlier_runs_kept_stays_up_to_a_bound(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.run("kept_pack.words")
    pack.run("kept_pack.deep")
    assert kept_modules() == {"kept_pack.words", "kept_pack.deep"}
    monkeypatch.setattr(bytecode, "_MOST", 2)
    pack.write("more.py", "")
    pack.run("kept_pack.more")
    assert kept_modules() == {"kept_pack.more"}


def test_other_packages_are_none_of_its_business(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode, "_SERVED", {"another"})
    pack.run()
    assert not was_kept(pack.run())
    bytecode.serve("kept_pack")
    pack.run()
    assert was_kept(pack.run())


def test_a_zipped_package_and_a_namespace_are_loaded_as_ever(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        for path in pack.folder.rglob("*.py"):
            archive.write(path, path.relative_to(pack.site))
    shutil.rmtree(pack.folder)
    monkeypatch.syspath_prepend(tmp_path / "pack.zip")
    for _ in range(2):
        assert type(pack.run().__loader__).__name__ == "zipimporter"
    for part in ("one", "two"):
        (tmp_path / part / "kept_pack").mkdir(parents=True)
        (tmp_path / part / "kept_pack" / f"{part}.py").write_text("VALUE = 5\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "one"), str(tmp_path / "two"), *sys.path[1:]])
    monkeypatch.delitem(sys.modules, "kept_pack", raising=False)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if not path.endswith(".zip")])
    for _ in range(2):
        assert not was_kept(pack.run("kept_pack.two"))


def test_nothing_is_left_behind(pack: Pack) -> None:
    before = list(sys.meta_path)
    pack.run()
    assert sys.meta_path == before
    bytecode.end()
