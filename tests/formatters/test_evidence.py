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
