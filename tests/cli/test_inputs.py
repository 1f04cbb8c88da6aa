"""From arguments to files: each once, whatever way leads to it, and shown as people name it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.cli.inputs import expand, shown

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


def test_links_to_files_and_folders_lead_to_the_same_file() -> None:
    Path("a/link.txt").symlink_to("one.txt")
    Path("c").symlink_to("a")
    assert sorted(map(os.path.realpath, expand(["a", "c", "c/one.txt"], TEXTS))) == [
        str(Path("a/b/two.txt").resolve()), str(Path("a/one.txt").resolve()),
    ]  # fmt: skip


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
