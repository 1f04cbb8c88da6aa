"""Documents without lines as text, and SARIF that points into it: the words really stand where it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from msgspec.structs import replace

from corpus import docx as corpus
from gongkai.cli import main
from gongkai.config import Config
from gongkai.engine import Outcome, check_source, finish
from gongkai.finding import Run
from gongkai.formatter import Material, Rendering
from gongkai.formatters.rendered import Spot, rendered
from gongkai.load import Loader
from gongkai.place import NOWHERE, At, Excerpt, Place, Where
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.selection import choose
from gongkai.specimen import write_report

CATALOGUE = collect()
PHONE = "13912345678"
WRONG = f"各项工作有序开展 and 继续推进，申请人张晓明手机{PHONE}已登记，，办理"
SARIF = json.loads((Path(__file__).parent.parent / "vendor" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def word() -> bytes:
    """A DOCX with a wrong total and wrong words, and a private value beside them."""
    text = write_report(
        CATALOGUE.standards["gkbg-2021"],
        cells={("applications", "granted", "total"): "51"},
        sections={"other": f"{WRONG}。"},
    )
    reader = next(reader for reader in CATALOGUE.readers if reader.name == "text")
    return corpus.word(reader.read(Source("a.txt", text.encode())))


def checked(source: Source) -> Outcome:
    loader = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards)
    rules = choose(CATALOGUE.rules, Config(select=tuple(rule.id for rule in CATALOGUE.rules)))
    return check_source(source, loader, rules)


DOCX = Source("报告 1.docx", word())
OUTCOME = checked(DOCX)
assert OUTCOME.report is not None
REPORT: Report = OUTCOME.report
MATERIAL = Material(source=DOCX, report=REPORT, private=OUTCOME.private)
RUN: Run = finish([OUTCOME], (), "error")
LINES = rendered(MATERIAL)
assert LINES is not None


def said(spot: Spot | None) -> str:
    assert spot is not None
    return LINES.lines[spot.line - 1][spot.start : spot.end]


def sarif(*, artifact: bool) -> Any:
    how = Rendering(
        lang="zh",
        instruments=CATALOGUE.instruments,
        materials={DOCX.path: MATERIAL},
        artifacts={DOCX.path: "out/报告 1.txt"} if artifact else {},
    )
    made = CATALOGUE.formatters["sarif"].render(RUN, how)
    assert isinstance(made, str)
    log = json.loads(made)
    assert [e.message for e in jsonschema.Draft4Validator(SARIF).iter_errors(log)] == []
    return log["runs"][0]


def test_every_line_is_one_and_no_private_value_is_in_it() -> None:
    assert PHONE in OUTCOME.private
    assert LINES.text.split("\n")[:-1] == LINES.text.splitlines() == list(LINES.lines)
    assert PHONE not in LINES.text
    assert "139******78" in LINES.text
    assert REPORT.title is not None
    assert LINES.lines[0] == REPORT.title.value
    captions = [caption.text for table in REPORT.tables for caption in table.captions]
    assert captions
    assert all(LINES.lines.count(caption) == 1 for caption in captions)
    for section in REPORT.sections:
        assert section.name in LINES.lines
    for row in (row for table in REPORT.tables for row in table.rows):
        parts = (*([row.label] if row.label else []), *(cell.text or " " for cell in row.cells))
        assert " | ".join(parts) in LINES.lines


def test_every_cell_passage_and_heading_is_found_again() -> None:
    for table in REPORT.tables:
        for row in table.rows:
            for cell in row.cells:
                assert row.id
                assert said(LINES.find(table.place(row.id, cell.column))) == (cell.text or " ")
            assert said(LINES.find(table.row_place(row))) == (
                row.label or " | ".join(cell.text for cell in row.cells)
            )
        assert LINES.find(table.place()) is not None
    for section in REPORT.sections:
        assert said(LINES.find(section.place())) == section.name
    for passage in REPORT.passages:
        if passage.text and PHONE not in passage.text:
            assert said(LINES.find(passage.place())) == passage.text
            assert said(LINES.find(passage.place(1, 2))) == passage.text[1:2]


def test_what_is_not_in_the_report_is_not_found() -> None:
    assert LINES.find(NOWHERE) is None
    assert LINES.find(Place(Where(section="no-such"), At())) is None
    assert LINES.find(Place(Where(section="no-such"), At(), Excerpt("没有这句", 0, 2))) is None


def test_breaks_within_a_paragraph_do_not_break_its_line() -> None:
    first = REPORT.preamble[0]
    broken = replace(first, paragraph=replace(first.paragraph, text="甲\u2028乙\r\n丙"))
    lines = rendered(replace(MATERIAL, report=replace(REPORT, title=None, preamble=(broken,))))
    assert lines is not None
    assert lines.lines[0] == "甲 乙  丙"
    assert lines.find(broken.place(5, 6)) == Spot(1, 5, 6)


def test_sarif_points_at_the_words() -> None:
    run = sarif(artifact=True)
    places = [
        place for result in run["results"] for place in (*result["locations"], *result.get("relatedLocations", ()))
    ]
    assert {unquote(p["physicalLocation"]["artifactLocation"]["uri"]) for p in places} == {"out/报告 1.txt"}
    assert {p["properties"]["source"] for p in places} == {DOCX.path}
    assert "out/%E6%8A%A5%E5%91%8A%201.txt" in {a["location"]["uri"] for a in run["artifacts"]}
    marked = set()
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if "startColumn" in region:
            assert region["startLine"] == region["endLine"]
            line = LINES.lines[region["startLine"] - 1]
            marked.add((result["ruleId"], line[region["startColumn"] - 1 : region["endColumn"] - 1]))
    assert ("GK303", "51") in marked
    assert ("GK803", "，，") in marked
    related = [p for r in run["results"] if r["ruleId"] == "GK303" for p in r["relatedLocations"]]
    assert len(related) > 2
    assert all("startColumn" in p["physicalLocation"]["region"] for p in related)


def test_without_the_option_sarif_is_as_before() -> None:
    run = sarif(artifact=False)
    for result in run["results"]:
        (location,) = result["locations"]
        assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == DOCX.path
        assert location["physicalLocation"]["region"] == {"startLine": 1}
        assert "source" not in location.get("properties", {})


def test_a_document_with_lines_needs_none() -> None:
    source = Source("a.txt", write_report(CATALOGUE.standards["gkbg-2021"]).encode())
    assert rendered(Material(source=source, report=checked(source).report)) is None
    assert rendered(Material(source=source)) is None


def test_the_command_writes_what_sarif_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告 1.docx").write_bytes(DOCX.data)
    (tmp_path / "plain.txt").write_text(write_report(CATALOGUE.standards["gkbg-2021"]), encoding="utf-8")
    arguments = ["check", "报告 1.docx", "plain.txt", "--format", "sarif=out.sarif", "--text-artifact"]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "texts/"])
    assert left.value.code == 1
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["报告 1.txt"]
    assert PHONE not in (tmp_path / "texts" / "报告 1.txt").read_text(encoding="utf-8")
    told = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    for result in told["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (tmp_path / unquote(uri)).is_file()
    assert "texts/%E6%8A%A5%E5%91%8A%201.txt" in {a["location"]["uri"] for a in told["artifacts"]}
    with pytest.raises(SystemExit) as left:
        main([*arguments, "plain.txt"])
    assert left.value.code == 2
