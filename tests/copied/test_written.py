"""What is left of a report's prose: the writer's own wording, each character with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.prose import with_problems
from gongkai import Written, written
from gongkai.copied.masks import own_names
from gongkai.copied.written import BREAK, MOST
from gongkai.plugins import Catalogue
from gongkai.testing import report


def left(text: str, agency: str | None = None) -> str:
    return written(with_problems(text, agency), "problems").text.replace(BREAK, "")


@pytest.mark.parametrize(
    "text",
    [
        "本报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。",
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制本报告。",
        "如对本报告有疑问，请与办公室联系，联系电话：0000-1234567。",
        "2025年，本机关未发出收费通知，未收取政府信息公开信息处理费。",
        "无其他需要报告的事项。",
        "（一）存在的主要问题",
        "第二十条第（一）项 本年制发件数 现行有效件数。",
    ],
)
def test_what_every_report_says_is_left_out(text: str) -> None:
    assert left(text) == ""


def test_names_numbers_dates_and_titles_are_left_out_of_a_sentence() -> None:
    text = "2025年，青石镇人民政府共答复36件，比上年多三件，《办事指南》由我镇在3月底前更新，青石镇各站所配合。"
    assert left(text, "云川县青石镇人民政府") == "共答复比多由在底前更新各站所配合"


def test_the_own_names_are_the_whole_its_places_and_its_kind() -> None:
    about = with_problems("无。", "云川市山前区教育局")
    assert own_names(about) == {"云川市山前区教育局", "云川市", "山前区", "云川", "山前", "教育局"}


def test_a_formula_is_a_sentence_and_masks_nothing_else() -> None:
    """In a long text without an end, words of a formula do not stand for the rest."""
    assert left("本报告" + "更新" * 200 + "。栏目更新迟缓。") == "本报告" + "更新" * 200 + "栏目更新迟缓"


def test_two_bodies_that_changed_only_names_and_numbers_wrote_the_same() -> None:
    text = "一是{name}部分栏目更新迟缓，有{n}个栏目超过{n}天没有更新；二是我{kind}解读材料偏少。"
    one = left(text.format(name="青石镇", n=3, kind="镇"), "云川县青石镇人民政府")
    two = left(text.format(name="教育局", n=12, kind="局"), "云川县教育局")
    assert one == two
    assert len(one) > 20


def test_the_first_sentence_of_part_one_is_a_formula_and_the_preamble_is_not_there() -> None:
    text = written(report()).text
    assert "围绕群众关心" not in text
    assert "编制" not in text
    assert text.startswith("主动公开在政府网站集中发布")


def test_a_standard_without_words_masks_by_language_only(catalogue: Catalogue) -> None:
    about = with_problems("2025年答复36件。如对本报告有疑问请来电。")
    plain = replace(about.standard, vocabulary=replace(about.standard.vocabulary, formulas=(), openings=(), own=()))
    assert "如对本报告有疑问请来电" in written(replace(about, standard=plain), "problems").text


def test_words_of_a_vocabulary_may_be_empty_or_signs() -> None:
    about = with_problems("甲]乙^丙。更新迟缓。")
    words = replace(about.standard.vocabulary, own=("{甲,}", "]", "^"), formulas=("{丙,}",), group=())
    odd = replace(about, standard=replace(about.standard, vocabulary=words), agency=None)
    assert written(odd, "problems").text == "更新迟缓" + BREAK


def test_places_give_the_words_in_their_paragraphs() -> None:
    text = written(with_problems("栏目更新迟缓，有3个。\n解读材料偏少，形式单一。"), "problems")
    start, end = text.text.index("更新"), text.text.index("形式")
    shown = [
        place.excerpt.text[place.excerpt.start : place.excerpt.end]
        for place in text.places(start, end)
        if place.excerpt
    ]
    assert shown == ["更新迟缓，有", "解读材料偏少"]
    assert [place.at.line for place in text.places(start, end)] == [1, 2]


def consistent(text: Written) -> bool:
    """Every character is the one at its place."""
    for number, start in enumerate(text.starts):
        end = text.starts[number + 1] if number + 1 < len(text.starts) else len(text)
        source = text.passages[number].text
        for n in range(start, min(end, len(text))):
            if text.text[n] not in (BREAK, source[text.origin[n]]):
                return False
    return len(text.origin) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="公开信息处理费本报告2025年，。；、《》 \t三件一是（）\u3000😀", max_size=200))
def test_every_character_keeps_its_place(words: str) -> None:
    assert consistent(written(with_problems("更新迟缓的栏目。" + words)))


@pytest.mark.parametrize("piece", ["《", "一是", "1", "更", "更，", "本报告", "（", "十", "\u3000", "更新。"])
def test_a_hostile_text_is_cut_and_said_to_be(piece: str) -> None:
    text = written(with_problems(piece * (1_000_000 // len(piece))), "problems")
    assert len(text) <= MOST
    assert consistent(text)
    assert not text.whole
