"""A whole tree of reports, of several years and formats, in one command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from gongkai.formatters.json import OutputWire
from gongkai.plugins import Catalogue
from province import build, command, differences

Gongkai = Callable[..., tuple[int, str, str]]


@pytest.mark.slow
def test_a_tree_of_two_hundred_reports(gongkai: Gongkai, catalogue: Catalogue, tmp_path: Path) -> None:
    tree = build(tmp_path / "tree", catalogue, counties=10, years=4)
    assert tree.reports > 200
    code, out, err = gongkai(
        *command("tree"), "--format", "json", "--format", "text=out.txt", "--group-by", "body", "--statistics"
    )
    assert code == 3, err
    output = msgspec.json.decode(out, type=OutputWire)
    assert len(output.documents) == tree.reports + len(tree.unreadable)
    assert list(differences(output, tree)) == []
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "GK601 cy-carry-continuity" in text
    assert all(path in text for path in tree.unreadable)
    # The sums over four departments hold where nothing was changed.
    wrong = {Path(path).parent for path in tree.wrong}
    assert {Path(f.path).parent for f in output.findings if f.rule.startswith("GK70")} <= wrong


def test_the_order_of_the_output_is_that_of_the_paths_however_it_is_spread(
    gongkai: Gongkai, catalogue: Catalogue, tmp_path: Path
) -> None:
    build(tmp_path / "tree", catalogue, counties=1, years=2)
    one = gongkai(*command("tree"), "--format", "json", "--jobs", "1")
    two = gongkai(*command("tree"), "--format", "json", "--jobs", "2")
    assert one == two
