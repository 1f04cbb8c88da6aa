"""Numbers of public reports (facts, without their bodies' names): what is clean must stay clean."""

from __future__ import annotations

from pathlib import Path

from gongkai.balance import Entry, Linear, localize
from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.selection import choose
from gongkai.testing import report

CITY = Path(__file__).parent.parent / "examples" / "city-2025.txt"
SUMS = Config(select=("GK3",))


def arithmetic(catalogue: Catalogue, about: Report) -> list[str]:
    return [d.rule for d in check_report(about, choose(catalogue.rules, SUMS)).diagnostics]


def test_v2_a_citys_tables_have_no_arithmetic_finding(catalogue: Catalogue) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    about = loader.load(Source("city-2025.txt", CITY.read_bytes()))
    three = about.table("applications")
    assert three is not None
    row = (
        "natural_person",
        "business",
        "research",
        "public_interest",
        "legal_service",
        "other_organization",
        "total",
    )
    assert [three.value("received", column) for column in row] == [13612, 252, 0, 45, 128, 32, 14069]
    assert [three.value("total", column) for column in row] == [13364, 252, 0, 44, 121, 29, 13810]
    assert arithmetic(catalogue, about) == []


def test_v3_a_narrative_whose_numbers_add_up(catalogue: Catalogue) -> None:
    """接收176件（线上132＋信函44），上年结转2件，办结157件，结转21件: figures of prose are equations, too."""
    values = {"received": 176, "online": 132, "letters": 44, "carried in": 2, "done": 157, "carried out": 21}
    entries = [Entry(key=key, value=value) for key, value in values.items()]
    equations = [
        Linear.of(["online", "letters"], ["received"]), Linear.of(["received", "carried in"], ["done", "carried out"]),
    ]  # fmt: skip
    assert localize(entries, equations).consistent
    wrong = [Entry(key=e.key, value=157 if e.key == "received" else e.value) for e in entries]
    (cause,) = localize(wrong, equations).causes
    assert [(c.key, c.required) for c in cause.candidates[0].changes] == [("received", 176)]


def test_v4_a_list_that_leaves_groups_out_is_no_error(catalogue: Catalogue) -> None:
    """收到70件 (30+40+0); 予以公开17、不予公开6、无法提供21、其他处理12、转结1: 13 belong to groups not named."""
    values = {"received": 70, "granted": 17, "denied": 6, "unavailable": 21, "other": 12, "carried out": 1}
    entries = [Entry(key=key, value=value) for key, value in values.items()]
    parts = ["granted", "denied", "unavailable", "other", "carried out", "partially granted", "rejected"]
    found = localize(entries, [Linear.of(parts, ["received"])])
    assert found.consistent
    assert set(found.open) == {"partially granted", "rejected"}
    text = "全年收到申请70件，予以公开17件，不予公开6件，无法提供21件，其他处理12件，转结1件。"
    about = report(catalogue=catalogue, sections={"overview": text})
    assert arithmetic(catalogue, about) == []
