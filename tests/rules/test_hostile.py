"""Rules on words take time linear in the text, whatever repeats in it: a paragraph of five megabytes ends soon."""

from __future__ import annotations

import time

import pytest

from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

FAMILIES = (
    "GK505",
    "GK506",
    "GK508",
    "GK509",
    "GK521",
    "GK524",
    "GK525",
    "GK526",
    "GK527",
    "GK528",
    "GK54",
    "GK611",
    "GK80",
    "GK81",
    "GK84",
    "GK85",
    "GK86",
    "GK88",
)
UNITS = {
    "digits": "1",
    "sentences of digits": "1" * 22 + "。",
    "sentences of numerals": "一" * 22 + "。",
    "identity numbers": "110101199003070011 ",
    "mobiles": "申请人13912345678，",
    "brackets": "（《“",
    "commas": "，",
    "one character": "镇",
    "names": "申请人张",
    "list items": "一是好；二是",
    "stars": "**好",
    "spaces": "公开信息 " + " " * 50,
    "titles": "《政府信息公开条例",
    "words": "依申公开行政诉颂我局我镇2月30日共收到件",
}  # fmt: skip
# Five megabytes took 4 to 21 seconds on the machine where this was written; one megabyte keeps the test short.
CASES = [(unit, 1_000_000) for unit in UNITS] + [("words", 5_000_000)]
SECONDS_PER_MEGABYTE = 15.0


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "size"), CASES)
def test_hostile_repetition_ends_soon(catalogue: Catalogue, unit: str, size: int) -> None:
    chosen = tuple(
        each
        for each in choose(catalogue.rules, Config(select=tuple(rule.id for rule in catalogue.rules)))
        if each.rule.id.startswith(FAMILIES)
    )
    piece = UNITS[unit]
    length = size // len(piece.encode())
    text = write_report(
        catalogue.standards["gkbg-2021"],
        agency="云川县石桥镇人民政府",
        sections={"overview": "2025年，" + piece * length},
    )
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    report = loader.load(Source("a.txt", text.encode()))
    began = time.perf_counter()
    outcome = check_report(report, chosen)
    assert outcome.diagnostics or unit == "digits"
    assert time.perf_counter() - began < SECONDS_PER_MEGABYTE * size / 1_000_000
    assert outcome.incidents == ()
