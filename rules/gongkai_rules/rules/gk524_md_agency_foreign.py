"""The report is about its own body: no other body or wider territory stands where the body itself is meant.

Three slots are judged. In the opening, the report names itself (现公布某局2025年政府信息公开工作年度报告): a body there with another core (教育局 in
the report of a 财政局, 古城镇 in that of 云盘镇) is foreign; short names, former parts of the name and offices of the same government are silent.
So is the body that the first sentence of part one begins with (2025年，某局认真…). In parts one and
five, a clause that begins with 组织推动全省政府信息公开工作 in the report of a county or township speaks for a wider territory; with a
superior body or 按照, 参加, 配合 in its sentence it is silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, sentence_before, signed, signs

_SELF = regex(
    r"(?:公布|公开|发布|《|编制了?|将|^|[。，])([\u4e00-\u9fff]{2,24}?(?:局|委员会|委|厅|人民政府|街道办事处|管委会|总队|中心|镇|乡|街道))(?:20\d\d)年(?:度)?政府信息公开工作年度报告(?!格式|编制|的通知)"
)
_BEGINS = regex(
    r"\s*(?:20\d\d年度?|一年来)[，,]?(?P<body>[\u4e00-\u9fff]{2,12}?(?:局|镇|乡|街道))(?:人民政府|办事处)?(?:认真|扎实|积极|严格|高度重视|坚持|深入|按照|全面|始终|紧紧|切实|进一步|持续|在)"
)
_TOWN = regex(r"(?:[\u4e00-\u9fff]*[县区市旗])?([\u4e00-\u9fff]{1,6}?(?:镇|(?<!城)乡(?!村)|街道))")
# 我局, 全镇, 省局: no names.
_NO_NAME = regex(r"[我本全各该省市县区]{1,2}(?:局|镇|乡|街道)|国家|上级|总局")
_CORE = regex(r"[\u4e00-\u9fff]*(?:省|市(?!场)|县|区|州|盟|旗|镇|(?<!城)乡(?!村))")
_NOT_SELF = regex(r"关于|上级|根据|按照|要求|指导|审核|汇总|转载|转发|所属|下属")
_WIDER = regex(
    r"(?:^|(?<=[。；，\s]))(?:[我本](?:省|市|县|区|镇|乡|局|街道|机关|单位|部门))?(?:积极|认真|持续|深入|扎实)?(?:组织推动|组织推进|统筹推进|推动|推进|指导)全(省|市|县)(?:的)?(?:政府信息公开|政务公开)工作(?!会|培训|考核|要点|领导|部署|要求)"
)
_SUPERIOR = regex(r"上级|按照|根据|参加|配合|落实|贯彻|省政府|市政府|县政府|省委|市委|县委|部署|协助")
_RANK = {"township": 0, "county": 1, "city": 2, "province": 3, "national": 4}
_WORD_RANK = {"县": 1, "市": 1, "省": 3}

_SIGN = signs("年政府信息公开工作年度报告", "年度政府信息公开工作年度报告", "全[省市县]")


def check(view: View) -> Iterator[Finding]:
    report = view.report
    own = "".join(report.agency.value.split()) if report.agency else ""
    level = report.body.level
    overview = report.section("overview")
    first = overview.passages[0] if overview and overview.passages and own else None
    match = _BEGINS.match(first.text) if first else None
    if first and match and not _NO_NAME.match(match["body"]) and _another(match["body"], own):
        place = first.place(*match.span("body"))
        yield Finding("other", place, {"words": (match["body"],), "own": own})
    for piece in signed(view, _SIGN, "prose"):
        if piece.section is None and own:
            for match in _SELF.finditer(piece.text):
                if (
                    not _NO_NAME.match(match[1])
                    and _foreign(match[1], own)
                    and not _NOT_SELF.search(sentence_before(piece.text, match.start(1)))
                ):
                    yield finding("other", piece, [match.span(1)], own=own)
        elif piece.section in ("overview", "problems") and level:
            for match in _WIDER.finditer(piece.text):
                around = sentence_before(piece.text, match.start()) + piece.text[match.end() : match.end() + 20]
                # A county-level city says 全市 as well as a prefecture does: only townships are below both.
                if _WORD_RANK[match[1]] > _RANK[level] and not _SUPERIOR.search(around):
                    yield finding("wider", piece, [match.span()], own=own)


def _another(named: str, own: str) -> bool:
    """Whether a bureau is named in a bureau's report that shares no more than a character with it, or a township in that
    of another."""
    if named.endswith("局"):
        shared = set(_CORE.sub("", named)) & set(own) - {"局"}
        return own.endswith("局") and len(shared) < 2 and _foreign(named, own)
    return _foreign(named, own)


def _foreign(named: str, own: str) -> bool:
    if named in own or own in named:
        return False
    towns = [_TOWN.match(name) for name in (named, own)]
    if towns[0] or towns[1]:
        theirs, ours = (town[1] if town else "" for town in towns)
        return bool(theirs and ours) and theirs not in own and ours not in named
    ours, theirs = (_CORE.sub("", name) for name in (own, named))
    if not ours or not theirs or ours in theirs or theirs in ours:
        return False
    # 政府办, 人民政府办公室 and 人民政府 of one place stand in for each other.
    return not ("政府" in own and "政府" in named) and not (set(ours) <= set(theirs) or set(theirs) <= set(ours))


RULE = Rule(
    id="GK524",
    name="md-agency-foreign",
    severity="warning",
    summary=Text(zh="报告主体是本单位，不是别的单位", en="The report is about its own body"),
    advice=Text(zh="改为本单位（常见原因是套用了别的单位的文稿）", en="Name the body itself (often left from another body's text)"),
    messages={
        "other": Text(zh="写成了别的单位的报告：“{words}”，标题是“{own}”", en="Another body is named: {words}; the title has {own}"),
        "wider": Text(zh="说的不是本单位的范围：“{words}”", en="This speaks for a wider territory: {words}"),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid("its own name", agency="云川县财政局", replace={"本报告根据": "现公布县财政局2025年政府信息公开工作年度报告。本报告根据"}),
        Valid("a government's office", agency="云川县人民政府办公室", replace={"本报告根据": "现公布云川县人民政府2025年政府信息公开工作年度报告。本报告根据"}),
        Valid("superior bodies", agency="云川县石桥镇人民政府", sections={"overview": "2025年，县政府组织推动全县政府信息公开工作，我镇积极参加。按照部署，推动全县政务公开工作落实。"}),
        Valid("a county speaks for itself", sections={"overview": "2025年，组织推动全县政府信息公开工作，按时答复群众的申请，没有逾期。"}),
        Invalid(
            "another bureau",
            agency="云川县财政局",
            replace={"本报告根据": "现公布云川县教育局2025年政府信息公开工作年度报告。本报告根据"},
            keys=("other",),
            at=("",),
        ),
        Valid("its own short name", agency="云川县城市管理局", sections={"overview": "2025年，县城管局认真做好公开工作，没有逾期。"}),
        Valid("its own town", agency="云川县石桥镇人民政府", sections={"overview": "2025年，石桥镇认真做好公开工作，全镇没有逾期。"}),
        Valid("the superior", agency="云川县石桥镇人民政府", sections={"overview": "2025年，县水利局认真指导，我镇按时做好公开工作。"}),
        Invalid(
            "another town",
            agency="云川县石桥镇人民政府",
            replace={"本报告根据": "现公布古城镇2025年政府信息公开工作年度报告。本报告根据"},
            keys=("other",),
            at=("",),
        ),
        Invalid(
            "another bureau's first sentence",
            agency="云川县城市管理局",
            sections={"overview": "2025年，县水利局扎实做好公开工作，按时答复申请。"},
            keys=("other",),
            at=("overview",),
        ),
        Invalid(
            "a township speaks for the province",
            agency="云川县石桥镇人民政府",
            sections={"overview": "2025年，组织推动全省政府信息公开工作，不断提高公开水平，按时答复申请。"},
            keys=("wider",),
            at=("overview",),
        ),
    ),
)  # fmt: skip
