"""The body calls itself what it is: no 我局 in the report of a township, no 我镇 in that of a bureau, no 我县 in that of a city.

Only words for a body below or beside the own one are told. 我市 or 我省 in a county's report speaks of the wider place and is silent, as
are words in quotation marks and book titles, and ordinary words that hold them by chance (自我局限, 我委托, 成本局).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, signs

_SELF = regex(
    r"(?<![自大忘小无你])我(?:(局)(?!限|部|面|势|促|域)|(委)(?!托|派|任|员|婉|屈)|(厅)|(镇)(?!静|定|压)|(乡)(?!镇|村|愁|亲|音|土)|(街道)|(县)(?!级|域|直)|(镇|乡)(?=人民政府))"
    r"|(?<![基成根资原日样文剧版课书])本(?:(镇)(?!静)|(街道)|(局)(?!限|部|面|势|促|域))"
)
_QUOTED = regex(r"“[^”]{0,60}”|《[^》]{0,60}》")
_SIGN = signs("我[局委厅镇乡街县]", "本[镇街局]")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    name = "".join(report.agency.value.split()) if report.agency else ""
    foreign = _foreign(name, report.body.kind, report.body.level)
    if not foreign:
        return
    for piece in signed(view, _SIGN, "prose"):
        quoted = [match.span() for match in _QUOTED.finditer(piece.text)] if "我" in piece.text else []
        spans = [
            match.span()
            for match in _SELF.finditer(piece.text)
            if next(word for word in match.groups() if word) in foreign
            and not any(start <= match.start() < end for start, end in quoted)
        ]
        if spans:
            yield finding("other", piece, spans, own=name)


def _foreign(name: str, kind: str | None, level: str | None) -> frozenset[str]:
    """The words with which a body of this name cannot mean itself."""
    if kind == "subdistrict":
        return frozenset({"局", "厅", "镇", "乡"})
    if kind == "government" and level == "township":
        own = {"乡"} if name.endswith(("乡", "乡政府", "乡人民政府")) else {"镇"} if "镇" in name else {"镇", "乡"}
        return frozenset({"局", "委", "厅", "街道", "镇", "乡"} - own)
    if kind == "government" and level in ("county", "city", "province"):
        # 我县 in the report of a city, not of an autonomous prefecture's or a league's county.
        return frozenset({"局", "厅", "镇", "乡", "街道"} | ({"县"} if name.endswith("市人民政府") else set()))
    if kind == "department" and name.endswith("局") and level != "township":
        return frozenset({"厅", "镇", "乡", "街道"})
    if kind == "department" and name.endswith("厅"):
        return frozenset({"局", "镇", "乡", "街道"})
    return frozenset()


RULE = Rule(
    id="GK525",
    name="md-self-reference",
    severity="warning",
    summary=Text(zh="自称和标题里的单位一致", en="The body calls itself what it is"),
    advice=Text(zh="改为本单位的自称（常见原因是套用了别的单位的文稿）", en="Use the body's own word (often left from another body's text)"),
    messages={"other": Text(zh="“{words}”和标题里的单位（{own}）不一致", en="“{words}” does not fit the body in the title ({own})")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("wider places", agency="云川市南溪县人民政府", sections={"overview": "2025年，我县按照我市、我省要求，公开信息120条，按时答复申请。"}),
        Valid("a bureau of a county", agency="云川县财政局", sections={"overview": "2025年，我局服务我县发展，公开信息120条，按时答复申请。"}),
        Valid(
            "words by chance, quotations",
            agency="云川县石桥镇人民政府",
            sections={"overview": "2025年，我镇克服自我局限，开设“我局长来答”“我县我家”栏目，控制成本局部超支，我委托村级公开，按时答复。"},
        ),
        Valid("a county-level city", agency="云川市人民政府", sections={"overview": "2025年，我市所辖县直部门公开信息120条，按时答复申请，没有逾期。"}),
        Invalid("a bureau in a township", agency="云川县石桥镇人民政府", sections={"overview": "2025年，我局公开信息120条，按时答复群众的申请，没有逾期。"}, keys=("other",), at=("overview",)),
        Invalid("a township in a bureau", agency="云川县财政局", sections={"problems": "我镇解读形式单一。本街道已改进。"}, keys=("other",)),
        Invalid("a county in a city", agency="云川市人民政府", sections={"problems": "我县解读形式单一。已增加图表。"}, keys=("other",)),
    ),
)  # fmt: skip
