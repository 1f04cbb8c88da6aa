"""Words of two reports: the same, moved, changed, new and gone paragraphs, and the changed words in them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.prose import prose, with_problems
from gongkai.comparison import ParagraphChange, SectionChange
from gongkai.comparison.words import LIMIT, words


def section(last: str, this: str) -> SectionChange:
    found = words(with_problems(last), with_problems(this))
    return next(each for each in found if each.id == "problems")


def told(last: str, this: str) -> list[tuple[str, bool, str]]:
    """Kind, whether it moved, and the words of every paragraph."""
    found: list[tuple[str, bool, str]] = []
    for each in section(last, this).paragraphs:
        passage = each.this or each.last
        assert passage
        found.append((each.kind, each.moved, passage.text))
    return found


def marked(last: str, this: str) -> str:
    (paragraph,) = section(last, this).paragraphs
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.op].format(piece.text) for piece in paragraph.pieces)


A, B, C, D = (prose(n, 2) for n in range(4))


def test_paragraphs_are_told_in_the_order_of_the_later_report() -> None:
    assert told(f"{A}\n{B}\n{C}", f"{A}\n{D}\n{C}") == [
        ("same", False, A), ("added", False, D), ("removed", False, B), ("same", False, C),
    ]  # fmt: skip


def test_a_paragraph_in_another_place_has_moved() -> None:
    assert told(f"{A}\n{B}\n{C}", f"{C}\n{A}\n{B}") == [("same", True, C), ("same", False, A), ("same", False, B)]


def test_of_two_that_changed_places_one_has_moved() -> None:
    assert sorted(moved for _, moved, _ in told(f"{A}\n{B}", f"{B}\n{A}")) == [False, True]


def test_a_changed_paragraph_keeps_its_pair_when_it_moves() -> None:
    changed = B.replace("。", "，稍作改动。", 1)
    assert told(f"{A}\n{B}\n{C}\n{D}", f"{A}\n{C}\n{D}\n{changed}") == [
        ("same", False, A), ("same", False, C), ("same", False, D), ("changed", True, changed),
    ]  # fmt: skip


def test_a_paragraph_that_went_to_another_section_is_gone_here_and_new_there_and_moved_in_both() -> None:
    last, this = with_problems(A), with_problems(B)
    (moved,) = (each for each in with_problems(A).sections if each.id == "problems")
    this = replace(
        this,
        sections=tuple(replace(s, blocks=moved.blocks) if s.id == "overview" else s for s in this.sections),
    )
    found = {each.id: each.paragraphs for each in words(last, this)}
    assert [(p.kind, p.moved) for p in found["overview"]] == [("added", True)]
    assert {(p.kind, p.moved) for p in found["problems"]} == {("removed", True), ("added", False)}


def test_white_space_is_no_change() -> None:
    spaced = A.replace("。", "。 \u3000")
    assert [kind for kind, _, _ in told(A, spaced)] == ["same"]


@pytest.mark.parametrize(
    ("last", "this", "marks"),
    [
        ("全年培训2024次，效果良好。", "全年培训2025次，效果良好。", "全年培训[-2024-][+2025+]次，效果良好。"),
        ("新收申请1,200件，已办结。", "新收申请1,350件，已办结。", "新收申请[-1,200-][+1,350+]件，已办结。"),
        ("形式比较单一，需要改进。", "形式较为单一，需要改进。", "形式[-比较-][+较为+]单一，需要改进。"),
        ("举办业务培训两期。", "今年举办业务培训两期。", "[+今年+]举办业务培训两期。"),
        ("举办业务培训两期，参加者众。", "举办业务培训两期。", "举办业务培训两期[-，参加者众-]。"),
    ],
)
def test_changed_words_are_marked_and_numbers_as_a_whole(last: str, this: str, marks: str) -> None:
    assert marked(last, this) == marks


def test_what_was_carried_over_counts_own_words_only() -> None:
    own = "部分栏目更新迟缓，解读材料以文字为主，窗口人员轮换频繁。"
    assert section(f"2024年，{own}", f"2025年，{own}").carried == 1
    assert section(A, B).carried == 0
    assert section("无。", "无。").carried is None


def test_a_long_paragraph_is_shown_whole_and_a_long_section_is_cut_and_said_to_be() -> None:
    long = "更新" * 2500
    (paragraph,) = section(f"{long}甲。", f"{long}乙。").paragraphs
    assert (paragraph.kind, paragraph.pieces) == ("changed", ())
    lines = "\n".join(f"第{n}段的内容各不相同。" for n in range(LIMIT + 5))
    cut = section(lines, lines)
    assert not cut.whole
    assert len(cut.paragraphs) == LIMIT


texts = st.lists(st.text(alphabet="甲乙丙丁2024，。 a", min_size=1, max_size=30), max_size=8)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_nothing_is_lost_and_nothing_invented(last: list[str], this: list[str]) -> None:
    """Every paragraph of both reports is told once, and the marks give both texts back."""
    found = section("\n".join(last), "\n".join(this)).paragraphs
    old, new = "\n".join(last).split("\n"), "\n".join(this).split("\n")
    assert [p.this.text for p in found if p.this] == new
    assert sorted(p.last.text for p in found if p.last) == sorted(old)
    for paragraph in found:
        assert sides_agree(paragraph)


def sides_agree(paragraph: ParagraphChange) -> bool:
    if paragraph.kind != "changed":
        return not paragraph.pieces
    assert paragraph.last
    assert paragraph.this
    old = "".join(piece.text for piece in paragraph.pieces if piece.op != "added")
    new = "".join(piece.text for piece in paragraph.pieces if piece.op != "removed")
    return (old, new) == (paragraph.last.text, paragraph.this.text)


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("\n".join("同一段" for _ in range(20_000)), "\n".join("同一段" if n % 2 else "别的" for n in range(20_000))),
        ("\n".join(f"第{n}段" * 600 for n in range(150)), "\n".join(f"第{n}节" * 600 for n in range(150))),
        ("更" * 1_000_000, "更新" * 500_000),
    ],
)
def test_hostile_texts_take_seconds_not_hours(last: str, this: str) -> None:
    old, new = with_problems(last), with_problems(this)
    begun = time.process_time()
    assert words(old, new)
    assert time.process_time() - begun < 20
