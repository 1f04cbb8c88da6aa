"""The number formats of automatic lists: from a number to what is printed."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["numeral"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _counting(number: int, digits: str, units: str) -> str:
    """一, 十, 十二, 二十一, 一百零五 up to 9999; digits beyond."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return out


def _chinese(number: int) -> str:
    text = _counting(number, _DIGITS, "十百千")
    return text[1:] if 10 <= number < 20 else text


def _legal(number: int) -> str:
    return _counting(number, _LEGAL, "拾佰仟")


def _each_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


def _letters(number: int) -> str:
    """a to z, then aa to zz, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        out += sign * min(times, 30)
    return out


def _signs(first: str, most: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode; plain digits where they end."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _each_digit,
    "japaneseDigitalTenThousand": _each_digit,
    "taiwaneseDigital": _each_digit,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}


def numeral(number: int, form: str) -> str:
    """A number in one of Word's formats (`w:numFmt`); formats that are not known here come as digits."""
    write = _FORMATS.get(form)
    return str(number) if write is None or (number < 1 and form != "none") else write(number)
