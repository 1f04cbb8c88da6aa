"""A sign spares a rule most of its work only if it is safe: it stands wherever the rule's own patterns find something."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai import At, Text
from gongkai_rules._stretch import Stretch, Words
from gongkai_rules.rules import gk811_lg_repeated_paragraph

# Rules that look for a sign first, and the patterns that find what they tell of.
SIGNED = {
    "gk501_ms_fee_statement": ("_STATED",),
    "gk505_ms_citation_wrong": ("_CITED", "_SHORT_TITLE", "_ISSUER"),
    "gk524_md_agency_foreign": ("_SELF", "_WIDER"),
    "gk525_md_self_reference": ("_SELF",),
    "gk803_lg_double_punctuation": ("_DOUBLE",),
    "gk804_lg_halfwidth_punct": ("_HALF",),
    "gk806_lg_cjk_space": ("_SPACE",),
    "gk807_lg_date_malformed": ("_DAY", "_YEAR"),
    "gk808_lg_number_missing": ("_NONE",),
    "gk813_lg_enumeration_count": ("_SAID",),
    "gk814_lg_mojibake": ("_GARBLED",),
    "gk818_lg_stray_foreign_word": ("_WORD",),
    "gk841_pv_id_card": ("_NUMBER",),
    "gk842_pv_mobile": ("_NUMBER",),
    "gk843_pv_bank_card": ("_NUMBER",),
    "gk844_pv_applicant_name": ("_NAME",),
    "gk845_pv_case_number": ("_CASE",),
    "gk847_pv_passport_plate": ("_PASSPORT", "_PLATE"),
    "gk849_pv_secret_marking": ("_STAR", "_ALONE", "_BRACKETED"),
    "gk861_ph_token": ("_TOKEN", "_ALONE"),
    "gk862_ph_template_instruction": ("_NOTE",),
    "gk865_ph_ai_residue": ("_RESIDUE", "_SIGNS"),
    "gk867_ph_empty_meta": ("_EMPTY",),
}

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _module(name: str) -> object:
    return import_module(f"gongkai_rules.rules.{name}")


def _signs(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a rule's sign, of which one stands."""
    sign: re.Pattern[str] | tuple[re.Pattern[str], ...] = _module(name)._SIGN
    return sign if isinstance(sign, tuple) else (sign,)


@pytest.mark.parametrize(("name", "pattern"), [(name, each) for name, own in SIGNED.items() for each in own])
def test_the_sign_stands_in_everything_that_the_pattern_finds(name: str, pattern: str) -> None:
    signs = _signs(name)
    find: re.Pattern[str] = getattr(_module(name), pattern)

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(find))
    def stands(text: str) -> None:
        assert any(sign.search(text) for sign in signs), text

    stands()


@pytest.mark.parametrize("style", range(2))
def test_the_sign_of_an_enumeration_stands_in_its_items(style: int) -> None:
    sign, item = _module("gk812_lg_enumeration_gap")._STYLES[style]

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(item))
    def stands(text: str) -> None:
        assert sign.search(text), text

    stands()


@settings(max_examples=100, deadline=None)
@given(st.text(), st.from_regex(gk811_lg_repeated_paragraph._DOUBLED), st.text())
def test_a_doubled_term_may_be_one_wherever_it_stands(before: str, doubled: str, after: str) -> None:
    assert gk811_lg_repeated_paragraph._may_be_doubled(before + doubled + after)


def test_no_term_is_doubled_where_nothing_is_said_twice() -> None:
    assert not gk811_lg_repeated_paragraph._may_be_doubled("在政府网站集中发布财政、教育等领域的信息，并配发解读。")


@pytest.mark.parametrize("name", SIGNED)
def test_a_sign_looks_only_at_what_it_matches(name: str) -> None:
    """It is looked for in all words at once: anchors and looking around would see the neighbouring piece."""
    for sign in _signs(name):
        assert not re.search(r"\(\?<?[=!]|(?<![\[\\])[\^$]|\\[bBAZ]", sign.pattern)


@pytest.mark.parametrize("name", SIGNED)
def test_each_of_several_signs_begins_with_one_character(name: str) -> None:
    """To which the engine skips: that is why there are several."""
    signs = _signs(name)
    assert len(signs) == 1 or all(sign.pattern[0].isalnum() or sign.pattern[0] == "《" for sign in signs)


@pytest.mark.parametrize(
    ("name", "shape"), [("gk818_lg_stray_foreign_word", b"aa"), ("gk847_pv_passport_plate", b"A")]
)
def test_the_shape_stands_wherever_the_sign_does(name: str, shape: bytes) -> None:
    (sign,) = _signs(name)

    @settings(max_examples=30, deadline=None)
    @given(st.text(), st.from_regex(sign), st.text())
    def stands(before: str, text: str, after: str) -> None:
        assert shape in _words(before + text + after).shape

    stands()


@pytest.mark.parametrize("name", ["gk841_pv_id_card", "gk842_pv_mobile", "gk843_pv_bank_card"])
def test_long_numbers_are_found_in_digits_of_either_width(name: str) -> None:
    (sign,) = _signs(name)

    @settings(max_examples=30, deadline=None)
    @given(st.text(), st.from_regex(re.compile(sign.pattern, re.ASCII), fullmatch=True), st.booleans(), st.text())
    def stands(before: str, number: str, wide: bool, after: str) -> None:
        number = number.translate(WIDE) if wide else number
        assert number in _words(before + number + after).long_numbers

    stands()


def _words(text: str) -> Words:
    return Words((Stretch(text, None, At(), Text("", "")),))
