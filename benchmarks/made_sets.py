"""Correct sets of reports for the bench across reports: two years of one body, and a parent with those it sums up."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.consistent import consistent_cells
from gongkai.kin import Kin, ReportSet
from gongkai.report import Report
from gongkai.standard import Standard
from made import SIZES, Key, Made, Zeros, sensible

AGENCIES = tuple(
    f"云川县{name}" for name in ("教育局", "水务局", "交通运输局", "林业局", "财政局", "民政局", "审计局", "商务局")
)
# What last year's report says: other work, other problems.
_LAST_YEAR: Mapping[str, str] = {
    "overview": "{year}年，{agency}按照上级部署做好政府信息公开。\n"
    "（一）主动公开。重点发布乡村建设、养老服务和食品抽检信息，为长文件制作一图读懂。\n（二）依申请公开。{applied}。\n"
    "（三）政府信息管理。清理历年文件，逐件核对效力并更新目录。\n"
    "（四）政府信息公开平台建设。改版门户首页，增设手机端入口和无障碍浏览。\n"
    "（五）监督保障。开展年中检查和年终考核，邀请群众参加社会评议，没有发生责任追究事项。",
    "problems": "（一）存在的主要问题。一是栏目更新偶有延迟，个别链接打不开；二是工作人员对新规定掌握得不牢，答复口径不尽一致。\n"
    "（二）改进情况。一是建立每周巡查和通报办法，发现一处修复一处；二是选派骨干跟班学习三个月，编印了常见情形问答，疑难件集体会商。",
}
_APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization")
_ITEMS = ("licences", "other_services", "penalties", "coercion", "fees")


class MadeSet(Struct, frozen=True, kw_only=True):
    """Reports that belong together. `now` is the one that is checked beside the others."""

    now: Made
    previous: Made | None = None
    children: tuple[Made, ...] = ()
    before: tuple[Made, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def paths(self) -> Mapping[str, Made]:
        """Every report by the path it has in a run."""
        found = {"now.txt": self.now}
        if self.previous:
            found["previous.txt"] = self.previous
        for name, many in (("child", self.children), ("before", self.before)):
            found |= {f"{name}-{n}.txt": made for n, made in enumerate(many, 1)}
        return found

    def kin(self, reports: Mapping[str, Report]) -> Kin:
        """What stands beside `now`, given the reports by path."""

        def those(name: str, many: Sequence[Made]) -> list[Report]:
            return [reports[f"{name}-{n}.txt"] for n in range(1, len(many) + 1)]

        return Kin(
            previous=reports["previous.txt"] if self.previous else None,
            children=ReportSet.of(those("child", self.children)),
            children_before=ReportSet.of(those("before", self.before)),
            missing=self.missing,
            complete=bool(self.children),
        )


def years(standards: Mapping[str, Standard], standard: Standard, seed: int) -> MadeSet:
    """This year's and last year's report of a seed. The year is any that has a year before it."""
    now = made(standard, seed)
    first = min(each.years.first for each in standards.values())
    now = replace(now, year=max(now.year, first + 1))
    before = last_year(standards, now, seed)
    rng = random.Random(f"compared/{standard.id}/{seed}")
    received, then = (each.value(("applications", "received", "total")) for each in (now, before))
    if then and received > then and rng.random() < 0.7:
        percent = f"同比增长{100 * (received - then) / then:.1f}%，"
        now = replace(now, compared=rng.choice((percent, f"较上年增加{received - then}件，")))
    return MadeSet(now=now, previous=before)


def made(standard: Standard, seed: int, *, agency: str = "", size: int | None = None) -> Made:
    """A correct report; without a size and body of its own, those of the seed."""
    usual, body = SIZES[seed % len(SIZES)]
    styles: tuple[Zeros, ...] = ("printed", "printed", "blank", "totals")
    last = standard.years.last or standard.years.first + 4
    size = usual if size is None else size
    rng = random.Random(f"set/{standard.id}/{seed}/{agency}")
    return Made(
        standard=standard,
        agency=agency or body,
        year=standard.years.first + seed % (last - standard.years.first + 1),
        zeros=styles[seed // len(SIZES) % len(styles)] if size else "printed",
        numbers=sensible(consistent_cells(standard, seed, size=size), 0 if agency else size, rng),
    )


def last_year(standards: Mapping[str, Standard], now: Made, seed: int) -> Made:
    """A correct report of the year before that ends with what `now` begins with."""
    standard = next(each for each in standards.values() if now.year - 1 in each.years)
    before = made(standard, seed + 1000, agency=now.agency, size=SIZES[seed % len(SIZES)][0])
    numbers = dict(before.numbers)
    for column in _APPLICANTS:
        numbers["applications", "carried_out", column] = now.value(("applications", "carried_in", column))
        carry(numbers, column)
    total(numbers)
    if standard is now.standard:
        rng = random.Random(f"items/{seed}")
        for row in _ITEMS:
            if (items := ("proactive", row, "previous")) in numbers:
                change = rng.randint(-2, min(3, now.value(items)))
                numbers[items], numbers["proactive", row, "change"] = now.value(items) - change, change
                decisions = ("proactive", row, "decisions")
                if decisions in numbers and not now.value(items):  # nothing to decide on
                    numbers[decisions] = 0
    return replace(before, year=now.year - 1, zeros=now.zeros, words=_LAST_YEAR, numbers=numbers)


def carry(numbers: dict[Key, int], column: str) -> None:
    """Receive as many in a column as its results and what is carried over ask for."""
    done, out, carried = (numbers["applications", row, column] for row in ("total", "carried_out", "carried_in"))
    carried = min(carried, done + out)
    numbers["applications", "carried_in", column] = carried
    numbers["applications", "received", column] = done + out - carried


def total(numbers: dict[Key, int]) -> None:
    """Work out the totals of the rows that carry over."""
    for row in ("received", "carried_in", "carried_out"):
        numbers["applications", row, "total"] = sum(numbers["applications", row, each] for each in _APPLICANTS)


def family(standards: Mapping[str, Standard], standard: Standard, seed: int) -> MadeSet:
    """A county and its departments of a seed, with the departments' reports of last year."""
    rng = random.Random(f"family/{standard.id}/{seed}")
    size = (3, 50, 500)[seed % 3]
    children = [
        replace(made(standard, seed * 31 + n, agency=agency, size=size), year=standard.years.last or 2024)
        for n, agency in enumerate(rng.sample(AGENCIES, rng.randint(3, len(AGENCIES))))
    ]
    parent = replace(children[0], agency="云川县人民政府", zeros="printed", words=_LAST_YEAR, numbers=added(children))
    before = tuple(last_year(standards, child, seed * 31 + n) for n, child in enumerate(children))
    return MadeSet(now=parent, children=tuple(children), before=before)


def added(children: Sequence[Made]) -> dict[Key, int]:
    """The sum of the children's numbers, cell by cell."""
    return {key: sum(child.value(key) for child in children) for key in children[0].numbers}
