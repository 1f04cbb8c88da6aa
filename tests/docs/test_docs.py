"""What the documentation says is true: its code runs, and nothing that people can use is missing from it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import gongkai
from gongkai.cli import COMMANDS, cli
from gongkai.conformance import examine
from gongkai.plugins import Catalogue, RuleFile, add_files
from gongkai.specimen import write_report

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "first-rule.md").read_text(encoding="utf-8")
FILES = re.findall(r'```\w+ title="([^"]+)"\n(.*?)```', GUIDE, re.DOTALL)
LINES = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.slow
def test_every_block_of_the_guide_runs(tmp_path: Path, catalogue: Catalogue) -> None:
    """The files are written as shown, the commands are run as shown (pip's is left to the wheel check)."""
    assert [name for name, _ in FILES] == ["pack.yaml", "my_rule.py", "gongkai.toml"]
    for name, text in FILES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    overview = "各项工作有序开展。" + "公开" * 200
    report = write_report(catalogue.standards["gkbg-2021"], sections={"overview": overview})
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    checked = 0
    for line in LINES:
        words = shlex.split(line)
        if words[0] != "gongkai" or words[1:] == ["test", "my-rules"]:
            continue
        command = [sys.executable, "-c", "from gongkai.cli import main; main()", *words[1:], "--lang", "en"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        output = done.stdout + done.stderr
        assert done.returncode == 0, f"{line}\n{output}"
        if words[1] == "check":
            assert words[-1] in output, line
            checked += 1
    assert checked == 2


def test_the_rule_that_compares_reports_keeps_every_promise(catalogue: Catalogue) -> None:
    page = (ROOT / "docs" / "across.md").read_text(encoding="utf-8")
    ((name, text),) = re.findall(r'```python title="([^"]+)"\n(.*?)```', page, re.DOTALL)
    (rule,) = (rule for rule in add_files(catalogue, [RuleFile(name, text)]).rules if rule.id == "MY201")
    assert [verdict for verdict in examine([rule], catalogue) if not verdict.ok] == []


def test_the_formats_of_ones_own_work(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    ((name, text),) = re.findall(r'```python title="([^"]+)"\n(.*?)```', page, re.DOTALL)
    (tmp_path / name).write_text(text, encoding="utf-8")
    memo = "#memo\n云川县财政局2025年政府信息公开工作年度报告\n一、总体情况\n公开有序。\n"
    (tmp_path / "report.memo").write_text(memo, encoding="utf-8")
    asked = ["check", ".", "--rules", name, "--format", "tabs", "--format", "json=run.json", "--lang", "en"]
    command = [sys.executable, "-c", "from gongkai.cli import main; main()", *asked]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert {(len(line), line[0]) for line in lines} == {(3, "report.memo")}
    assert lines[-1][1] == "GK903"  # without tables it was understood in part only
    (document,) = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["documents"]
    assert document["format"] == "memo"


def test_the_public_names_are_real() -> None:
    assert len(set(gongkai.__all__)) == len(gongkai.__all__)
    for name in gongkai.__all__:
        assert getattr(gongkai, name) is not None
    with pytest.raises(AttributeError):
        gongkai.no_such_name  # noqa: B018


def test_the_generated_pages_are_current() -> None:
    for tool in ("reference.py", "rule_list.py"):
        done = subprocess.run(
            [sys.executable, f"tools/{tool}", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_every_public_name_is_described() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    for name in gongkai.__all__:
        if not name.startswith("__"):
            assert re.search(rf"\| `{name}` \| \S", page), name


def _commands(group: click.Command, path: str) -> list[tuple[str, click.Command]]:
    found = [(path, group)]
    if isinstance(group, click.Group):
        ctx = click.Context(group)
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            found += _commands(command, f"{path} {name}")
    return found


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"gongkai {name}" in text, name


def test_every_option_and_command_has_help_in_both_languages() -> None:
    for path, command in _commands(cli, "gongkai"):
        assert "‖" in (command.help or ""), path
        for parameter in command.params:
            if isinstance(parameter, click.Option) and "--version" not in parameter.opts:
                assert "‖" in (parameter.help or ""), f"{path} {parameter.opts}"


def test_every_input_format_is_in_the_table_with_its_endings(catalogue: Catalogue) -> None:
    page = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")
    table = page.partition("| format |")[2].partition("\n\n")[0]  # an empty line ends a table
    for reader in catalogue.readers:
        assert f"`{reader.name}`" in table
        for suffix in reader.suffixes:
            assert suffix in table


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_output_format_is_in_the_readme(readme: str, catalogue: Catalogue) -> None:
    rows = [line for line in (ROOT / readme).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    for name in catalogue.formatters:
        assert any(f"`{name}`" in row.split("|")[1] for row in rows), name


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        if page.name != "index.md":
            assert f"({page.name})" in index
            assert page.name in site


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
