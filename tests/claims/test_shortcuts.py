"""What claims, part lists and shares pass over unread holds none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai import PartList, Passage, Share, Text
from gongkai.claims import parts
from gongkai.claims.phrases import Segment, tags_of
from gongkai.claims.prose import Cut, Prose, prose_of
from gongkai.claims.scan import Reader
from gongkai.claims.telling import Telling
from gongkai.claims.tokens import lexicon
from gongkai.document import Paragraph
from gongkai.place import At
from gongkai.plugins import Catalogue
from gongkai.testing import report
from gongkai.vocabulary import KindSpec, Vocabulary

YEAR = 2025
# Words of the vocabulary whole and in pieces, so that they run into each other.
PIECES = (
    "收到", "办结", "未", "没有", "全部", "均", "维持", "依申请", "公开", "政府信息公开申请", "信息", "申请", "主动公开", "行政复议", "行政诉讼",
    "结转", "下年度", "上年", "规范性文件", "制发", "废止", "信息处理费", "收费通知", "收取", "涉及", "涉", "其中", "包括", "分别为", "占",
    "36", "３", "十二", "件", "%", "百分之五", "元", "，", "。", "；", "、", "（", "）", "一是", "的", " ", "\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def made(catalogue: Catalogue, *texts: str) -> Prose:
    passages = [
        Passage(paragraph=Paragraph(text=text, at=At()), section="overview", label=Text(zh="一", en="1"))
        for text in texts
    ]
    return prose_of(passages, lexicon(catalogue.standards["gkbg-2021"].vocabulary, YEAR))


def cut(text: str, catalogue: Catalogue) -> Cut:
    return made(catalogue, text).cuts[0]


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_the_tags_of_all_tokens_are_mentioned(catalogue: Catalogue, text: str) -> None:
    found = cut(text, catalogue)
    assert tags_of(found.tokens) <= found.mentioned


@settings(max_examples=300, deadline=None)
@given(heading=TEXTS, text=TEXTS)
def test_a_paragraph_that_is_not_read_claims_nothing(catalogue: Catalogue, heading: str, text: str) -> None:
    reader = Reader(catalogue.standards["gkbg-2021"].vocabulary, YEAR, "云川县人民政府", leads=True)
    prose = made(catalogue, heading[:30], text)
    here = prose.cuts[1]
    claims = [claim for claim in reader.read(prose) if claim.passage is here.passage]
    assert claims == Telling(reader.author, reader.heading, here).claims()


SIGNS = pytest.mark.parametrize(("sign", "find"), [(parts._INCLUDES, parts._lists), (parts._SHARES, parts._shares)])
Find: TypeAlias = Callable[[Passage, list[Segment]], Iterator[PartList | Share]]


def found(passage: Passage, segments: Iterable[Segment], find: Find) -> list[PartList | Share]:
    return [each for sentence in parts._sentences(segments) for each in find(passage, sentence)]


@SIGNS
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_part_lists_and_shares_are_where_their_words_are(
    catalogue: Catalogue, sign: re.Pattern[str], find: Find, text: str
) -> None:
    here = cut(text, catalogue)
    if not sign.search(here.text):
        assert not found(here.passage, here.segments, find)


@SIGNS
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_sentences_cut_by_themselves_are_as_in_their_paragraph(
    catalogue: Catalogue, sign: re.Pattern[str], find: Find, text: str
) -> None:
    alone, whole = cut(text, catalogue), cut(text, catalogue)
    assert found(alone.passage, alone.of(sign.search), find) == found(alone.passage, whole.segments, find)


NUMBERS = (
    "公开", "100", "2025年", "1,200", "三", "12", "3.5", "２０", "2万", "十", "条", "余", "多", "万", "百分之", "统一",
    "，", "、", "；", "，其中", "，包括", "含", "（", "甲",
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(text=st.lists(st.sampled_from(NUMBERS), max_size=14).map("".join))
@example("公开100条，其中甲60条、乙60条。")
@example("公开1,000条，其中甲60条、乙三十条；公开20条，其中甲30条、乙1条。")
@example("公开100条，其中甲9条，包括乙8条、丙7条。")
@example(f"公开{'9' * 5000}条，其中甲8条、乙8条。")
def test_no_list_that_exceeds_its_total_is_passed_over(catalogue: Catalogue, text: str) -> None:
    here = cut(text, catalogue)
    every = found(here.passage, here.segments, parts._lists)
    asked = found(here.passage, cut(text, catalogue).of(parts._may_exceed), parts._lists)
    assert [each for each in asked if exceeds(each)] == [each for each in every if exceeds(each)]


def exceeds(each: PartList | Share) -> bool:
    return isinstance(each, PartList) and each.sum > each.total.value


def test_lists_that_exceed_their_total_are_told(catalogue: Catalogue) -> None:
    words = "公开100条，其中甲60条、乙30条。公开50条，其中甲30条、乙30条。共九条，其中甲六条、乙四条。"
    about = report(catalogue=catalogue, sections={"problems": words})
    assert [str(each.total.value) for each in parts.part_lists(about)] == ["100", "50", "9"]
    assert [str(each.total.value) for each in parts.exceeding_lists(about)] == ["50", "9"]


def test_only_paragraphs_that_can_claim_are_cut(catalogue: Catalogue) -> None:
    words = "加强队伍建设，完善制度12项，组织学习交流活动，提高工作人员的业务能力和服务意识。"
    about = report(catalogue=catalogue, sections={"problems": words})
    cuts = [each for each in parts.prose(about).cuts if each.passage.text == words]
    assert cuts
    assert parts.part_lists(about) == parts.shares(about) == ()
    reader = Reader(about.standard.vocabulary, YEAR, "", leads=False)
    assert not [claim for claim in reader.read(parts.prose(about)) if claim.passage.text == words]
    assert all(vars(each).keys().isdisjoint(("mentioned", "tokens")) for each in cuts)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_of_the_tags_that_are_mentioned_the_decisive_ones_are_found_first(catalogue: Catalogue, text: str) -> None:
    prose = made(catalogue, text)
    decisive = catalogue.standards["gkbg-2021"].vocabulary.decisive
    assert list(prose.holding(prose.words.decisive)) or decisive.isdisjoint(prose.cuts[0].mentioned)


def test_where_a_kind_wants_no_word_at_all_every_paragraph_is_looked_at() -> None:
    some = KindSpec(id="some.thing", name=Text("些", "some"), needs=())
    words = Vocabulary(terms={"end": ("办结",)}, kinds=(some,))
    assert words.decisive == {""}
    assert lexicon(words, YEAR).decisive.search("别的")
