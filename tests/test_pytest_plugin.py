"""The pytest plugin makes every promise of a pack's rules a test."""

from __future__ import annotations

import pytest

from gongkai.scaffold import new_pack

pytest_plugins = "pytester"


def test_a_pack_named_in_the_settings_is_tested(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", pack=new_pack("city", yaml=True)["src/city/pack.yaml"])
    pytester.makeini("[pytest]\ngongkai = pack.yaml\n")
    result = pytester.runpytest_subprocess("-v")
    result.assert_outcomes(passed=10)
    result.stdout.fnmatch_lines(["*CX101 examples PASSED*"])


def test_a_broken_promise_fails_with_its_cause(pytester: pytest.Pytester) -> None:
    text = new_pack("city", yaml=True)["src/city/pack.yaml"].replace("most: 300", "most: 3000")
    pytester.makefile(".yaml", pack=text)
    pytester.makeini("[pytest]\ngongkai = pack.yaml\n")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=9, failed=1)
    result.stdout.fnmatch_lines(["*CX101 examples: invalid example 2 (a long overview): found nothing*"])


def test_a_plugin_that_is_not_there_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ngongkai = nobody\n")
    assert pytester.runpytest_subprocess().ret == pytest.ExitCode.USAGE_ERROR
