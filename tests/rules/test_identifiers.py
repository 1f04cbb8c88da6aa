"""Check digits: numbers made by the standard's own rule pass, and any one changed digit is noticed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai_rules._identifiers import is_bank_card, is_credit_code, is_id_card, is_old_id_card

BIRTHDAYS = st.dates(date(1920, 1, 1), date(2020, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
DIGITS = "0123456789"
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def id_card(area: str, birthday: str, order: str) -> str:
    """Written from the formula of GB 11643 (weights are powers of two modulo 11), not from the code under test."""
    body = area + birthday + order
    total = sum(int(digit) * pow(2, 17 - n, 11) for n, digit in enumerate(body))
    check = (12 - total % 11) % 11
    return body + ("X" if check == 10 else str(check))


ID_CARDS = st.builds(
    id_card, st.sampled_from(["110101", "340121", "659001"]), BIRTHDAYS, st.from_regex(r"[0-9]{3}", fullmatch=True)
)


@given(ID_CARDS)
def test_an_identity_number_made_by_the_formula_is_one(number: str) -> None:
    assert is_id_card(number)
    assert is_id_card(number.lower())


@given(ID_CARDS, st.integers(0, 16), st.sampled_from(DIGITS))
def test_one_wrong_digit_is_noticed(number: str, place: int, digit: str) -> None:
    changed = number[:place] + digit + number[place + 1 :]
    assert is_id_card(changed) == (changed == number)


@given(st.text(max_size=20))
def test_no_text_breaks_the_checks(text: str) -> None:
    for check in (is_id_card, is_old_id_card, is_bank_card, is_credit_code):
        assert check(text) in (True, False)


@given(st.text(DIGITS, min_size=15, max_size=18), st.integers(0, 9))
def test_one_digit_of_ten_completes_a_card_number(body: str, digit: int) -> None:
    found = sum(is_bank_card(body + last) for last in DIGITS)
    assert found == 1 or (found == 0 and len(set(body)) == 1)
    assert not is_bank_card(str(digit) * 16)


@given(st.text(CODE, min_size=17, max_size=17))
def test_one_character_completes_a_credit_code(body: str) -> None:
    assert sum(is_credit_code(body + char) for char in CODE) == 1


def test_no_birthday_no_identity_number() -> None:
    assert not is_id_card(id_card("110101", "19900230", "123"))
    assert not is_id_card(id_card("990101", "19900203", "123"))
    assert is_old_id_card("340121900203123")
    assert not is_old_id_card("340121900230123")


def test_known_numbers() -> None:
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112")
