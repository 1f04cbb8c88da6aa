"""`gongkai claims` as its users see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.schema import violations

EXAMPLE = Path(__file__).parent.parent / "examples" / "city-2025.txt"


def run(capfd: pytest.CaptureFixture[str], *args: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(["claims", str(EXAMPLE), *args])
    assert left.value.code == 0
    return capfd.readouterr().out


def test_json_follows_its_schema_and_spans_are_exact(capfd: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capfd, "--format", "json"))
    assert violations("claims", data) == ()
    assert data["claims"]
    for claim in data["claims"]:
        assert claim["paragraph"][claim["start"] : claim["end"]] == claim["words"]


def test_text_has_a_line_for_each_claim(capfd: pytest.CaptureFixture[str]) -> None:
    claims = json.loads(run(capfd, "--format", "json"))["claims"]
    lines = run(capfd, "--lang", "zh").splitlines()
    assert [claim["words"] in line for claim, line in zip(claims, lines, strict=True)] == [True] * len(claims)
