"""Part one states the quantities that a local notice asks for, or that there were none.

The notice of Wuwei for fiscal year 2025 asks how many items were published on the platforms, how many policies were
explained and questions answered, how many items of key fields were published, how many rules and normative documents
were issued, and how many platforms, reading areas or gazettes there are. The national format asks for none of these
numbers, so this is a preview rule. A number or a word for none within a few characters of the subject is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex

_HOW_MANY = r"[^。；]{0,24}?(?:\d|[一二三四五六七八九十百千万]+[余多]?[条件篇个期次项份]|未|无|没有|零)"
_ELEMENTS = {
    "platform": (
        Text(zh="平台发布信息数量", en="items published on the platforms"),
        regex(rf"(?:平台|网站|公众号|专栏|主动公开|发布)[^。；]{{0,16}}信息{_HOW_MANY}|(?:公开|发布)[^。；]{{0,12}}\d+[余多]?条"),
    ),
    "explained": (
        Text(zh="政策解读和回应关切数量", en="policies explained and questions answered"),
        regex(rf"(?:解读|回应){_HOW_MANY}|\d+[^。；]{{0,8}}(?:解读|回应)"),
    ),
    "key_fields": (Text(zh="重点领域信息数量", en="items of key fields"), regex(rf"重点领域{_HOW_MANY}")),
    "documents": (
        Text(zh="规章和规范性文件的发布、废止、有效数量", en="rules and normative documents issued, repealed, valid"),
        regex(rf"(?:规范性文件|规章|政策文件){_HOW_MANY}|\d+[件份个][^。；]{{0,8}}规范性文件"),
    ),
    "places": (
        Text(zh="平台、公开专区、公报的数量", en="platforms, reading areas, gazettes"),
        regex(rf"(?:专区|公报|查阅点|查阅场所|公众号|新媒体){_HOW_MANY}|\d+[^。；]{{0,8}}(?:专区|公报|查阅点|账号)"),
    ),
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    section = view.report.section("overview")
    if section is None or not section.passages:
        return
    text = "\n".join("".join(passage.text.split()) for passage in section.passages)
    missing = tuple(name for name, words in _ELEMENTS.values() if not words.search(text))
    if missing:
        yield Finding("missing", section.place(), {"elements": missing})


RULE = Rule(
    id="GK113",
    name="st-overview-elements",
    severity="info",
    preview=True,
    summary=Text(
        zh="“总体情况”写明当地要求的各项数量", en="Part one states the quantities that the local notice asks for"
    ),
    advice=Text(zh="补上数量，没有的写明没有", en="Add the number, or that there was none"),
    messages={
        "missing": Text(
            zh="“总体情况”没有写明：{elements}", en="Part one does not state: {elements}"
        )
    },
    why=Text(
        zh="国家格式没有要求这些数量，有的地方有（如武威市2025年度通知）。有这种要求的地方点名使用这条规则。",
        en="The national format does not ask for these numbers; some places do. Name the rule to use it there.",
    ),
    basis=(Cite("wuwei-notice-2025", "overview"),),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "each with a number or a word for none",
            sections={
                "overview": "全年通过政府网站发布信息120条，解读政策6件，发布重点领域信息45条，制发规范性文件3件、废止1件，公开专区2个。"
            },
        ),
        Valid("other words", sections={"overview": "主动公开120余条，其中重点领域30条；未开展政策解读，解读0件；现行规范性文件2件；政务公开专区1处。"}),
        Invalid(
            "no numbers",
            sections={"overview": "全年按时发布了财政等方面的内容，群众满意。"},
            keys=("missing",),
            at=("overview",),
        ),
    ),
)  # fmt: skip
