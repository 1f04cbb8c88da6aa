"""Every format, fuzzed, and read back by a schema or a parser that was not written here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.finding import Incident, Run
from gongkai.formatters import rdjson
from gongkai.formatters.markdown import LIMIT
from gongkai.formatters.words import xml_safe
from gongkai.plugins import collect
from gongkai.schema import violations

from .runs import rendering, runs, sample

fuzzed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CATALOGUE = collect()
SARIF = json.loads((Path(__file__).parent.parent / "vendor" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
SARIF_VALIDATOR = jsonschema.Draft4Validator(SARIF)


def made(name: str, run: Run) -> str:
    """The format's text; made twice, it is the same."""
    how = rendering(CATALOGUE, run)
    text = CATALOGUE.formatters[name].render(run, how)
    assert isinstance(text, str)
    assert CATALOGUE.formatters[name].render(run, how) == text
    text.encode()
    return text


def lines_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["sarif", "sarif-github"])
@fuzzed
@given(run=runs())
def test_sarif_is_valid_by_the_official_schema(name: str, run: Run) -> None:
    log = json.loads(made(name, run))
    assert [e.message for e in SARIF_VALIDATOR.iter_errors(log)] == []
    (told,) = log["runs"]
    kept = run.diagnostics if name == "sarif-github" else run.everything
    assert len(told["results"]) == len(kept) + len(run.incidents)
    assert told["invocations"][0]["executionSuccessful"] is (not run.incidents)
    for result in told["results"]:
        rule = told["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1  # GitHub refuses results without a line
        assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", place["artifactLocation"]["uri"])
        assert not re.search(r"\]\(\d", result["message"]["text"])
    suppressed = [r for r in told["results"] if r.get("suppressions")]
    assert len(suppressed) == (0 if name == "sarif-github" else len(run.accepted))
    for rule in told["tool"]["driver"]["rules"]:
        for relation in rule.get("relationships", ()):
            target = relation["target"]
            taxonomy = next(t for t in told["taxonomies"] if t["name"] == target["toolComponent"]["name"])
            assert target["id"] in {taxon["id"] for taxon in taxonomy["taxa"]}


@fuzzed
@given(run=runs())
def test_json_is_valid_by_its_schema_and_jsonl_holds_the_same(run: Run) -> None:
    whole = json.loads(made("json", run))
    assert violations("output", whole) == ()
    assert (
        whole["summary"]["suppressed"]
        == len(run.accepted)
        == sum(f["suppressed"] is not None for f in whole["findings"])
    )
    records = [json.loads(line) for line in made("jsonl", run).split("\n")[:-1]]
    assert [found for each in records for found in violations("record", each)] == []
    assert records[0]["type"] == "header"
    assert records[-1]["records"] == len(records)
    for kind, name in (("document", "documents"), ("finding", "findings"), ("incomplete", "incomplete")):
        told = [each for each in records if each["type"] == kind]
        assert len(told) == len(whole[name])
        same = [{k: v for k, v in each.items() if k in whole[name][0]} for each in told]
        # The records of a document stand together.
        assert sorted(same, key=json.dumps) == sorted(whole[name], key=json.dumps)


@fuzzed
@given(run=runs())
def test_gitlab_has_the_fields_that_its_documentation_asks_for(run: Run) -> None:
    issues = json.loads(made("gitlab", run))
    assert isinstance(issues, list)
    assert len(issues) == len(run.everything) + len(run.incidents)
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(issue["location"]["lines"]["begin"], int)
        assert issue["location"]["lines"]["begin"] >= 1
        assert all(issue[name] for name in ("description", "check_name", "fingerprint"))
        assert not issue["location"]["path"].startswith("./")
    marks = [issue["fingerprint"] for issue in issues[len(run.incidents) :]]
    assert len(set(marks)) == len(marks)


@fuzzed
@given(run=runs())
def test_junit_is_read_by_junitparser_and_the_counts_are_right(run: Run) -> None:
    xml = junitparser.JUnitXml.fromstring(made("junit", run).encode())
    cases = [case for suite in xml for case in suite]
    assert cases
    for suite in xml:
        given_counts = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert given_counts == (suite.tests, suite.failures, suite.errors, suite.skipped)
        names = [(case.classname, case.name) for case in suite]
        assert len(set(names)) >= len(names) - len(run.incidents)  # GitLab drops equal names
    failed = {(c.classname, c.name.split()[0]) for c in cases for r in c.result if isinstance(r, junitparser.Failure)}
    wanted = {(lines_of(xml_safe(lines_of(d.path))), d.rule) for d in run.diagnostics if d.severity == "error"}
    assert failed == wanted
    for diagnostic in run.diagnostics:
        if diagnostic.severity == "error":
            told = "".join(r.text or "" for c in cases for r in c.result if isinstance(r, junitparser.Failure))
            assert lines_of(xml_safe(lines_of(diagnostic.message.zh))) in lines_of(told)


def test_junit_tells_what_a_rule_found_before_it_failed() -> None:
    run = sample()
    failed = Incident(code="GK902", message=Text("出错", "it crashed"), path="a.txt", rule="GK303")
    (suite,) = junitparser.JUnitXml.fromstring(made("junit", replace(run, incidents=(failed,))).encode())
    (case,) = suite
    assert [type(result) for result in case.result] == [junitparser.Error]
    assert run.diagnostics[0].message.zh in (case.system_out or "")


@fuzzed
@given(run=runs())
def test_checkstyle_is_well_formed_and_holds_every_finding_in_its_file(run: Run) -> None:
    root = ET.fromstring(made("checkstyle", run))  # noqa: S314 - our own output
    errors = [(file.get("name"), error) for file in root for error in file]
    assert len(errors) == len(run.everything) + len(run.incidents)
    assert {e.get("severity") for _, e in errors} <= {"error", "warning", "info", "ignore"}
    for diagnostic in run.everything:
        mine = [e.get("message") or "" for name, e in errors if name == diagnostic.path]
        assert any(lines_of(xml_safe(lines_of(diagnostic.message.zh))) in lines_of(m) for m in mine)


@fuzzed
@given(run=runs())
def test_rdjson_counts_columns_in_utf8_bytes(run: Run) -> None:
    whole = json.loads(made("rdjson", run))
    assert len(whole["diagnostics"]) == len(run.everything) + len(run.incidents)
    for told, diagnostic in zip(whole["diagnostics"][len(run.incidents) :], run.everything, strict=True):
        assert told["severity"] in ("ERROR", "WARNING", "INFO")
        assert told["location"]["path"] == diagnostic.path
        area = told["location"].get("range")
        assert (area is None) == (diagnostic.place.at.line is None)
        if area:  # columns 2 to 4 of 𠮷三四五六: after four bytes, until after six more
            assert area == {"start": {"line": 3, "column": 5}, "end": {"line": 3, "column": 11}}


def test_rdjson_cuts_a_file_into_lines_once() -> None:
    run = sample()
    (found,) = run.diagnostics
    run = replace(run, diagnostics=tuple(replace(found, fingerprint=f"{n:032}") for n in range(50)))
    rdjson._lines.cache_clear()
    made("rdjson", run)
    assert rdjson._lines.cache_info().misses == 1


def test_rdjson_leaves_out_columns_of_other_encodings() -> None:
    run = sample()
    how = rendering(CATALOGUE, run, data="一\n二\n三四五六\n".encode("gb18030"))
    whole = json.loads(cast("str", CATALOGUE.formatters["rdjson"].render(run, how)))
    areas = [d["location"]["range"] for d in whole["diagnostics"] if "range" in d["location"]]
    assert areas
    assert all(area == {"start": {"line": 3}} for area in areas)


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str, *, value: bool = False) -> str:
    """As GitHub's runner reads it (ActionCommand.cs): properties have two more escapes, percent signs come last."""
    pairs = [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if value else []), ("%25", "%")]
    for escape, plain in pairs:
        text = text.replace(escape, plain)
    return text


@fuzzed
@given(run=runs())
def test_github_commands_are_read_back_whole_and_the_log_cannot_command(run: Run) -> None:
    lines = made("github", run).split("\n")
    stopped, commands = None, []
    for line in lines:
        if stopped:
            stopped = None if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.lstrip().startswith("::") or "##[" in line:
            commands.append(line)
    assert stopped is None
    paths = {d.path for d in run.documents}
    for command in commands:
        match = COMMAND.fullmatch(command)
        assert match, command
        given_properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        assert set(given_properties) <= {"file", "line", "col", "endColumn", "title"}
        if "file" in given_properties:
            assert unescaped(given_properties["file"], value=True) in paths
    told = "\n".join(unescaped(c.split("::", 2)[2]) for c in commands)
    for diagnostic in run.diagnostics:
        assert lines_of(diagnostic.message.zh) in lines_of(told)


def test_github_tells_how_many_it_leaves_out() -> None:
    run = sample()
    one = replace(run.diagnostics[0], severity="error")
    many = replace(
        run,
        diagnostics=tuple(
            replace(one, place=replace(one.place, where=replace(one.place.where, table=None))) for _ in range(25)
        ),
    )
    errors = [line for line in made("github", many).split("\n") if line.startswith("::error")]
    assert len(errors) == 10
    assert "另有 16 处" in errors[-1]


@fuzzed
@given(run=runs())
def test_markdown_keeps_its_tables_and_shows_words_as_they_are(run: Run) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").parse(made("markdown", run))
    )
    rows = sum(token.type == "tr_open" for token in tokens)
    tables = sum(token.type == "table_open" for token in tokens)
    assert rows - tables == len(run.everything)
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline", "strong_open", "strong_close", "softbreak", "html_inline"}
    shown = lines_of("".join(_words(child) for token in tokens for child in token.children or ()))
    for diagnostic in run.everything:
        assert lines_of(diagnostic.message.zh).replace("\0", "\ufffd") in shown


def _words(token: Any) -> str:
    return str(token.content)


def test_markdown_stays_below_what_github_takes() -> None:
    run = sample()
    text = made("markdown", replace(run, diagnostics=run.diagnostics[:1] * 20_000))
    assert LIMIT < len(text.encode()) + 2000 < 1 << 20
    assert "行略去" in text[-100:]


class Counted(str):
    """A path that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


# What encodes JSON for these takes no kinds of str.
@pytest.mark.parametrize("name", sorted(CATALOGUE.formatters.keys() - {"docx", "json", "jsonl"}))
def test_a_run_of_many_documents_is_not_looked_through_for_each(name: str) -> None:
    one, many = sample(), 200
    paths = [Counted(f"{number:03}.txt") for number in range(many)]
    run = replace(
        one,
        documents=tuple(replace(one.documents[0], path=path) for path in paths),
        diagnostics=tuple(replace(one.diagnostics[0], path=path) for path in paths),
        incidents=tuple(Incident(code="GK901", message=Text("x", "x"), path=path) for path in paths),
    )
    Counted.compared = 0
    CATALOGUE.formatters[name].render(run, rendering(CATALOGUE, run))
    assert Counted.compared < 50 * many
