from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from pathlib import Path

from gongkai.entry_points import EntryPoint, entry_points

TEXT = "[console_scripts]\nx = y:z\n\n[gongkai]\n# a comment\nb = pkg.b\na = pkg.a [extra]\n\n[other]\nc = d\n"


def install(folder: Path, name: str = "my_pack-1.2", text: str = TEXT) -> None:
    info = folder / f"{name}.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(text, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-pack\nVersion: 1.2\n", encoding="utf-8")


def test_the_groups_entry_points_are_found_in_order_of_name(tmp_path: Path) -> None:
    install(tmp_path)
    assert entry_points("gongkai", [str(tmp_path)]) == (
        EntryPoint("a", "pkg.a", "my_pack", "1.2"),
        EntryPoint("b", "pkg.b", "my_pack", "1.2"),
    )


def test_a_distribution_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    install(tmp_path / "one")
    install(tmp_path / "two", "my_pack-2.0", "[gongkai]\nz = pkg.z\n")
    found = entry_points("gongkai", [str(tmp_path / "one"), str(tmp_path / "two")])
    assert {point.version for point in found} == {"1.2"}


def test_a_zipped_wheel_on_the_path_is_read_too(tmp_path: Path) -> None:
    install(tmp_path / "files")
    wheel = tmp_path / "my_pack-1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in (tmp_path / "files").rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(tmp_path / "files"))
    assert [point.name for point in entry_points("gongkai", [str(wheel)])] == ["a", "b"]


def test_missing_and_unreadable_folders_are_passed_over(tmp_path: Path) -> None:
    assert entry_points("gongkai", [str(tmp_path / "absent"), str(tmp_path)]) == ()


def test_the_standard_library_finds_the_same_in_this_environment() -> None:
    for group in ("gongkai", "console_scripts", "pytest11"):
        theirs = {(e.name, e.value.partition("[")[0].strip()) for e in metadata.entry_points(group=group)}
        assert {(e.name, e.module) for e in entry_points(group, sys.path)} == theirs
