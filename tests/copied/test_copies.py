"""Who in a set shares a report's prose: the same as by comparing all with all, at a bounded price."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import pytest

from corpus.prose import prose, with_problems
from gongkai import Copies, PluginError, Report, alike, signature, written
from gongkai.copied.signature import GROUPS


def filled(texts: Mapping[str, str], most: int = 3) -> tuple[Copies, Callable[[str], Report], list[str]]:
    """A set of made reports, what loads them again, and the list of what was loaded."""
    copies, loads = Copies(most=most), list[str]()

    def load(key: str) -> Report:
        loads.append(key)
        return with_problems(texts[key])

    for key, text in texts.items():
        copies.add(key, with_problems(text))
    return copies, load, loads


def test_a_copied_section_is_found_from_both_sides_and_shown() -> None:
    copies, load, _ = filled({"a": prose(1), "b": prose(2) + prose(1), "c": prose(3)})
    for key, other in (("a", "b"), ("b", "a")):
        near = copies.near(key, load)
        (copy,) = near.copies
        assert (copy.key, near.further, near.widespread) == (other, 0, ())
        assert copy.copied >= 460
        excerpt = copy.shared[0].here[0].excerpt
        assert excerpt
        assert prose(1)[:100] in excerpt.text
    assert copies.near("c", load).copies == ()


def test_a_report_that_shares_nothing_is_not_loaded() -> None:
    copies, load, loads = filled({str(n): prose(n) for n in range(30)})
    assert not any(copies.near(str(n), load).copies for n in range(30))
    assert loads == []


def test_less_than_300_characters_are_no_copy() -> None:
    copies, load, _ = filled({"a": prose(1, 6) + prose(2), "b": prose(1, 6) + prose(3)})
    assert copies.near("a", load).copies == ()
    shorter = Copies(shortest=200)
    for key in ("a", "b"):
        shorter.add(key, load(key))
    assert [copy.key for copy in shorter.near("a", load).copies] == ["b"]


def test_paragraphs_cut_otherwise_are_the_same_text() -> None:
    one = prose(1)
    copies, load, _ = filled({"a": one, "b": prose(2, 1) + one.replace("。", "。\n")})
    assert [copy.key for copy in copies.near("a", load).copies] == ["b"]


def test_a_template_of_half_the_set_is_copied_text_and_one_of_more_was_handed_out() -> None:
    texts = {f"{n:02}": (prose(500) if n < 20 else "") + prose(n) for n in range(40)}
    copies, load, loads = filled(texts)
    near = copies.near("00", load)
    assert len(near.copies) == 3
    assert near.further == 16
    assert near.widespread == ()
    assert len(loads) == 4
    copies.add("40", with_problems(prose(500)))
    near = copies.near("00", load)
    assert (near.copies, near.further) == ((), 0)
    (handed_out,) = near.widespread
    assert handed_out.reports == 21
    assert handed_out.places[0].excerpt


def test_five_bodies_that_all_share_a_text_are_copies() -> None:
    copies, load, _ = filled({str(n): prose(500) for n in range(5)})
    assert all(len(copies.near(str(n), load).copies) == 3 for n in range(5))


def test_what_was_handed_out_does_not_make_a_copy_of_a_short_passage() -> None:
    texts = {f"{n:02}": prose(500) + prose(n) for n in range(30)}
    texts["00"] = prose(500) + prose(700, 4) + prose(0)
    texts["01"] = prose(500) + prose(700, 4) + prose(1)
    copies, load, _ = filled(texts)
    assert copies.near("00", load).copies == ()


def test_a_real_copy_stands_out_among_a_template() -> None:
    texts = {f"{n:02}": prose(n) + (prose(500) if n % 3 == 0 else "") for n in range(60)}
    texts["57"] = prose(500) + prose(9)
    copies, load, _ = filled(texts, most=1)
    near = copies.near("57", load)
    assert [copy.key for copy in near.copies] == ["09"]
    assert near.further == 18


def test_the_order_of_filling_and_where_signatures_were_made_do_not_matter() -> None:
    texts = {str(n): prose(n % 7) + prose(100 + n) for n in range(20)}
    copies, load, _ = filled(texts)
    other = Copies()
    for key in reversed(texts):
        other.add(key, signature(written(with_problems(texts[key]))))
    assert [copies.near(key, load) for key in texts] == [other.near(key, load) for key in texts]


def test_a_signature_is_small_whatever_the_text() -> None:
    for text in (prose(1), prose(1, 3000), "更" * 500_000, "更新。" * 30_000, ""):
        kept = signature(written(with_problems(text)))
        assert len(kept.groups) == 4 * GROUPS * len(kept)
        assert len(kept) <= 256
    assert not signature(written(with_problems(prose(1, 3000)))).whole


def test_copies_of_a_very_long_text_are_found_by_what_is_kept_of_it() -> None:
    long = prose(1, 1500)
    copies, load, _ = filled({"a": long, "b": prose(2, 3) + long, "c": prose(3, 1500)})
    assert [copy.key for copy in copies.near("a", load).copies] == ["b"]
    assert copies.near("c", load).copies == ()


def test_an_unknown_key_is_an_error() -> None:
    copies, load, _ = filled({"a": prose(1)})
    with pytest.raises(KeyError):
        copies.near("b", load)


def test_without_the_extra_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(PluginError) as told:
        Copies().add("a", with_problems(prose(1)))
    assert told.value.advice
    assert "gongkai[similar]" in told.value.advice.en
    assert alike(written(with_problems(prose(1))), written(with_problems(prose(1)))).copied == 480
