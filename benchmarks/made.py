"""Correct reports for the benches: numbers that satisfy every sum, prose that repeats them, zeros written in several ways."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.consistent import consistent_cells
from gongkai.specimen import write_report
from gongkai.standard import Standard

Key = tuple[str, str, str]
Zeros = Literal["printed", "blank", "totals"]
"""How zeros are written: all printed, all left blank, or printed in totals only."""

# Size of the numbers, and who has such numbers.
SIZES: tuple[tuple[int, str], ...] = (
    (0, "云川镇人民政府"),
    (3, "云川县档案局"),
    (50, "云川县人民政府"),
    (500, "云川市人民政府"),
    (5000, "云川省人民政府"),
)
_APPLIED = "全年新收政府信息公开申请36件，上年结转2件，共办结35件，结转下年度继续办理3件"
_NO_FEES = "本机关未发出收费通知，未收取政府信息公开信息处理费"


class Made(Struct, frozen=True, kw_only=True):
    """A report before it is written: its format, numbers and prose. `words` take the place of sections of the specimen, with
    {agency}, {year} and {applied} in them; `compared` is said of the applications received."""

    standard: Standard
    agency: str
    year: int
    zeros: Zeros
    numbers: Mapping[Key, int]
    changed: Mapping[Key, str] = {}
    words: Mapping[str, str] = {}
    compared: str = ""

    def cell(self, key: Key) -> str:
        """The text of a cell: as a fault changed it, else its number in the report's style."""
        if key in self.changed:
            return self.changed[key]
        value = self.numbers[key]
        total = "total" in key[1] or "total" in key[2]
        bare = self.zeros == "blank" or (self.zeros == "totals" and not total)
        return "" if value == 0 and bare and key[0] != "proactive" else str(value)

    def value(self, key: Key) -> int:
        return self.numbers[key]

    def with_cells(self, cells: Mapping[Key, str]) -> Made:
        return replace(self, changed={**self.changed, **cells})

    def text(self) -> str:
        """The whole report."""
        return write_report(
            self.standard,
            agency=self.agency,
            year=self.year,
            sections=self._sections(),
            cells={key: self.cell(key) for key in self.numbers},
        )

    def _sections(self) -> dict[str, str]:
        own = self.standard.specimen
        n = self.numbers
        rows = ("received", "carried_in", "total", "carried_out")
        received, carried_in, done, carried_out = (n["applications", row, "total"] for row in rows)
        applied = (
            f"全年新收政府信息公开申请{received}件，{self.compared}上年结转{carried_in}件，共办结{done}件，"
            f"结转下年度继续办理{carried_out}件"
        )
        unpaid = n.get(("applications", "closed_fee_unpaid", "total"), 0)
        fees = f"本机关发出收费通知{unpaid}件，总金额{unpaid * 100}元，实际收取0元" if unpaid else _NO_FEES
        return {
            name: self.words[name].format(agency=self.agency, year=self.year, applied=applied)
            if name in self.words
            else text.replace(own.agency, self.agency)
            .replace(str(own.year), str(self.year))
            .replace(_APPLIED, applied)
            .replace(_NO_FEES, fees)
            for name, text in own.sections.items()
        }


def make(standard: Standard, seed: int) -> Made:
    """The report of a seed. Sizes, styles and years take turns."""
    size, agency = SIZES[seed % len(SIZES)]
    rng = random.Random(f"report/{standard.id}/{seed}")
    styles: tuple[Zeros, ...] = ("printed", "blank", "totals")
    year = standard.years.first + seed % (
        (standard.years.last or standard.years.first + 4) - standard.years.first + 1
    )
    return Made(
        standard=standard,
        agency=agency,
        year=year,
        # A report of zeros that leaves out its zeros is not filled in at all, and that is a fault.
        zeros=styles[(seed // len(SIZES)) % len(styles)] if size else "printed",
        numbers=sensible(consistent_cells(standard, seed, size=size), size, rng),
    )


def sensible(numbers: dict[Key, int], size: int, rng: random.Random) -> dict[Key, int]:
    """Numbers outside the sums that a real body could have: who may make 规章, what goes together."""
    for table, row, column in list(numbers):
        if table == "proactive" and row == "regulations" and size < SIZES[3][0]:
            numbers[table, row, column] = 0
        if column == "change":
            numbers[table, row, column] = rng.randint(-min(2, numbers[table, row, "previous"]), 3)
        if column == "decisions" and (table, row, "previous") in numbers and not numbers[table, row, "previous"]:
            numbers[table, row, column] = 0
    if ("proactive", "procurement", "projects") in numbers and not numbers["proactive", "procurement", "projects"]:
        numbers["proactive", "procurement", "amount"] = 0
    elif ("proactive", "procurement", "amount") in numbers:
        numbers["proactive", "procurement", "amount"] = max(1, numbers["proactive", "procurement", "amount"])
    for row in ("regulations", "normative_documents"):
        if ("proactive", row, "made") in numbers:
            made = numbers["proactive", row, "made"]
            numbers["proactive", row, "disclosed"] = made
            total = numbers["proactive", row, "disclosed_total"]
            numbers["proactive", row, "disclosed_total"] = max(total, made)
    return numbers
