"""A sentence tells of an earlier year as if it were the year of the report: last year's text was left in.

Told of sentences in the sections that begin with an earlier year (2024年，我局共…), speak of the body's own disclosure work,
and stand in a paragraph that does not name the report's year. All of them are one finding. It is a hint (info) where none
of them is of the year before with a figure or the statement that there was none: it may be told of an earlier year for
good reason, as last year's problems are. Title, preamble and period are GK522's and GK523's.

Silent, because an earlier year belongs there: comparisons, what was carried over, budgets and accounts, plans, documents
and their numbers, awards, spans of years, problems of the year before and how they were mended, what was begun then and
goes on (…年，我局开设的…).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Cite, Finding, Invalid, Passage, Place, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import signed

_YEAR = regex(r"20\d\d年")
_SENTENCE = regex(r"[^。！？；;\n]+[。！？；;]?")
_BEGINS = regex(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．]?[^，。；]{0,14}[。．:：]?\s*)??"
    r"(?:截[至止])?(?P<year>20\d\d)年(?:度|12月31日)?(?:[，,]|(?=[我本全未没无]))"
)
_OWN = regex(
    r"[我本](?:省|市|州|县|区|旗|镇|乡|街道|局|委|办|厅|单位|机关|部门|中心|院)|全(?:年|省|市|州|县|区|镇|乡|局)"
    r"|^(?:未|没有|无)[^。]{0,12}信息处理费"
)
# To carry out the regulation is each year's work.
_REGULATION = regex(r"《(?:中华人民共和国)?(?:政府信息公开)?条例》")
_WORK = regex(r"公开|申请|复议|诉讼|信息|发布|考核|培训")
# A figure of the year's work, or that there was none.
_COUNTED = regex(r"\d\s*(?:余|多)?(?:条|件|次|篇|期|份|项|个|万|元|人)|(?:未|没有|无)(?:发生|收|产生|接|出现)")
_BELONGS = regex(
    r"上一?年|去年|同比|相比|[较比]|以来|结转|决算|预算|规划|计划|要点|印发|《|〔|评为|获评|荣获|获得|位列|名列|排名|等次|优秀|表彰|先进|通报|年度报告|年报|成立|组建|改革"
    r"|试点|验收|第三方|反馈|短板|差距|薄弱|偏少|偏低|一直|在此基础上|至今|目前|现已|沿用|未(?:办|审)结|跨年|遗留|(?:承担|启动|建成|建立|开设|推出|上线|部署)的"
    r"|问题|不足|整改|年底|年末|起[，,]|开始|20\d\d年?(?:度)?\s*(?:至|到|-|—|～|~|、|和|与)|(?:至|到|-|—|～|~|、|和|与)\s*20\d\d"
)


def check(view: View) -> Iterator[Finding]:
    year = view.report.fiscal_year
    if year is None:
        return
    preamble = set(map(id, view.report.preamble))
    passages = [
        piece for piece in signed(view, _YEAR, "prose") if isinstance(piece, Passage) and id(piece) not in preamble
    ]
    found = [each for passage in passages for each in _stale(passage, year)]
    if found:
        (stale, place, _), *others = found
        args: dict[str, Arg] = {"year": str(year), "stale": str(stale), "count": len(found)}
        yield Finding(
            "stale", place, args, related=tuple(place for _, place, _ in others),
            at_most="error" if any(sure for _, _, sure in found) else "info",
        )  # fmt: skip


def _stale(passage: Passage, year: int) -> Iterator[tuple[int, Place, bool]]:
    """The years of stale sentences, their places, and whether it is certain."""
    text = passage.text
    if f"{year}年" in text or "今年" in text or "本年" in text:
        return
    for sentence in _SENTENCE.finditer(text):
        match = _BEGINS.match(sentence[0])
        if match is None or not year - 3 <= int(match["year"]) < year:
            continue
        rest = sentence[0][match.end() :]
        if _OWN.search(rest) and _WORK.search(rest) and not _BELONGS.search(_REGULATION.sub("", sentence[0])):
            stale = int(match["year"])
            sure = stale == year - 1 and passage.section != "problems" and _COUNTED.search(rest) is not None
            yield stale, passage.place(sentence.start() + match.start("year"), sentence.end()), sure


RULE = Rule(
    id="GK611",
    name="cy-stale-year",
    severity="error",
    summary=Text(
        zh="正文叙述的是报告年度的工作，没有沿用往年的句子",
        en="The words tell of the report's year, not of an earlier one",
    ),
    advice=Text(
        zh="核对这句话是否沿用了上年报告，年份和数据都改为本年的",
        en="Check whether the sentence was left in from last year's report, and correct its year and figures",
    ),
    messages={
        "stale": Text(
            zh="{year}年度的报告把{stale}年作为本年叙述（{count}处）",
            en="A report of {year} tells of {stale} as if it were its year ({count} sentences)",
        ),
    },
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "49"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid("a comparison", sections={"overview": "2024年，我局收到申请30件，与之相比增加6件。"}),
        Valid(
            "both years side by side",
            sections={"overview": "2024年，我局公开信息120条；2025年公开信息150条。"},
        ),
        Valid("accounts", sections={"overview": "2024年，本机关部门决算已按要求公开。"}),
        Valid(
            "a document of an earlier year",
            sections={"overview": "2024年，我县印发《云川县信息公开办法》，继续执行。"},
        ),
        Valid("a span of years", sections={"overview": "2023年至2025年，我局公开信息1200条。"}),
        Valid("an award", sections={"overview": "2024年，我局被评为全市信息公开先进单位。"}),
        Valid("last year's rank", sections={"overview": "2024年，我局在全县信息公开考核中名列第一。"}),
        Valid(
            "what was begun then and goes on",
            sections={
                "overview": "2024年，我局承担的信息公开标准化试点通过验收，指引持续更新。\n2024年，本局开设的信息公开专栏运行良好。"
            },
        ),
        Valid("a case of then", sections={"disputes": "2024年，我局未审结的1件信息公开行政诉讼，法院驳回起诉。"}),
        Valid("what was mended", sections={"problems": "2024年，我局信息公开存在的问题均已整改。"}),
        Valid("another body's", sections={"overview": "2024年，国务院办公厅对平台建设提出新要求。"}),
        Invalid(
            "last year's sentence",
            sections={"overview": "2024年，我局通过政府网站主动公开信息94条。\n（二）依申请公开。全年收到申请36件。"},
            keys=("stale",),
            at=("overview",),
        ),
        Invalid(
            "beside the regulation",
            sections={"overview": "2024年，我局认真贯彻《中华人民共和国政府信息公开条例》，主动公开信息94条。"},
            keys=("stale",),
        ),
        Invalid("last year's fees", sections={"other": "2024年未收取信息处理费。"}, keys=("stale",)),
        Invalid(
            "in two sections, one finding",
            sections={
                "overview": "（一）主动公开情况。2024年，我县主动公开政府信息611条。",
                "other": "2024年我局未收取信息处理费，无其他与信息公开有关的事项。",
            },
            keys=("stale",),
        ),
    ),
)
