"""In CI, nothing is skipped unless that was allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = "pytester"

TESTS = """
import pytest

def test_one():
    pytest.skip("NOT CHECKED: no office program")

@pytest.mark.skipif(True, reason="NOT CHECKED: no browser")
def test_two():
    pass

@pytest.mark.xfail
def test_three():
    assert False
"""


@pytest.mark.parametrize(
    ("variables", "failed"),
    [
        ({"CI": "true"}, True),
        ({"CI": "true", "GONGKAI_MAY_SKIP": "1"}, False),
        ({"CI": "false"}, False),
    ],
)
def test_what_is_skipped_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, failed: bool
) -> None:
    for name in ("CI", "GONGKAI_MAY_SKIP"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_inprocess("-rs")
    if failed:
        result.assert_outcomes(failed=1, errors=1, xfailed=1)
        result.stdout.fnmatch_lines(["*no browser*GONGKAI_MAY_SKIP=1*", "*no office program*GONGKAI_MAY_SKIP=1*"])
    else:
        result.assert_outcomes(skipped=2, xfailed=1)
    assert result.ret == failed
