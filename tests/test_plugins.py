"""Collecting plugins: bad ones are named, the others work. And new formats need no code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai import pack_in
from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.entry_points import EntryPoint
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.scaffold import new_pack
from gongkai.selection import choose
from gongkai.specimen import write_report

ROOT = Path(__file__).parent.parent
BUILTIN = (
    EntryPoint("builtin", "gongkai.builtin", "gongkai", "0"),
    EntryPoint("disclosure", "gongkai_rules", "gongkai", "0"),
)
HEAD = "from gongkai import *\nfrom gongkai import hookimpl\n"
RULE = """
def check(view):
    yield Finding("m", view.report.place())
def rule(id="XX001", name="house-rule"):
    t = Text("甲", "a")
    return Rule(id=id, name=name, severity="error", summary=t, advice=t, messages={"m": t}, basis=(), check=check)
"""


@pytest.fixture
def plugin(importable: Callable[[str, str], None]) -> Callable[[str, str], EntryPoint]:
    """Makes an importable plugin module from source text."""

    def make(name: str, text: str) -> EntryPoint:
        importable(name, text)
        return EntryPoint(name, name, f"{name}-dist", "1.0")

    return make


def hook(name: str, value: str) -> str:
    return f"\n@hookimpl\ndef {name}():\n    return {value}\n"


BAD = {
    "fails_to_import": "raise RuntimeError('boom')",
    "leaves": "import sys\nsys.exit(0)",
    "syntax": "def (",
    "no_api": HEAD,
    "old_api": HEAD + "GONGKAI_API = 0",
    "misspelt_hook": HEAD + "GONGKAI_API = 1" + hook("gongkai_rulez", "[]"),
    "unmarked_hook": HEAD + "GONGKAI_API = 1\ndef gongkai_rules():\n    return []",
    "wrong_arguments": HEAD + "GONGKAI_API = 1\n@hookimpl\ndef gongkai_rules(config):\n    return []",
    "hook_raises": HEAD + "GONGKAI_API = 1" + hook("gongkai_rules", "1 / 0"),
    "wrong_values": HEAD + "GONGKAI_API = 1" + hook("gongkai_rules", "['GK101']"),
    "clashing_id": HEAD + "GONGKAI_API = 1\n" + RULE + hook("gongkai_rules", "[rule('GK303')]"),
    "clashing_name": HEAD + "GONGKAI_API = 1\n" + RULE + hook("gongkai_rules", "[rule('XX9', 't3-row-total')]"),
    "prints": HEAD + "GONGKAI_API = 1\nprint('hello')" + hook("gongkai_rules", "[]"),
    "hangs": HEAD + "GONGKAI_API = 1\nwhile True: pass",
    "twice": HEAD + "GONGKAI_API = 1\n" + RULE + hook("gongkai_rules", "[rule(), rule()]"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_plugin_is_named_and_the_others_still_work(
    name: str,
    plugin: Callable[[str, str], EntryPoint],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("gongkai.plugins.LOAD_SECONDS", 2.0)
    good = plugin("zz_good", HEAD + "GONGKAI_API = 1\n" + RULE + hook("gongkai_rules", "[rule()]"))
    loaded = collect([*BUILTIN, plugin(f"bad_{name}", BAD[name]), good])
    assert [(i.code, i.plugin) for i in loaded.incidents] == [("GK904", f"bad_{name}")]
    assert f"bad_{name}" in loaded.incidents[0].message.zh
    ids = {rule.id for rule in loaded.rules}
    assert {"GK303", "XX001"} <= ids
    assert len(ids) == len(loaded.rules)
    assert capsys.readouterr().out == ""


def test_what_a_plugin_raises_is_told_with_its_line(plugin: Callable[[str, str], EntryPoint]) -> None:
    for text, told in (
        ("import json\n\nimport no_such_extra", "No module named 'no_such_extra' (raises_early.py:3)"),
        (HEAD + "GONGKAI_API = 1" + hook("gongkai_rules", "[1 / 0]"), "division by zero (raises_early.py:6)"),
    ):
        (incident,) = collect([*BUILTIN, plugin("raises_early", text)]).incidents
        assert incident.message.en.endswith(told)


def test_what_is_collected_does_not_depend_on_the_order(catalogue: Catalogue) -> None:
    assert [rule.id for rule in collect(BUILTIN[::-1]).rules] == [rule.id for rule in catalogue.rules]


class TestANewFormat:
    """A new official format is a data file in a plugin; it needs no code."""

    @pytest.fixture
    def loaded(self, plugin: Callable[[str, str], EntryPoint], tmp_path: Path) -> Catalogue:
        text = (ROOT / "rules" / "gongkai_rules" / "standards" / "gkbg-2021.json").read_text(encoding="utf-8")
        data = json.loads(text.replace("（七）总计", "（七）合计").replace("2025", "2030"))
        data |= {"id": "gkbg-2030", "years": {"first": 2030}, "name": {"zh": "2030年格式", "en": "2030 format"}}
        (tmp_path / "future_formats").mkdir()
        (tmp_path / "future_formats" / "__init__.py").touch()
        (tmp_path / "future_formats" / "gkbg-2030.json").write_text(json.dumps(data), encoding="utf-8")
        source = HEAD + "GONGKAI_API = 1" + hook("gongkai_standards", "standards_in('future_formats', 'gkbg-2030')")
        loaded = collect([*BUILTIN, plugin("future", source)])
        assert loaded.incidents == ()
        return loaded

    def test_reports_of_its_years_are_read_and_checked_by_it(self, loaded: Catalogue) -> None:
        text = write_report(loaded.standards["gkbg-2030"], cells={("applications", "granted", "total"): "51"})
        loader = Loader(readers=loaded.readers, standards=loaded.standards)
        about = loader.load(Source("r.txt", text.encode()))
        assert (about.standard.id, about.fidelity.score) == ("gkbg-2030", 1.0)
        found = check_report(about, choose(loaded.rules, Config(select=("GK303",))))
        assert [d.place.where.row for d in found.diagnostics] == ["granted"]

    def test_a_pack_of_a_plugin_brings_one_as_well(
        self, importable: Callable[[str, str], None], tmp_path: Path
    ) -> None:
        """All that the pack has, by the hooks that `gongkai plugin new --yaml` writes."""
        data = json.loads(
            (ROOT / "rules" / "gongkai_rules" / "standards" / "gkbg-2021.json").read_text(encoding="utf-8")
        )
        data |= {"id": "gkbg-2031", "years": {"first": 2031}}
        files = new_pack("pack-of-2031", yaml=True)
        pack = files["src/pack_of_2031/pack.yaml"] + f"standards: [{json.dumps(data, ensure_ascii=False)}]\n"
        (tmp_path / "pack_of_2031").mkdir()
        (tmp_path / "pack_of_2031" / "__init__.py").write_text(
            files["src/pack_of_2031/__init__.py"], encoding="utf-8"
        )
        (tmp_path / "pack_of_2031" / "pack.yaml").write_text(pack, encoding="utf-8")
        loaded = collect([*BUILTIN, EntryPoint("pack", "pack_of_2031", "pack", "1.0")])
        assert loaded.incidents == ()
        (mine,) = (plugin for plugin in loaded.plugins if plugin.name == "pack")
        assert (mine.rules, mine.standards) == (("POX101",), ("gkbg-2031",))
        assert pack_in("pack_of_2031", "pack.yaml") is pack_in("pack_of_2031", "pack.yaml")  # read once

    def test_reports_of_other_years_keep_theirs(self, loaded: Catalogue) -> None:
        text = write_report(loaded.standards["gkbg-2021"])
        loader = Loader(readers=loaded.readers, standards=loaded.standards)
        assert loader.load(Source("r.txt", text.encode())).standard.id == "gkbg-2021"

    def test_a_format_that_breaks_the_schema_is_a_failed_plugin(
        self, plugin: Callable[[str, str], EntryPoint], tmp_path: Path
    ) -> None:
        (tmp_path / "broken_formats").mkdir()
        (tmp_path / "broken_formats" / "__init__.py").touch()
        (tmp_path / "broken_formats" / "x.json").write_text('{"id": 5}', encoding="utf-8")
        source = HEAD + "GONGKAI_API = 1" + hook("gongkai_standards", "standards_in('broken_formats', 'x')")
        loaded = collect([*BUILTIN, plugin("broken", source)])
        assert "expected text, found 5" in loaded.incidents[0].message.en


def test_a_sum_that_names_no_row_is_refused(catalogue: Catalogue) -> None:
    from msgspec.structs import replace

    standard = catalogue.standards["gkbg-2021"]
    table = standard.tables[1]
    wrong = replace(table, equations=(replace(table.equations[0], left=("recieved",)),))
    faults = tuple(replace(standard, tables=(wrong,)).faults())
    assert faults == ("tables.applications.equations.identity: no row or column “recieved”",)


DUTY = 'Duty(id="{id}", cite=Cite("x"), what=Text("甲", "a"), rules=("XX001",))'


def test_a_plugin_gives_duties_and_may_not_take_those_of_another(plugin: Callable[[str, str], EntryPoint]) -> None:
    head = HEAD + "GONGKAI_API = 1\n"
    mine = plugin("mine", head + hook("gongkai_duties", f"[{DUTY.format(id='x-1')}]"))
    thief = plugin("thief", head + hook("gongkai_duties", f"[{DUTY.format(id='x-1')}]"))
    catalogue = collect([mine, thief])
    assert [duty.id for duty in catalogue.duties] == ["x-1"]
    assert [incident.plugin for incident in catalogue.incidents] == ["thief"]
