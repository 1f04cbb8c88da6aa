"""No sentence stands twice in a part, and no term is doubled (主动公开主动公开).

A sentence counts from 25 characters, compared without spaces within one part: parts one and six may both tell of the fee. A
doubled term is four to twelve Chinese characters twice in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai import Cite, Finding, Invalid, Passage, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import all_words, finding, signed

_SENTENCE = regex(r"[^。；！？]+[。；！？]?")
_LONG, _COMPARED = 25, 2000
_LEAD = regex(
    r"(?:[（(]?[一二三四五六七八九十0-9０-９]{1,3}[）)]?[、.．是，]?|第[一二三四五六七八九十][，、]?|[一二三四五六七八九十]是)+"
)
_IN_LEADS = "（(一二三四五六七八九十0123456789０１２３４５６７８９第）)、.．是，"
_SHORTEST, _LONGEST = 4, 12
_DOUBLED = regex(rf"([\u4e00-\u9fff]{{{_SHORTEST},{_LONGEST}}})\1")


def check(view: View) -> Iterator[Finding]:
    for piece in signed(view, _DOUBLED) if _may_be_doubled(view.derive(all_words).text) else ():
        doubled = [m.span() for m in _DOUBLED.finditer(piece.text) if len(set(m[1])) > 2]
        # Copies of pages glue the names of columns together at the top.
        if doubled and piece.section:
            yield finding("doubled", piece, doubled)
    parts = [piece for piece in view.report.passages if piece.section is not None]
    seen: set[tuple[str | None, str]] = set()
    for piece in parts if _begin_alike(parts) else ():
        again = []
        for match in _SENTENCE.finditer(piece.text):
            if match.end() - match.start() < _LONG:
                continue
            plain = "".join(match[0].split())[:_COMPARED]
            if number := _LEAD.match(plain):
                plain = plain[number.end() :]
            if len(plain) < _LONG:
                continue
            if (piece.section, plain) in seen:
                again.append(match.span())
            seen.add((piece.section, plain))
        if again:
            start, end = again[0]
            yield finding("repeated", piece, again, sentence=f"{piece.text[start:end].strip()[:_LONG]}…")


def _may_be_doubled(text: str) -> bool:
    """Whether a term may stand twice in a row, as in few reports: a text that is moved on by the length of the term has
    there the same characters as before. Half of each is compared, all places of one length at once."""
    halves = text.encode("utf-16-le", "surrogatepass")[::2]
    number, size = int.from_bytes(halves), len(halves)
    lengths = range(_SHORTEST, _LONGEST + 1)
    return any(bytes(length) in (number ^ number >> 8 * length).to_bytes(size) for length in lengths)


def _begin_alike(pieces: Sequence[Passage]) -> bool:
    """Whether two long sentences begin with the same words behind their numbers, as in few reports; in all others none
    is repeated."""
    text = "".join("。".join([piece.text for piece in pieces]).split())
    for mark in "；！？":
        text = text.replace(mark, "。")
    sentences = [sentence for sentence in text.split("。") if len(sentence) >= _LONG - 1]
    beginnings = {sentence.lstrip(_IN_LEADS)[: _LONG - 1] for sentence in sentences}
    # Of a sentence beyond all measure not all is compared.
    return len(beginnings) < len(sentences) or max(map(len, sentences), default=0) > _COMPARED


RULE = Rule(
    id="GK811",
    name="lg-repeated-paragraph",
    severity="warning",
    summary=Text(zh="没有重复的句子和词语", en="No sentence and no term is repeated"),
    advice=Text(zh="删去重复的部分，或改成本来要写的内容", en="Take the repetition out, or write what was meant"),
    messages={
        "doubled": Text(zh="词语重复：{words}", en="A term is doubled: {words}"),
        "repeated": Text(zh="同一部分里句子重复：“{sentence}”", en="A sentence stands twice in one part: “{sentence}”"),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "the fee in two parts, short sentences, parallel ones",
            sections={
                "overview": "2025年，本机关未发出收费通知，未收取任何政府信息公开信息处理费用。按时答复。按时答复。好好学习天天向上，一件一件办。",
                "other": "2025年，本机关未发出收费通知，未收取任何政府信息公开信息处理费用。",
            },
        ),
        Invalid(
            "a sentence twice",
            sections={
                "problems": "一是部分政策解读的形式比较单一，图表和问答类的解读材料偏少；二是部分政策解读的形式比较单一，图表和问答类的解读材料偏少；已改进。"
            },
            keys=("repeated",),
            at=("problems",),
        ),
        Invalid("a doubled term", sections={"other": "（一）主动公开主动公开情况良好。未收取信息处理费。"}, keys=("doubled",), at=("other",)),
    ),
)  # fmt: skip
