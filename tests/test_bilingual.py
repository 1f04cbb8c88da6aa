from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.bilingual import Text, plain_number
from gongkai.lang import language


def test_lists_are_joined_in_the_manner_of_the_language() -> None:
    filled = Text("缺少{names}", "missing {names}").fill({"names": ("一", "二")})
    assert (filled.zh, filled.en) == ("缺少一、二", "missing 一, 二")


def test_an_argument_can_be_bilingual_itself() -> None:
    assert Text("{a}！", "{a}!").fill({"a": Text("甲", "A")}) == Text("甲！", "A!")


def test_document_text_with_braces_is_not_a_field() -> None:
    assert Text("{a}", "{a}").fill({"a": "{b}"}).zh == "{b}"


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(KeyError):
        Text("{a}", "{a}").fill({})


@pytest.mark.parametrize(("value", "shown"), [("3050", "3050"), ("12.50", "12.5"), ("1E+3", "1000"), ("0.00", "0")])
def test_numbers_are_plain(value: str, shown: str) -> None:
    assert plain_number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("asked", "environment", "lang"),
    [
        (None, {}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "zh"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_what_was_asked_for_then_the_locales_then_chinese(
    asked: str | None, environment: dict[str, str], lang: str
) -> None:
    assert language(asked, environment) == lang
