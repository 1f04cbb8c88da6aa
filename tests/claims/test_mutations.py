"""Whole correct reports with random numbers: silent as they are; with one number or statement changed, told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from gongkai import Report, Rule
from gongkai.consistent import consistent_cells
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.specimen import write_report
from gongkai.testing import run_rule

RULES = ("GK4", "GK502", "GK503")
SEEDS = range(12)
BODIES = (
    ("云川县人民政府", "我县"),
    ("云川县教育局", "我局"),
    ("青石镇人民政府", "我镇"),
    ("临江街道办事处", "本街道"),
)
CHINESE = "零一二三四五六七八九"


class Correct(NamedTuple):
    """A correct report: its tables, and what its words state as pieces (rule to tell of it, words, number)."""

    agency: str
    own: str
    year: int
    cells: dict[tuple[str, str, str], str]
    pieces: list[tuple[str, str, int]]
    denies_notices: bool


def correct(seed: int, catalogue: Catalogue) -> Correct:
    rng = random.Random(seed)
    agency, own = BODIES[seed % len(BODIES)]
    numbers = consistent_cells(catalogue.standards["gkbg-2021"], seed, size=(3, 20, 900)[seed % 3])

    def sum_of(begins: str, column: str = "total") -> int:
        return sum(
            v for (t, r, c), v in numbers.items() if t == "applications" and r.startswith(begins) and c == column
        )

    new, old = sum_of("received"), sum_of("carried_in")
    received = new if rng.random() < 0.6 else new + old
    three = numbers["proactive", "normative_documents", "issued"]
    pieces = [
        ("GK401", rng.choice(["收到政府信息公开申请{}件", "共受理依申请公开申请{}件", "接到信息公开申请{}宗"]), received),
        ("GK402", rng.choice(["上年结转{}件", "上年度结转申请{}件", "{last}年结转{}件"]), old),
        ("GK404", "办结{}件", sum_of("total")),
        ("GK403", rng.choice(["结转下年度继续办理{}件", "结转至{next}年{}件", "结转下一年度{}件"]), sum_of("carried_out")),
        ("GK405", "予以公开{}件", sum_of("granted")),
        ("GK405", "部分公开{}件", sum_of("partially_granted")),
        ("GK405", "不予公开{}件", sum_of("denied_")),
        ("GK405", "无法提供{}件", sum_of("unavailable_")),
        ("GK405", "不予处理{}件", sum_of("rejected_")),
        ("GK405", "其他处理{}件", sum_of("closed_")),
        ("GK412", "因政府信息公开被申请行政复议{}件", numbers["disputes", "cases", "review_total"]),
        ("GK413", "被提起行政诉讼{}件",
         numbers["disputes", "cases", "direct_total"] + numbers["disputes", "cases", "after_total"]),
        ("GK417", rng.choice(["制定行政规范性文件{}件", "制发规范性文件{}件"]), three),
        ("GK417", "废止{}件", numbers["proactive", "normative_documents", "repealed"]),
        ("GK418", "作出行政许可决定{}件", numbers["proactive", "licences", "decisions"]),
        ("GK418", "作出行政处罚决定{}件", numbers["proactive", "penalties", "decisions"]),
    ]  # fmt: skip
    cells = {place: str(value) for place, value in numbers.items()}
    return Correct(agency, own, 2021 + seed % 5, cells, pieces, denies_notices=sum_of("closed_fee_unpaid") == 0)


def loaded(about: Correct, catalogue: Catalogue, *, words: dict[int, str] | None = None, other: str = "") -> Report:
    """The report as text through the real reader; `words` replaces pieces, `other` section six."""
    said = [
        text.replace("{last}", str(about.year - 1)).replace("{next}", str(about.year + 1)).replace("{}", str(number))
        for _, text, number in about.pieces
    ]
    for n, text in (words or {}).items():
        said[n] = text.replace("{last}", str(about.year - 1)).replace("{next}", str(about.year + 1))
    overview = (
        f"{about.year}年，{about.own}推进政务公开，较上年增加培训3次。\n"
        f"（一）主动公开。{'，'.join(said[12:14])}。{'，'.join(said[14:])}。公开信息120条、政策解读15条。\n"
        f"（二）依申请公开。全年{'，'.join(said[:4])}。办理结果中，{'、'.join(said[4:10])}。\n"
        f"（五）监督保障。{'，'.join(said[10:12])}。答复留言92条，接听咨询电话300次，{about.year - 1}年收到政府信息公开申请7件。"
    )
    no_fee = "本年度未发出收费通知，未收取信息处理费。" if about.denies_notices else "本年度未收取信息处理费。"
    standard = catalogue.standards["gkbg-2021"]
    text = write_report(
        standard, agency=about.agency, year=about.year, cells=about.cells,
        sections={"overview": overview, "problems": "部分解读形式单一，已增加图解12个。", "other": other or no_fee},
    )  # fmt: skip
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards, format="text")
    return loader.load(Source("report.txt", text.encode()))


def told(report: Report, rules: list[Rule]) -> set[str]:
    return {rule.id for rule in rules if rule.judges(report) for _ in run_rule(rule, report)}


def changed(number: int, rng: random.Random) -> int:
    """Another number, as slips of the hand make them: neighbours, digits exchanged, a digit lost or added."""
    text = str(number)
    slips = {number + 1, number + 3, number * 10, int(text[::-1]), int(text[:-1] or "0"), int(text + "1")}
    return rng.choice(sorted(slips - {number, 0}))


def mutations(about: Correct, catalogue: Catalogue, rng: random.Random) -> Iterator[tuple[str, set[str], Report]]:
    """One change at a time: what was changed, the rules of which one must tell, and the report."""
    new = int(about.cells["applications", "received", "total"])
    old = int(about.cells["applications", "carried_in", "total"])
    for n, (rule, text, number) in enumerate(about.pieces):
        wrong = changed(number, rng)
        if rule == "GK401" and wrong in (new, new + old):
            wrong += 1 + old
        yield (
            f"{text} {number} → {wrong}",
            {rule, "GK410"},
            loaded(about, catalogue, words={n: text.replace("{}", str(wrong))}),
        )
    if new:
        yield "no applications", {"GK410"}, loaded(about, catalogue, words={0: "未收到政府信息公开申请"})
    if int(about.cells["disputes", "cases", "review_total"]):
        report = loaded(about, catalogue, words={10: "未发生因政府信息公开引起的行政复议"})
        yield "no reviews", {"GK414"}, report
    yield (
        "both",
        {"GK503"},
        loaded(about, catalogue, other="本年度未收取信息处理费。发出收费通知2件，实际收取信息处理费900元。"),
    )
    yield "no notices", {"GK502"}, loaded(about, catalogue, other="本年度实际收取信息处理费400元。")
    if not about.denies_notices and int(about.cells["applications", "closed_fee_unpaid", "total"]) > old:
        yield "denied", {"GK423"}, loaded(about, catalogue, other="本年度未发出收费通知，未收取信息处理费。")


@pytest.mark.slow
def test_correct_reports_are_silent_and_95_of_100_changes_are_told(catalogue: Catalogue) -> None:
    rules = [rule for rule in catalogue.rules if rule.id.startswith(RULES) and not rule.preview]
    total, missed = 0, []
    for seed in SEEDS:
        about = correct(seed, catalogue)
        assert told(loaded(about, catalogue), rules) == set(), seed
        for name, wanted, report in mutations(about, catalogue, random.Random(seed)):
            total += 1
            if not told(report, rules) & wanted:
                missed.append(f"{seed} {about.agency}: {name}")
    assert total > 200
    assert len(missed) <= total * 0.05, (total, missed)
