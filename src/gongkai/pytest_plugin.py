"""A pytest plugin for rule packs: every promise of every rule is a test, without writing any.

In the pack's pyproject.toml:

    [tool.pytest.ini_options]
    gongkai = ["my-rules"]          # installed plugins by name, or rule files by path
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

__all__ = ["pytest_addoption", "pytest_collection_modifyitems"]

_INI = "gongkai"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the setting."""
    parser.addini(_INI, "plugins (by name) or rule files (by path) whose rules are tested", "linelist", [])


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests of the rules that the setting names."""
    names: list[str] = config.getini(_INI)
    if names:
        items += _items(session, names)


def _items(session: pytest.Session, names: Iterable[str]) -> list[pytest.Item]:
    from gongkai.cli.named_files import read_rule_files
    from gongkai.conformance import LOOKS
    from gongkai.plugins import collect

    found: list[pytest.Item] = []
    for name in names:
        is_file = name.endswith((".py", ".yaml", ".yml"))
        files = read_rule_files([str(session.config.rootpath / name)] if is_file else [])
        catalogue = collect(files=files)
        wanted = files[0].path if files else name
        plugin = next((plugin for plugin in catalogue.plugins if plugin.name == wanted), None)
        if plugin is None or plugin.failure or not plugin.rules:
            cause = plugin.failure.en if plugin and plugin.failure else "not installed, or no rules"
            raise pytest.UsageError(f"gongkai: {name}: {cause}")
        for rule in catalogue.rules:
            if rule.id in plugin.rules:
                for what in LOOKS:
                    item = _Look.from_parent(session, name=f"{rule.id} {what}")
                    item.ask = (rule, catalogue, what)
                    found.append(item)
    return found


class _Look(pytest.Item):
    """One promise of one rule."""

    ask: tuple[object, object, str]

    def runtest(self) -> None:
        from gongkai.conformance import look

        rule, catalogue, what = self.ask
        fault = look(rule, catalogue, what)  # type: ignore[arg-type]
        if fault:
            raise AssertionError(fault.en)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style  # pytest's signature
        return f"{self.name}: {excinfo.value}"

    def reportinfo(self) -> tuple[str, int | None, str]:
        return "gongkai", None, self.name
