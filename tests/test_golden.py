"""The output on the given example, byte for byte. After a wanted change: `python tests/test_golden.py` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.comparison import compare
from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.formatter import Rendering
from gongkai.formatters.comparison import as_json
from gongkai.formatters.comparison_html import as_html
from gongkai.formatters.comparison_text import as_text
from gongkai.lang import Lang
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    "huodian-2020": ROOT / "examples" / "huodian-2020.txt",
    "city-2025": ROOT / "tests" / "examples" / "city-2025.txt",
}
GOLDEN = Path(__file__).parent / "golden"
COMPARED = ("zh.txt", "en.txt", "json", "html")
# What is new in the later of two made-up years: words and cells.
NEXT_YEAR = (
    {
        "problems": "（一）存在的主要问题。一是部分栏目更新不够及时；二是个别乡镇答复申请的文书不够规范。\n新增了一段：下一年清理过期的栏目。\n"
        "（二）改进情况。一是为重要政策增加了问答和图表解读；二是统一了答复文书的样式，并举办了三期业务培训。"
    },
    {
        ("applications", "received", "natural_person"): "34",
        ("applications", "received", "total"): "40",
        ("proactive", "licences", "decisions"): "2614",
        ("proactive", "penalties", "decisions"): "/",
        ("proactive", "coercion", "decisions"): "",
    },
)
KINDS = {"zh.txt": ("text", "zh"), "en.txt": ("text", "en"), "json": ("json", "zh")}


def rendered(name: str, kind: str) -> tuple[str, int]:
    """What `gongkai check` prints for an example, and the exit code."""
    catalogue, config = collect(), Config()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    source = Source(f"{name}.txt", EXAMPLES[name].read_bytes())
    outcome = check_source(
        source, loader, choose(catalogue.rules, config), config.min_fidelity, catalogue.instruments
    )
    run = finish([outcome], catalogue.incidents, config.fail_level)
    format_name, lang = KINDS[kind]
    rendering = Rendering(lang="en" if lang == "en" else "zh", instruments=catalogue.instruments, width=0)
    return catalogue.formatters[format_name].render(run, rendering), run.exit_code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_output_is_the_stored_one(name: str, kind: str) -> None:
    assert rendered(name, kind)[0] == (GOLDEN / f"{name}.{kind}").read_text(encoding="utf-8")


def test_the_given_example_shows_what_a_careful_reviewer_finds() -> None:
    text, code = rendered("huodian-2020", "zh.txt")
    assert code == 3
    for rule in ("GK219 tb-shifted-row", "GK507 ms-period-stated", "GK818 lg-stray-foreign-word", "GK903"):
        assert rule in text
    assert "GK3" not in text


def test_the_correct_report_gives_nothing() -> None:
    assert rendered("city-2025", "zh.txt") == ("", 0)


def compared(kind: str) -> str:
    """What `gongkai compare` prints for two made-up years of one body. Of the web page, what is not its frame."""
    catalogue = collect()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    standard = catalogue.standards["gkbg-2021"]
    last, this = (
        loader.load(Source(name, write_report(standard, year=year, sections=sections, cells=cells).encode()))
        for name, year, sections, cells in (("last.txt", 2024, {}, {}), ("this.txt", 2025, *NEXT_YEAR))
    )
    lang: Lang = "en" if kind.startswith("en") else "zh"
    how = Rendering(lang=lang, instruments={}, width=0)
    found = compare(last, this)
    if kind == "json":
        return as_json(found, how)
    if kind == "html":
        return as_html(found, how).partition("<main id='main'>\n")[2].partition("</main>")[0]
    return as_text(found, how)


@pytest.mark.parametrize("kind", COMPARED)
def test_the_comparison_is_the_stored_one(kind: str) -> None:
    assert compared(kind) == (GOLDEN / f"compare.{kind}").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for example in EXAMPLES:
        for output in KINDS:
            (GOLDEN / f"{example}.{output}").write_text(rendered(example, output)[0], encoding="utf-8")
    for output in COMPARED:
        (GOLDEN / f"compare.{output}").write_text(compared(output), encoding="utf-8")
