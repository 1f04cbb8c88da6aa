"""Numbers that name a person or an account, told by their check digits."""

from __future__ import annotations

from datetime import date

__all__ = ["half_width", "is_bank_card", "is_credit_code", "is_id_card", "is_old_id_card"]

# GB 11643-1999: weights of the first 17 digits, and the check characters for the sum modulo 11.
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# GB/T 2260: the first two digits of the province-level codes.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
# GB 32100-2015: the characters of a unified social credit code in the order of their values, and the weights.
_CODE_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_WIDE = {ord(wide): plain for wide, plain in zip("０１２３４５６７８９Ｘｘ", "0123456789Xx", strict=True)}


def half_width(text: str) -> str:
    """The text with full-width digits as plain ones, of the same length."""
    return text.translate(_WIDE)


def is_id_card(text: str) -> bool:
    """Whether 18 characters are a resident identity number: province, a real birthday, and the check character."""
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return text[:2] in _PROVINCES and _is_day(text[6:14]) and _ID_CHECKS[total % 11] == text[17].upper()


def is_old_id_card(text: str) -> bool:
    """Whether 15 digits can be an identity number of the old kind. It has no check digit: ask for its context."""
    return (
        len(text) == 15
        and text.isascii()
        and text.isdigit()
        and text[:2] in _PROVINCES
        and _is_day("19" + text[6:12])
    )


def is_bank_card(text: str) -> bool:
    """Whether 16 to 19 digits pass the check of ISO/IEC 7812 (Luhn). Numbers of one repeated digit do not count."""
    if not (16 <= len(text) <= 19 and text.isascii() and text.isdigit()) or len(set(text)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_credit_code(text: str) -> bool:
    """Whether 18 characters are a unified social credit code (统一社会信用代码) with its check character."""
    if len(text) != 18 or any(char not in _CODE_CHARS for char in text):
        return False
    total = sum(_CODE_CHARS.index(char) * weight for char, weight in zip(text, _CODE_WEIGHTS, strict=False))
    return _CODE_CHARS[(31 - total % 31) % 31] == text[17]


def _is_day(text: str) -> bool:
    """Whether YYYYMMDD is a day on which someone living or recently dead can have been born."""
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR
