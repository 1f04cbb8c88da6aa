"""From arguments to files: each once, whatever way leads to it, and shown as people name it."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from gongkai.cli.inputs import expand, open_source, shown
from gongkai.errors import ReadError
from gongkai.limits import Limits

TEXTS = frozenset({".txt"})


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a/one.txt", "a/b/two.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")


def test_a_file_comes_once_however_it_is_named() -> None:
    every = ["a", "./a", "a/b/../one.txt", "a/one.txt", str(Path.cwd() / "a"), "a/*.txt"]
    assert list(expand(every, TEXTS)) == ["a/one.txt", "a/b/two.txt"]


def test_a_folder_that_a_pattern_names_is_searched() -> None:
    """The shell would have named it, too; where nothing expands patterns, its reports must not be left out."""
    assert list(expand(["a/*"], TEXTS)) == ["a/b/two.txt", "a/one.txt"]
    assert list(expand(["?"], TEXTS)) == ["a/one.txt", "a/b/two.txt"]
    assert list(expand(["a/**"], TEXTS)) == ["a/b/two.txt", "a/one.txt"]


def test_links_to_files_and_folders_lead_to_the_same_file() -> None:
    Path("a/link.txt").symlink_to("one.txt")
    Path("c").symlink_to("a")
    assert sorted(map(os.path.realpath, expand(["a", "c", "c/one.txt"], TEXTS))) == [
        str(Path("a/b/two.txt").resolve()), str(Path("a/one.txt").resolve()),
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for_but_a_broken_link_is_told() -> None:
    os.mkfifo("a/pipe.txt")
    Path("a/broken.txt").symlink_to("none.txt")
    assert list(expand(["a"], TEXTS)) == ["a/broken.txt", "a/one.txt", "a/b/two.txt"]
    assert list(expand(["a/pipe.txt"], TEXTS)) == ["a/pipe.txt"]  # as the shell gives <(command)


def test_what_is_called_as_a_report_is_meant_even_where_it_cannot_be_read() -> None:
    for name in (
        "甲局年度报告.jpg",
        "乙局年度报告（定稿）.ofd",
        "丙局 年度报告_2.zip",
        "丁局年度报告.jpg",
        "丁局年度报告.txt",
        "年度报告说明.jpg",
    ):
        Path("a", name).write_text("x", encoding="utf-8")
    told = {"a/甲局年度报告.jpg", "a/乙局年度报告（定稿）.ofd", "a/丙局 年度报告_2.zip", "a/丁局年度报告.txt"}
    assert set(expand(["a"], TEXTS, ("年度报告",))) - set(expand(["a/one.txt", "a/b"], TEXTS)) == told


def test_a_folder_that_cannot_be_searched_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    search = os.scandir

    def refused(path: str) -> object:
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return search(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert list(expand(["a"], TEXTS)) == ["a/one.txt", "a/b"]
    with pytest.raises(ReadError):
        open_source("a/b", Limits())


@pytest.mark.skipif(os.name != "posix", reason="names are bytes there only")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云川县2025.txt".encode("gbk"), "云川县2025.txt"),
        ("云川/年报.txt".encode("gbk"), "云川/年报.txt"),
        ("云川/".encode() + "年报.txt".encode("gbk"), "云川/年报.txt"),
        (b"a\xff.txt", "a\\xff.txt"),
        ("年报.txt".encode(), "年报.txt"),
    ],
)
def test_a_name_in_another_encoding_is_shown_in_characters_that_all_outputs_hold(name: bytes, words: str) -> None:
    path = os.fsdecode(name)
    assert shown(path) == shown(str(Path(path).resolve())) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a/one.txt", "a/one.txt"),
        ("./a/one.txt", "a/one.txt"),
        ("a/b/../one.txt", "a/one.txt"),
        ("a//one.txt", "a/one.txt"),
    ],
)
def test_paths_are_shown_from_the_current_folder(path: str, words: str) -> None:
    assert shown(path) == shown(str(Path.cwd() / path)) == words == os.path.relpath(path)


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_file_is_read_whole_up_to_the_limit(size: int) -> None:
    Path("r.txt").write_bytes(b"x" * size)
    assert open_source("r.txt", Limits(file_bytes=100)).data == b"x" * size


def test_a_file_beyond_the_limit_is_refused() -> None:
    Path("r.txt").write_bytes(b"x" * 101)
    with pytest.raises(ReadError):
        open_source("r.txt", Limits(file_bytes=100))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
@pytest.mark.parametrize("size", [5, 200_000, 300_001])
def test_a_pipe_that_does_not_say_its_size_is_read_whole(size: int) -> None:
    os.mkfifo("pipe.txt")
    writing = threading.Thread(target=lambda: _write(Path("pipe.txt"), b"x" * size))
    writing.start()
    try:
        if size > 300_000:
            with pytest.raises(ReadError):
                open_source("pipe.txt", Limits(file_bytes=300_000))
        else:
            assert open_source("pipe.txt", Limits(file_bytes=300_000)).data == b"x" * size
    finally:
        writing.join()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
