"""Which reports stand beside one: found by body and year, and never guessed. All bodies are made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai.errors import UsageError
from gongkai.kinship.families import Families, Sets, families
from gongkai.kinship.register import Entry, Register, renamed
from gongkai.kinship.relations import Link

EVERY = frozenset(("previous", "parent", "children", "siblings"))


def entry(body: str | None, year: int | None, path: str = "") -> Entry:
    return Entry(path=path or f"{year}/{body}", body=body, year=year, kind="disclosure", asks=EVERY)


def codes(found: Families) -> list[str]:
    return [i.code for i in found.incidents] + [n.rule for n in found.notices]


def link(body: str, parent: str, year: int | None = None) -> Link:
    return Link(body, parent, year, "", 2)


def test_last_years_report_is_found_by_another_way_to_write_the_name() -> None:
    found = families(
        Sets(checked=(entry("云川市政府办", 2025),), previous=(entry("云川市人民政府办公室", 2024, "a"),))
    )
    assert found.beside["2025/云川市政府办"].previous == "a"
    assert codes(found) == []


def test_of_two_possible_reports_none_is_taken() -> None:
    last = (entry("云川县教育局", 2024, "a"), entry("云川县 教育局", 2024, "b"))
    found = families(Sets(checked=(entry("云川县教育局", 2025),), previous=last))
    assert found.beside["2025/云川县教育局"].previous is None
    assert codes(found) == ["GK921"]
    assert "a（云川县教育局）、b（云川县 教育局）" in found.incidents[0].message.zh


def test_two_files_of_one_report_are_one_report() -> None:
    one = entry("云川县教育局", 2024, "a.docx")
    files = (replace(one, contents="1"), replace(one, path="a.html", contents="1"))
    assert (
        families(Sets(checked=(entry("云川县教育局", 2025),), previous=files)).beside["2025/云川县教育局"].previous
        == "a.docx"
    )
    others = (files[0], replace(files[1], contents="2"))
    assert codes(families(Sets(checked=(entry("云川县教育局", 2025),), previous=others))) == ["GK921"]


def test_a_name_that_does_not_say_which_place_is_not_taken() -> None:
    found = families(Sets(checked=(entry("云川县教育局", 2025),), previous=(entry("县教育局", 2024),)))
    assert codes(found) == ["GK921"]


def test_what_is_certainly_anothers_report_makes_none_uncertain() -> None:
    checked = (entry("云川县教育局", 2025), entry("教育局", 2025))
    found = families(Sets(checked=checked, previous=(entry("教育局", 2024, "old"),)))
    assert found.beside["2025/教育局"].previous == "old"
    assert codes(found) == ["GK923"]
    assert found.beside["2025/云川县教育局"].previous is None


def test_the_only_report_without_a_counterpart_is_not_checked() -> None:
    found = families(Sets(checked=(entry("云川县教育局", 2025),), previous=()))
    assert codes(found) == ["GK922"]


def test_no_counterpart_for_any_of_many_is_said_once() -> None:
    checked = (entry("云川县教育局", 2025), entry("云川县财政局", 2025))
    found = families(Sets(checked=checked, previous=(entry("南溪县教育局", 2024),)))
    assert codes(found) == ["GK922"]


def test_a_new_body_among_many_gets_a_hint() -> None:
    checked = (entry("云川县教育局", 2025), entry("云川县信访局", 2025))
    found = families(Sets(checked=checked, previous=(entry("云川县教育局", 2024),)))
    assert [(n.rule, n.severity, n.path) for n in found.notices] == [("GK923", "info", "2025/云川县信访局")]
    assert found.incidents == ()


def test_the_first_year_of_a_tree_is_one_hint() -> None:
    tree = tuple(entry(f"云川县{name}局", year) for year in (2023, 2024) for name in ("教育", "财政", "民政"))
    found = families(Sets(checked=tree, previous=tree))
    assert codes(found) == ["GK923"]
    assert "2023年度的3份报告" in found.notices[0].message.zh
    assert found.beside["2024/云川县教育局"].previous == "2023/云川县教育局"


def test_a_report_without_body_or_year_is_not_matched() -> None:
    checked = (entry(None, 2025, "a"), entry("云川县财政局", None, "b"), entry("云川县教育局", 2025))
    found = families(Sets(checked=checked, previous=(entry("云川县教育局", 2024),)))
    assert [(i.code, i.path) for i in found.incidents] == [("GK921", "a"), ("GK921", "b")]


def test_nothing_is_said_of_what_no_rule_asks_for() -> None:
    lone = Entry(path="a", body="云川县教育局", year=2025, kind="disclosure")
    assert codes(families(Sets(checked=(lone,), previous=()))) == []


def test_children_are_all_that_were_given_but_the_report_itself() -> None:
    city = entry("云川市人民政府", 2025)
    given = (city, entry("云川市教育局", 2025, "a"), entry("云川市财政局", 2024, "b"))
    brood = families(Sets(checked=(city,), children=given)).beside[city.path].brood
    assert (brood.reports, brood.missing) == (("a",), ("云川市财政局",))


def test_children_of_several_reports_need_a_table() -> None:
    checked = (entry("云川市人民政府", 2025), entry("南溪市人民政府", 2025))
    with pytest.raises(UsageError):
        families(Sets(checked=checked, children=(entry("云川市教育局", 2025),)))


def test_a_table_says_whose_children_they_are() -> None:
    tree = (
        entry("云川市人民政府", 2025),
        entry("云川市教育局", 2025, "a"),
        entry("云川市人社局", 2025, "b"),
        entry("南溪县人民政府", 2025),
        entry("南溪县教育局", 2025, "c"),
    )
    links = (
        link("云川市教育局", "云川市政府"),
        link("云川市人力资源和社会保障局", "云川市政府"),
        link("云川市司法局", "云川市人民政府", 2025),
        link("云川市水务局", "云川市人民政府", 2024),
        link("南溪县教育局", "南溪县政府"),
    )
    found = families(Sets(checked=tree, links=links))
    brood = found.beside["2025/云川市人民政府"].brood
    assert (brood.reports, brood.missing) == (("a", "b"), ("云川市司法局",))
    assert found.beside["2025/南溪县人民政府"].brood.reports == ("c",)
    assert found.beside["c"].parent == "2025/南溪县人民政府"
    assert codes(found) == []


def test_excluded_bodies_are_not_summed_up() -> None:
    tree = (entry("云川市人民政府", 2025), entry("云川市税务局", 2025, "tax"), entry("云川市教育局", 2025, "a"))
    links = (link("云川市税务局", "云川市人民政府"), link("云川市教育局", "云川市人民政府"))
    found = families(Sets(checked=tree, links=links, excluded=("国家税务总局云川市税务局",)))
    assert found.beside["2025/云川市人民政府"].brood.reports == ("a",)


def test_where_one_child_is_not_certain_there_are_none() -> None:
    tree = (entry("云川市人民政府", 2025), entry("云川市教育局", 2025, "a"), entry("云川市教育局", 2025, "b"))
    found = families(Sets(checked=tree, links=(link("云川市教育局", "云川市人民政府"),)))
    assert found.beside["2025/云川市人民政府"].brood.reports == ()
    assert "GK921" in codes(found)


def test_last_years_children_are_all_or_none() -> None:
    city = entry("云川市人民政府", 2025)
    now = (entry("云川市教育局", 2025), entry("云川市财政局", 2025))
    last = (entry("云川市教育局", 2024, "a"), entry("云川市财政局", 2024, "b"))
    assert families(Sets(checked=(city,), children=(*now, *last))).beside[city.path].brood.before == ("a", "b")
    assert families(Sets(checked=(city,), children=(*now, last[0]))).beside[city.path].brood.before == ()


def test_two_reports_of_one_body_and_year_are_told_and_compared_once_with_neighbours() -> None:
    tree = (entry("云川县教育局", 2025, "a"), entry("云川县 教育局", 2025, "b"), entry("云川县财政局", 2025, "c"))
    found = families(Sets(checked=tree, siblings=tree))
    assert [(n.rule, n.path) for n in found.notices] == [("GK924", "b")]
    assert found.beside["a"].siblings == ("a", "c")
    assert found.beside["b"].siblings == ()


def test_neighbours_are_of_the_same_year() -> None:
    one = entry("云川县教育局", 2025)
    found = families(Sets(checked=(one,), siblings=(entry("云川县财政局", 2024), entry("云川县民政局", 2025, "c"))))
    assert found.beside[one.path].siblings == (one.path, "c")


def test_a_given_parent_is_that_of_the_year() -> None:
    checked = (entry("云川市教育局", 2025), entry("云川市财政局", 2024))
    found = families(Sets(checked=checked, parent=(entry("云川市人民政府", 2025, "p"),)))
    assert found.beside["2025/云川市教育局"].parent == "p"
    assert [n.path for n in found.notices] == ["2024/云川市财政局"]


def test_renamed_bodies_have_their_last_name() -> None:
    aliases = {"云川市旅游委员会": "云川市旅游局", "云川市旅游局": "云川市文化和旅游局"}
    assert renamed("云川市旅游委", aliases) == "云川市文化和旅游局"
    assert renamed("云川市教育局", aliases) == "云川市教育局"
    assert renamed(None, aliases) is None


def test_a_search_finds_what_matching_every_name_would() -> None:
    names = ["云川市教育局", "市教育局", "教育局", "青岳省云川市教育局", "云川市文旅局", "云川高新区管委会"]
    names += ["云川市文化和旅游局", "云川高新技术产业开发区管理委员会", "云川县教育局", "云川市高新区管委会"]
    from gongkai.kinship.names import match

    register = Register(entry(name, 2025) for name in names)
    for name in names:
        found = register.find(name, 2025)
        for verdict, entries in (("equal", found.equal), ("ambiguous", found.unsure)):
            assert {e.body for e in entries} == {n for n in names if match(name, n).verdict == verdict}, name


def test_a_table_that_has_none_of_the_bodies_is_told() -> None:
    checked = (entry("云川县人民政府", 2025), entry("云川县教育局", 2025))
    assert codes(families(Sets(checked=checked, links=(link("云海县教育局", "云海县人民政府"),)))) == ["GK922"]
    assert codes(families(Sets(checked=checked, links=(link("云川县教育局", "云川县人民政府", 2024),)))) == ["GK922"]
    assert codes(families(Sets(checked=checked, links=(link("云川县教育局", "云川县政府"),)))) == []


def test_a_table_by_which_nothing_belongs_together_is_told_once() -> None:
    checked = (entry("云川县财政局", 2025), entry("云川县教育局", 2025))
    links = (link("云川县教育局", "云川县人民政府"), link("云川县财政局", "云川县人民政府"))
    assert codes(families(Sets(checked=checked, links=links))) == ["GK923"]


def test_a_report_knows_whether_its_parents_is_checked_with_it() -> None:
    city, bureau = entry("云川县人民政府", 2025, "city"), entry("云川县教育局", 2025, "bureau")
    beside = families(Sets(checked=(bureau,), parent=(city,))).beside["bureau"]
    assert (beside.parent, beside.summed) == ("city", False)
    links = (link("云川县教育局", "云川县人民政府"),)
    beside = families(Sets(checked=(city, bureau), links=links)).beside["bureau"]
    assert (beside.parent, beside.summed) == ("city", True)


def test_a_body_that_is_left_out_of_the_sums_is_not_held_against_its_parent() -> None:
    checked = (entry("云川县税务局", 2025, "tax"), entry("云川县教育局", 2025, "bureau"))
    parent = (entry("云川县人民政府", 2025, "city"),)
    found = families(Sets(checked=checked, parent=parent, excluded=("云川县税务局",)))
    assert [found.beside[path].parent for path in ("tax", "bureau")] == [None, "city"]
    assert codes(found) == []
