"""New projects: names that would do harm are refused, and what is made keeps every promise."""

from __future__ import annotations

import pytest

from gongkai.conformance import examine
from gongkai.errors import UsageError
from gongkai.plugins import RuleFile, collect
from gongkai.scaffold import new_pack


@pytest.mark.parametrize(
    "name", ["json", "gongkai", "gongkai-rules", "click", "pyyaml", "class", "My", "1x", "a b", ""]
)
def test_a_name_that_would_do_harm_is_refused(name: str) -> None:
    """The standard library's, those of installed packages (Gongkai among them), keywords, and what is no name."""
    with pytest.raises(UsageError):
        new_pack(name, yaml=False)


@pytest.mark.parametrize("name", ["city", "gongkai-kit", "green-knoll", "a", "x2-y3"])
@pytest.mark.parametrize("yaml", [False, True])
def test_what_is_made_keeps_every_promise(name: str, *, yaml: bool) -> None:
    files = new_pack(name, yaml=yaml)
    (path,) = (path for path in files if path.endswith("pack.yaml" if yaml else "_overview_length.py"))
    catalogue = collect(files=[RuleFile(path, files[path])])
    (mine,) = (plugin for plugin in catalogue.plugins if plugin.name == path)
    rules = [rule for rule in catalogue.rules if rule.id in mine.rules]
    assert len(rules) == 1
    assert [verdict for verdict in examine(rules, catalogue) if not verdict.ok] == []
    assert path.partition("/rules/")[0] in files["README.md"]
