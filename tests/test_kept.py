"""Files kept between runs: whole or not at all, and never another user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.kept import forget, keep, keeps, kept, use, used, used_before


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    use(str(tmp_path / "deep" / "start"))
    yield tmp_path / "deep" / "start"
    use("")


def test_a_folder_was_used_before_if_it_was_there_when_it_was_named(folder: Path) -> None:
    assert not used_before()
    assert keeps()
    assert not used_before()
    use(str(folder))
    assert used_before()
    use("")
    assert not used_before()


def test_what_was_kept_is_there_until_it_is_forgotten(folder: Path) -> None:
    assert kept("a") is None
    keep("a", b"one")
    keep("a", b"two")
    assert kept("a") == b"two"
    assert [path.name for path in folder.iterdir()] == ["a"]
    forget("a")
    forget("a")
    assert kept("a") is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not used()
    assert not keeps()
    keep("a", b"one")
    forget("a")
    assert kept("a") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:4] + b"x" + b[5:], lambda b: b + b"x"]
)
def test_a_damaged_file_is_as_none(folder: Path, damage: object) -> None:
    assert callable(damage)
    keep("a", b"content")
    (folder / "a").write_bytes(damage((folder / "a").read_bytes()))
    assert kept("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of files here")
def test_a_file_that_others_may_write_is_as_none(folder: Path) -> None:
    keep("a", b"content")
    assert (folder / "a").stat().st_mode & 0o777 == 0o600
    (folder / "a").chmod(0o620)
    assert kept("a") is None


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    use(str(tmp_path / "file" / "start"))
    try:
        assert not keeps()
        keep("a", b"one")
        assert kept("a") is None
    finally:
        use("")


def test_one_of_several_writers_at_once_wins_whole(folder: Path) -> None:
    keep("a", b"begin" * 1000)
    contents = [bytes([n]) * 50_000 for n in range(20)]
    with ThreadPoolExecutor(4) as threads:
        writing = [threads.submit(keep, "a", content) for content in contents]
        seen = {kept("a") for _ in range(50)}
        for each in writing:
            each.result()
    assert kept("a") in contents
    assert seen <= {*contents, b"begin" * 1000}
