"""YAML without its surprises, and hostile YAML."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.pack.yaml import parse_yaml

WHAT = Text("规则包 x", "Rule pack x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: on", {"a": "on"}),
        ("a: true", {"a": True}),
        ("a: 2026-01-31", {"a": "2026-01-31"}),
        ("a: 01-31", {"a": "01-31"}),
        ("a: 5", {"a": 5}),
        ("a: 0.5", {"a": 0.5}),
        ("a:", {"a": None}),
        ("a: [公开, '{x}']", {"a": ["公开", "{x}"]}),
    ],
)
def test_words_stay_words(text: str, value: object) -> None:
    assert parse_yaml(text, WHAT) == value


BOMB = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "anchors"),
        ("a: 1\na: 2", "stands twice"),
        ("a: !!python/object/apply:os.system [ls]", "not valid YAML"),
        ("a: [1", "line"),
        ("a: 1\n---\nb: 2", "not valid YAML"),
        ("\0", "not valid YAML"),
        ("[" * 3000, "not valid YAML"),
    ],
)
def test_what_is_not_plain_data_is_refused(text: str, words: str) -> None:
    with pytest.raises(ReadError) as raised:
        parse_yaml(text, WHAT)
    assert words in raised.value.message.en


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1", "第2行不是有效的 YAML：缩进用了制表符"),
        ("a:\n  - b\n c: 1", "缩进不对"),
        ("a: b: c", "这里不能有冒号"),
        ("a: 1\nb\nc: 2", "缺少冒号"),
        ("a: [1, 2\nb: 3", "缺少逗号或右括号"),
        ("a: 'x", "引号没有配对"),
        ("a: !x y", "不能用标签"),
        ("a: &b c", "不能用锚点"),
        ("a: 1\na: 2", "“a”出现两次"),
    ],
)
def test_what_is_often_wrong_is_said_in_chinese(text: str, words: str) -> None:
    with pytest.raises(ReadError) as raised:
        parse_yaml(text, WHAT)
    assert words in raised.value.message.zh


@given(st.text(max_size=200))
def test_any_text_is_data_or_is_refused(text: str) -> None:
    with contextlib.suppress(ReadError):
        parse_yaml(text, WHAT)
