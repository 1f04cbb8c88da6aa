"""The web page: whole, harmless whatever a report holds, with findings at their places, and accessible."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

import accessibility
from gongkai.bilingual import Text
from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.finding import Incident, Run
from gongkai.formatter import Material, Rendering
from gongkai.instrument import Cite
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

from .runs import rendering, runs, sample

CATALOGUE = collect()
ROOT = Path(__file__).parent.parent.parent
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """The elements of a page; complains about tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def page(texts: dict[str, str]) -> tuple[str, Run]:
    """The page for text reports, as the command line makes it."""
    loader = Loader(readers=CATALOGUE.readers, standards=CATALOGUE.standards)
    chosen = choose(CATALOGUE.rules, Config())
    sources = [Source(path, text.encode()) for path, text in texts.items()]
    outcomes = [check_source(source, loader, chosen, 0.6, CATALOGUE.instruments) for source in sources]
    run = finish(outcomes, (), "error")
    materials = {
        s.path: Material(source=s, report=o.report, private=o.private) for s, o in zip(sources, outcomes, strict=True)
    }
    how = Rendering(lang="zh", instruments=CATALOGUE.instruments, materials=materials)
    text = CATALOGUE.formatters["html"].render(run, how)
    assert isinstance(text, str)
    assert text == CATALOGUE.formatters["html"].render(run, how)
    return text, run


def wrong() -> str:
    report = write_report(CATALOGUE.standards["gkbg-2021"], cells={("applications", "granted", "total"): "51"})
    return report.replace("各项工作有序开展", "各项工作有序开展 and 继续推进", 1)


def test_the_page_is_whole_and_asks_for_nothing_from_elsewhere() -> None:
    text, run = page({"a.txt": wrong(), "b.txt": wrong(), "坏.txt": "会议通知"})
    read = Page(text)
    assert (read.faults, read.open) == ([], [])
    assert not [v for name in ("src", "href", "action") for v in read.values(name) if not v.startswith("#")]
    assert "http" not in text
    assert "url(" not in text
    ids = read.values("id")
    assert len(set(ids)) == len(ids)
    assert {v[1:] for v in read.values("href")} <= set(ids)
    assert text.count("<li class='finding ") == len(run.diagnostics) >= 4
    assert "GK905" in "".join(read.text)


def test_findings_are_marked_at_their_cell_and_words_and_linked_both_ways() -> None:
    text, run = page({"a.txt": wrong()})
    for number, found in enumerate(run.diagnostics, 1):
        assert f"href='#d1-f{number}'" in text, found.rule
        assert f"href='#d1-m{number}'" in text, found.rule
        assert re.search(rf"<(td|mark)[^>]* id='d1-m{number}'", text), found.rule
    assert re.search(r"<td class='error term' id='d1-m\d'>51<a class='note'", text)
    assert "<mark class='warning' id='d1-m1'>and</mark>" in text
    assert "≠" in text


def test_private_values_are_masked_in_the_report_as_read_and_still_marked() -> None:
    number = "110101199003071938"  # a made-up identity number whose check digit is right
    text, run = page(
        {"a.txt": wrong().replace("各项工作有序开展", f"联系人张三，身份证号{number}，各项工作有序开展", 1)}
    )
    assert number not in text
    found = next(n for n, d in enumerate(run.diagnostics, 1) if d.rule == "GK841")
    assert re.search(rf"<mark[^>]* id='d1-m{found}'[^>]*>110\*+38</mark>", text)


def test_an_english_page_has_no_chinese_punctuation() -> None:
    run = sample()
    (found,) = run.diagnostics
    run = replace(
        run,
        diagnostics=(replace(found, basis=(Cite("regulation-2019", "50"),)),),
        incidents=(Incident(code="GK901", path="b.txt", message=Text("", "not read")),),
    )
    text = CATALOGUE.formatters["html"].render(run, replace(rendering(CATALOGUE, run), lang="en"))
    assert isinstance(text, str)
    assert "b.txt: not read" in text
    assert "(line 3, column 2)" in text
    assert not set("：（），。；") & set(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(run=runs())
def test_no_words_of_a_report_become_markup(run: Run) -> None:
    text = CATALOGUE.formatters["html"].render(run, rendering(CATALOGUE, run))
    assert isinstance(text, str)
    read = Page(text)
    assert (read.faults, read.open) == ([], [])
    assert {tag for tag, _ in read.tags}.isdisjoint({"b", "iframe", "img"})
    assert sum(attributes.get("class", "").split(" ")[0] == "finding" for _, attributes in read.tags) == len(
        run.everything
    )
    for diagnostic in run.everything:
        wanted = "".join(diagnostic.message.zh.replace("\r", "\n").split())
        assert wanted in "".join("".join(read.text).replace("\r", "\n").split())


@pytest.mark.slow
def test_axe_finds_nothing_to_object_to_in_chromium(tmp_path: Path) -> None:
    if missing := accessibility.missing():
        pytest.skip(f"NOT CHECKED: accessibility of the web page, because {', '.join(missing)} is not installed")
    place = tmp_path / "page.html"
    example = (ROOT / "examples" / "huodian-2020.txt").read_text(encoding="utf-8")
    place.write_text(page({"a.txt": wrong(), "b.txt": example, "c.txt": "会议通知"})[0], encoding="utf-8")
    assert accessibility.violations(place) == []
