"""How equations are written: their terms by the words of rows and columns, as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai import Addend
from gongkai.finding import Sum
from gongkai.formatters.evidence import equation
from gongkai.lang import Lang
from gongkai.plugins import Catalogue
from gongkai.testing import report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_whose_words_hold_quotes_is_named_whole(catalogue: Catalogue, lang: Lang) -> None:
    about = report(catalogue=catalogue)
    table = about.table("applications")
    assert table is not None
    rows = ("denied_security", "granted", "total")
    security, granted, total = (Addend(Decimal(5), table.place(row, "total")) for row in rows)
    name = table.place("total", "total").where.label
    done = Sum(name=name, left=(security, granted), right=(total,), left_total=Decimal(10), right_total=Decimal(5))
    assert "3.危及“三安全一稳定” " in "\n".join(equation(done, lang))


def test_columns_of_one_name_are_told_apart_by_what_is_above_them(catalogue: Catalogue) -> None:
    """行政复议／总计 and 行政诉讼／复议后起诉／总计; where the names differ, they are enough."""
    table = report(catalogue=catalogue).table("disputes")
    assert table is not None

    def written(*columns: str) -> str:
        left, right = (Addend(Decimal(n), table.place("cases", column)) for n, column in enumerate(columns, 3))
        name = table.place("cases", columns[0]).where.label
        done = Sum(name=name, left=(left,), right=(right,), left_total=Decimal(3), right_total=Decimal(4))
        return list(equation(done, "zh"))[-1]

    assert written("review_total", "after_total").startswith("行政复议／总计 3 ≠ 行政诉讼／复议后起诉／总计 4")
    assert written("review_upheld", "review_total").startswith("结果维持 3 ≠ 总计 4")
