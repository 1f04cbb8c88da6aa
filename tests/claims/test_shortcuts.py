"""What claims, part lists and shares pass over unread holds none of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import Passage, Text
from gongkai.claims import parts, scan
from gongkai.claims.phrases import tags_of
from gongkai.claims.prose import Cut
from gongkai.claims.scan import Reader
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


def cut(text: str, catalogue: Catalogue) -> Cut:
    passage = Passage(paragraph=Paragraph(text=text, at=At()), section="overview", label=Text(zh="一", en="1"))
    return Cut(passage, lexicon(catalogue.standards["gkbg-2021"].vocabulary, YEAR))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_the_tags_of_all_tokens_are_mentioned(catalogue: Catalogue, text: str) -> None:
    found = cut(text, catalogue)
    assert tags_of(found.tokens) <= found.mentioned


@settings(max_examples=300, deadline=None)
@given(heading=TEXTS, text=TEXTS)
def test_a_paragraph_that_is_not_read_claims_nothing(catalogue: Catalogue, heading: str, text: str) -> None:
    reader = Reader(catalogue.standards["gkbg-2021"].vocabulary, YEAR, "云川县人民政府", leads=True)
    reader.read(cut(heading[:30], catalogue))
    here = cut(text, catalogue)
    claims = reader.read(here)
    assert claims == scan._Paragraph(reader, here).claims()


@pytest.mark.parametrize("pattern", ["_INCLUDES", "_SHARES"])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_part_lists_and_shares_are_where_their_words_are(catalogue: Catalogue, pattern: str, text: str) -> None:
    find = parts._lists if pattern == "_INCLUDES" else parts._shares
    here = cut(text, catalogue)
    if not getattr(parts, pattern).search(here.text):
        assert not [each for sentence in parts._sentences(here.segments) for each in find(here.passage, sentence)]


@pytest.mark.parametrize("pattern", ["_INCLUDES", "_SHARES"])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_sentences_cut_by_themselves_are_as_in_their_paragraph(catalogue: Catalogue, pattern: str, text: str) -> None:
    find = parts._lists if pattern == "_INCLUDES" else parts._shares
    alone, whole = cut(text, catalogue), cut(text, catalogue)
    sentences = parts._sentences(alone.holding(getattr(parts, pattern)))
    found = [each for sentence in sentences for each in find(alone.passage, sentence)]
    assert found == [each for s in parts._sentences(whole.segments) for each in find(alone.passage, s)]


def test_only_paragraphs_that_can_claim_are_cut(catalogue: Catalogue) -> None:
    words = "加强队伍建设，完善制度12项，组织学习交流活动，提高工作人员的业务能力和服务意识。"
    about = report(catalogue=catalogue, sections={"problems": words})
    cuts = [each for each in parts.prose(about) if each.passage.text == words]
    assert cuts
    assert parts.part_lists(about) == parts.shares(about) == ()
    reader = Reader(about.standard.vocabulary, YEAR, "", leads=False)
    assert [reader.read(each) for each in cuts] == [[]]
    assert all(vars(each).keys().isdisjoint(("mentioned", "tokens")) for each in cuts)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_of_the_tags_that_are_mentioned_the_decisive_ones_are_found_first(catalogue: Catalogue, text: str) -> None:
    found = cut(text, catalogue)
    decisive = catalogue.standards["gkbg-2021"].vocabulary.decisive
    assert found.is_decided or decisive.isdisjoint(found.mentioned)


def test_where_a_kind_wants_no_word_at_all_every_paragraph_is_looked_at() -> None:
    some = KindSpec(id="some.thing", name=Text("些", "some"), needs=())
    words = Vocabulary(terms={"end": ("办结",)}, kinds=(some,))
    assert words.decisive == {""}
    assert lexicon(words, YEAR).decisive.search("别的")
