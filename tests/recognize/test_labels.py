from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.recognize.labels import chinese_ordinal, key, similarity, split_ordinal


@pytest.mark.parametrize(
    ("text", "ordinal", "rest"),
    [
        ("三、申请情况", "三", "申请情况"),
        ("三 、申请情况", "三", "申请情况"),
        ("第三部分：申请情况", "三", "申请情况"),
        ("（二）部分公开", "（二）", "部分公开"),
        ("(七) 总计", "（七）", "总计"),
        ("1.属于国家秘密", "1.", "属于国家秘密"),
        ("2020年, 我镇", "", "2020年, 我镇"),
        ("一是充实内容", "", "一是充实内容"),
    ],
)
def test_an_ordinal_is_split_from_its_words(text: str, ordinal: str, rest: str) -> None:
    assert split_ordinal(text) == (ordinal, rest)


@pytest.mark.parametrize(
    ("ordinal", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十三", 23),
        ("", None),
        ("（一）", None),
        ("十十", None),
        ("一二", None),
    ],
)
def test_ordinals_count(ordinal: str, number: int | None) -> None:
    assert chinese_ordinal(ordinal) == number


def test_labels_that_differ_in_numbering_spaces_and_punctuation_have_one_key() -> None:
    assert key("（二） 部分公开(区分处理的, 只计这一情形)") == key("（二）部分公开（区分处理的，只计这一情形）")
    assert key("自 然 人") == key("自然人")
    assert key("3.危及“三安全一稳定”") == key('3、危及"三安全一稳定"')


def test_likeness_tells_a_slip_from_another_label() -> None:
    assert similarity("规范性文件", ["行政规范性文件"]) >= 0.8
    assert similarity("主动公开政务信息情况", ["主动公开政府信息情况"]) > 0.8
    assert similarity("2022年工作思路", ["总体情况", "其他需要报告的事项"]) < 0.5


@given(st.text(max_size=80))
def test_any_text_has_a_key_and_is_like_itself(text: str) -> None:
    assert key(key(text)) == key(text) or split_ordinal(key(text))[0]
    assert similarity(text, [text]) == 1.0


@given(st.text("甲乙丙丁", min_size=1, max_size=30), st.text("甲乙丙丁", min_size=1, max_size=30))
def test_alike_are_only_words_about_as_long_or_that_hold_each_other(one: str, other: str) -> None:
    shorter, longer = sorted((one, other), key=len)
    # Headings are told apart by length from this likeness on.
    assert similarity(one, [other]) < 0.66 or len(shorter) >= len(longer) * 0.66 / 1.34 - 1e-9 or shorter in longer
