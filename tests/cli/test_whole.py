"""Files are written whole or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from gongkai.cli.whole import opened_whole, write_whole
from gongkai.errors import UsageError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="as POSIX has modes and links")


def test_a_new_file_and_its_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.json", b"{}")
    assert (tmp_path / "a" / "b.json").read_bytes() == b"{}"
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["b.json"]


def test_what_was_there_stays_when_writing_ends_early(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")

    def half() -> None:
        with opened_whole(path) as write:
            write(b"ha")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        half()
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_file_keeps_who_may_read_it(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")
    path.chmod(mode)
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one(tmp_path: Path, *, there: bool) -> None:
    path, link = tmp_path / "target.json", tmp_path / "link.json"
    if there:
        path.write_bytes(b"before")
    link.symlink_to(path)
    write_whole(link, b"after")
    assert link.is_symlink()
    assert path.read_bytes() == b"after"


def test_what_the_system_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        write_whole(tmp_path / "file" / "a.json", b"")
    assert "无法写入" in caught.value.message.zh
