"""Likeness of two texts, and where the shared passages stand in both."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.prose import with_problems
from gongkai import At, Likeness, Paragraph, Passage, Text, Written, alike, written
from gongkai.copied.alike import grams
from gongkai.copied.written import BREAK


def text_of(words: str) -> Written:
    """A written text as it is, for the arithmetic alone."""
    passage = Passage(paragraph=Paragraph(text=words, at=At(line=1, column=1)), section=None, label=Text("", ""))
    return Written(words, (passage,), (0,), range(len(words)), (0,))


def random_text(seed: int, length: int) -> str:
    rng = random.Random(seed)
    return "".join(chr(rng.randint(0x4E00, 0x5E00)) for _ in range(length))


def numbers(found: Likeness) -> tuple[float, float, int]:
    return found.jaccard, found.contained, found.copied


def test_a_text_is_wholly_like_itself_and_not_like_another() -> None:
    one, two = text_of(random_text(1, 200)), text_of(random_text(2, 200))
    assert numbers(alike(one, one)) == (1, 1, 200)
    assert numbers(alike(one, two)) == (0, 0, 0)


def test_a_part_is_contained_in_the_whole() -> None:
    whole = random_text(1, 400)
    found = alike(text_of(whole[100:200]), text_of(whole))
    assert (found.contained, found.copied, found.length, found.other_length) == (1, 100, 100, 400)
    assert found.jaccard == pytest.approx(96 / 396)
    assert found.shared[0].other_span == (100, 200)


def test_a_few_changed_words_do_not_break_a_passage_and_many_do() -> None:
    words = random_text(1, 300)
    few = words[:100] + "改" + words[101:220] + "添上" + words[220:]
    (shared,) = alike(text_of(few), text_of(words)).shared
    assert shared.length == 300
    assert 0.85 <= shared.likeness < 1
    many = "".join("改" if n % 20 == 0 else char for n, char in enumerate(words))
    assert alike(text_of(many), text_of(words)).shared == ()


def test_passages_in_another_order_are_found_each() -> None:
    a, b = random_text(1, 100), random_text(2, 80)
    found = alike(text_of(a + random_text(3, 50) + b), text_of(b + random_text(4, 50) + a))
    assert [shared.length for shared in found.shared] == [100, 80]
    assert found.copied == 180


def test_no_passage_crosses_a_break_between_sections() -> None:
    a, b = random_text(1, 100), random_text(2, 100)
    both = text_of(a + BREAK + b)
    assert [shared.length for shared in alike(both, both).shared] == [100, 100]
    assert not any(BREAK in gram for gram in grams(both.text))


def test_a_sentence_said_often_counts_once() -> None:
    words = random_text(1, 70)
    assert alike(text_of((words + random_text(2, 30)) * 5), text_of(words)).copied == 70


def test_the_shared_passage_is_shown_in_both_reports() -> None:
    same = "部分栏目更新迟缓，群众查找文件要翻好几页，解读材料以文字为主，图表和问答偏少，个别答复文书引用条款不够准确，窗口人员轮换频繁，业务培训跟不上。"
    this = written(with_problems(f"今年梳理了十项任务。{same}已逐项整改。"), "problems")
    last = written(with_problems(f"回顾全年工作。\n{same}"), "problems")
    found = alike(this, last, shortest=40)
    (shared,) = found.shared
    (here,), (there,) = shared.here, shared.there
    for place, line in ((here, 1), (there, 2)):
        assert place.excerpt
        assert place.excerpt.text[place.excerpt.start : place.excerpt.end] == same.rstrip("。")
        assert place.at.line == line
        assert place.where.section == "problems"


alphabet = st.text(alphabet="甲乙丙丁" + BREAK, max_size=120)


@settings(max_examples=200, deadline=None)
@given(alphabet, alphabet, alphabet)
def test_shared_passages_are_in_both_and_as_alike_as_they_say(a: str, b: str, c: str) -> None:
    first, second = a + b + c, c + b + a
    found = alike(text_of(first), text_of(second), shortest=10)
    assert 0 <= found.jaccard <= found.contained <= 1
    assert found.copied <= min(found.length, found.other_length)
    reach = 0
    for shared in sorted(found.shared, key=lambda each: each.span):
        assert shared.span[0] >= reach
        reach = shared.span[1]
        mine, theirs = first[slice(*shared.span)], second[slice(*shared.other_span)]
        assert BREAK not in mine + theirs
        assert shared.length == min(len(mine), len(theirs)) >= 10
        assert shared.likeness >= 0.85
        if shared.likeness == 1:
            assert mine == theirs


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 100), st.integers(60, 200))
def test_a_verbatim_passage_is_always_found(seed: int, before: int, length: int) -> None:
    words = random_text(seed, 300)
    other = random_text(seed + 5000, 250)
    found = alike(text_of(other[:before] + words[50 : 50 + length] + other[before:]), text_of(words))
    assert found.copied >= length


def test_work_is_linear_on_hostile_texts() -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""

    def cost(one: str, two: str) -> float:
        begun = time.process_time()
        alike(text_of(one), text_of(two))
        return time.process_time() - begun

    for piece, other in (
        ("甲", "甲"),
        ("甲乙", "乙甲"),
        ("甲甲甲甲甲甲甲甲乙", "甲甲甲甲甲甲甲甲丙"),
        (random_text(1, 50), random_text(1, 49)),
    ):
        small, large = (cost(piece * (n // len(piece)), other * (n // len(other))) for n in (6_000, 60_000))
        assert large < 40 * small + 0.2
