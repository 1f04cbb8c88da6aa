"""No number is missing before its measure word, as in 共收到件 or 主动公开信息  条.

Judged only where nothing but a number can stand: after 共, 累计, 共收到 and the like, and where spaces are left between 信息, 申请,
文件 and a measure word that ends its clause; and a sentence 现行有效的规范性文件。 alone. Nouns such as 办结件, 申请件 and 公共条 are silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import one_for_each

_END = r"(?=[，。；、（(,;])"
_MEASURE = r"(?:件|条|宗|篇|份|项)"
_NONE = regex(
    rf"(?:(?<![公一总])共|累计|共计|合计|总计)(?:收到|受理|接收|发布|公开|答复|办结|办理|制发|印发)?(?:政府信息公开申请|政府信息|各类信息|信息|申请)?[ \u00a0\u3000]{{0,6}}{_MEASURE}{_END}"
    rf"|(?:收到|受理|新收|接收|发布|公开|答复|办结)(?:政府信息公开申请|依申请公开申请|政府信息|各类信息|信息|申请|文件)[ \u00a0\u3000]{{0,6}}(?<!申请)(?<!文)(?:件|条|宗|篇){_END}"
    rf"|(?:信息|申请|诉讼|复议|收到|办结|结转|主动公开|共|规范性文件)[ \u00a0\u3000]{{1,6}}{_MEASURE}{_END}"
    r"|(?:收取|收费|信息处理费|总金额|共计)(?:信息处理费)?[ \u00a0\u3000]{0,6}元(?=[，。；、（(,;])"
    r"|(?:^|(?<=[。；]))现行有效的?(?:行政)?规范性文件[。；]"
)
# Begins with one set of characters, so that the engine skips to them.
_SIGN = regex(
    r"[共计到理收布开复结发请息件讼议转现取费额](?:[ \u00a0\u3000]{0,6}[件条宗篇份项元][，。；、（(,;]|行有效)"
)


def _find(text: str) -> Iterator[tuple[int, int]]:
    for match in _NONE.finditer(text):
        yield match.span()


def check(view: View) -> Iterator[Finding]:
    yield from one_for_each(view, _find, "no_number", "prose", sign=_SIGN)


RULE = Rule(
    id="GK808",
    name="lg-number-missing",
    severity="error",
    summary=Text(zh="量词前面没有漏掉数字", en="No number is missing before a measure word"),
    advice=Text(zh="补上数字；没有的写0", en="Put the number in; write 0 for none"),
    messages={"no_number": Text(zh="漏了数字：“{words}”", en="A number is missing: “{words}”")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(
            "nouns and full clauses",
            sections={"other": "登记每一件申请件，办结件及时归档，公共条目清晰，依申请公开件、受理件分类管理，共12件，申请 3 件，清理现行有效的规范性文件。未收取信息处理费。"},
        ),
        Valid("units of money", sections={"other": "收费单位为元；收取信息处理费0元。收费：元旦后办理。"}),
        Invalid("共收到件", sections={"other": "全年共收到件，均已答复。未收取信息处理费。"}, keys=("no_number",), at=("other",)),
        Invalid("a gap is left", sections={"other": "主动公开政府信息  条，未收取信息处理费。"}, keys=("no_number",)),
        Invalid("no gap", sections={"other": "全年公开各类信息条，未收取信息处理费。"}, keys=("no_number",)),
        Invalid("an amount", sections={"other": "全年收取信息处理费元。"}, keys=("no_number",)),
        Invalid("the stock of documents", sections={"other": "现行有效的规范性文件。未收取信息处理费。"}, keys=("no_number",)),
    ),
)  # fmt: skip
