"""Reading claims: scopes, spans, and a bounded cost on hostile text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import Claim, Passage, Text, claimed
from gongkai.claims.prose import prose_of
from gongkai.claims.scan import Reader
from gongkai.claims.tokens import lexicon
from gongkai.document import Paragraph
from gongkai.place import At
from gongkai.plugins import Catalogue
from gongkai.testing import report
from gongkai.vocabulary import expanded

YEAR = 2025


def read(text: str, catalogue: Catalogue, agency: str = "云川县人民政府") -> list[Claim]:
    words = catalogue.standards["gkbg-2021"].vocabulary
    passage = Passage(
        paragraph=Paragraph(text=text, at=At(line=1, column=1)), section="overview", label=Text(zh="一", en="1")
    )
    return list(Reader(words, YEAR, agency, leads=True).read(prose_of([passage], lexicon(words, YEAR))))


def test_a_claim_knows_its_words_and_its_place(catalogue: Catalogue) -> None:
    (claim,) = read("全年收到 政府信息公开申请 ３６ 件。", catalogue)
    assert claim.words == "收到 政府信息公开申请 ３６ 件"
    assert (claim.kind, claim.value, claim.unit) == ("applications.received", Decimal(36), "件")
    assert claim.place().at == At(line=1, column=3, end_line=1, end_column=19)


@pytest.mark.parametrize(
    ("text", "who", "when"),
    [
        ("收到政府信息公开申请3件。", "self", "this_year"),
        ("2025年，我县收到政府信息公开申请3件。", "self", "this_year"),
        ("2024年收到政府信息公开申请3件。", "self", "last_year"),
        ("2019年收到政府信息公开申请3件。", "self", "other_year"),
        ("上半年收到政府信息公开申请3件。", "self", "part_year"),
        ("各乡镇收到政府信息公开申请3件。", "others", "this_year"),
        ("县教育局收到政府信息公开申请3件。", "others", "this_year"),
        ("县发展和改革局收到政府信息公开申请3件。", "others", "this_year"),
        ("县统计局收到政府信息公开申请3件。", "others", "this_year"),
        ("我县公安局收到政府信息公开申请3件。", "others", "this_year"),
        ("全县教育系统收到政府信息公开申请3件。", "others", "this_year"),
        ("市县收到政府信息公开申请3件。", "others", "this_year"),
        ("绝大多数乡镇未收到政府信息公开申请。", "others", "this_year"),
        ("临江市收到政府信息公开申请3件。", "others", "this_year"),
        ("我县认真落实省政府办公厅要求，收到政府信息公开申请3件。", "self", "this_year"),
        ("在省教育厅指导下，收到政府信息公开申请3件。", "self", "this_year"),
        ("升级办公系统，收到政府信息公开申请3件。", "self", "this_year"),
        ("在县教育局收到政府信息公开申请3件。", "others", "this_year"),
        ("县教育局加强学习，收到政府信息公开申请3件。", "others", "this_year"),
        ("扎根社区，收到政府信息公开申请3件。", "self", "this_year"),
        ("县政府收到政府信息公开申请3件。", "self", "this_year"),
        ("县政府办收到政府信息公开申请3件。", "others", "this_year"),
        ("县政府信息公开工作机构收到政府信息公开申请3件。", "others", "this_year"),
        ("多数乡镇未收到政府信息公开申请。", "others", "this_year"),
        ("前年收到政府信息公开申请3件。", "self", "last_year"),
        ("第四季度收到政府信息公开申请3件。", "self", "part_year"),
        ("截至2025年12月31日，收到政府信息公开申请3件。", "self", "this_year"),
        ("截至2025年11月30日，收到政府信息公开申请3件。", "self", "part_year"),
    ],
)
def test_for_whom_and_for_when(catalogue: Catalogue, text: str, who: str, when: str) -> None:
    assert [(claim.who, claim.when) for claim in read(text, catalogue)] == [(who, when)]


@pytest.mark.parametrize(
    "text",
    [
        "平均每月收到政府信息公开申请3件。",
        "月均收到政府信息公开申请3件。",
        "确保不发生因政府信息公开引起的行政复议。",
        "（二）依申请公开。收取检验费等行政事业性收费3万元。",
        "重新印发规范性文件3件。",
        "临江市、山阳市分别收到政府信息公开申请9件、7件。",
    ],
)
def test_averages_aims_and_some_of_many_are_no_claims(catalogue: Catalogue, text: str) -> None:
    assert read(text, catalogue) == []


def test_what_another_body_received_is_its_own_up_to_the_end_of_the_clause(catalogue: Catalogue) -> None:
    text = "办理县教育局收到的政府信息公开申请3件，收到政府信息公开申请8件。"
    assert [claim.who for claim in read(text, catalogue)] == ["others", "self"]


@pytest.mark.parametrize(
    ("text", "comparable"),
    [
        ("县政府收到政府信息公开申请3件。", True),
        ("我县收到政府信息公开申请3件。各部门收到政府信息公开申请2件。", True),
        ("县政府收到政府信息公开申请3件，部门收到5件。", False),
        ("县政府收到政府信息公开申请3件。各部门收到政府信息公开申请2件。", False),
        ("县政府收到政府信息公开申请3件。各部门公开信息200条。", True),
        ("（二）依申请公开。县政府未收到行政复议申请，部门发生5件。", False),
    ],
)
def test_a_government_by_its_name_is_not_its_territory_beside_figures_of_others(
    catalogue: Catalogue, text: str, *, comparable: bool
) -> None:
    assert read(text, catalogue)[0].comparable is comparable


def test_a_department_by_its_name_is_itself_whatever_others_have() -> None:
    text = "市教育局收到政府信息公开申请3件。各学校收到政府信息公开申请2件。"
    assert claimed(report(agency="东湖市教育局", sections={"overview": text}))[0].comparable


def test_a_department_speaks_of_a_group_when_it_speaks_of_the_whole_city(catalogue: Catalogue) -> None:
    text = "全市收到政府信息公开申请86件。"
    assert [c.who for c in claimed(report(agency="东湖市教育局", sections={"overview": text}))][:1] == ["group"]
    assert [c.who for c in claimed(report(agency="东湖市人民政府", sections={"overview": text}))][:1] == ["self"]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="收到办结未无申请政府信息公开行政复议，。、；（）其中共年202536件条%余万一二十 全部均较《》〔〕第",
        max_size=80,
    )
)
def test_any_text_can_be_read_and_spans_are_inside_it(catalogue: Catalogue, text: str) -> None:
    for claim in read(text, catalogue):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.sentence[0] <= claim.start
        assert claim.end <= claim.sentence[1]


def test_choices_in_words() -> None:
    assert sorted(expanded("{收,接}到{,了}")) == ["接到", "接到了", "收到", "收到了"]
    assert list(expanded("{a{b,c},d}e")) == ["abe", "ace", "de"]
    assert list(expanded("收到")) == ["收到"]


HOSTILE = (
    "收到政府信息公开申请36件，", "收到、", "（其中", "《", "1,", "十", "未", "行政复议、", "局", " 3", "公开信息9条，其中政策5条、",
    "20251-1", "〔", "2025年", "全部", "不予公开",
)  # fmt: skip


def cost(text: str, catalogue: Catalogue) -> float:
    begun = time.process_time()
    read(text, catalogue)
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_hostile_text_takes_about_four_times_as_long(catalogue: Catalogue, unit: str) -> None:
    count = 20_000 // len(unit.encode())
    read(unit, catalogue)
    assert cost(unit * count * 4, catalogue) < 10 * cost(unit * count, catalogue) + 0.3


@pytest.mark.slow
def test_a_paragraph_of_five_megabytes_is_read_in_bounded_time(catalogue: Catalogue) -> None:
    unit = "全年收到政府信息公开申请36件，上年结转2件，其中自然人30件、法人或其他组织6件。"
    assert cost(unit * (5_000_000 // len(unit.encode())), catalogue) < 60
