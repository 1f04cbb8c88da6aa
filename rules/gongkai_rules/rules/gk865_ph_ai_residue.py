"""No words of a writing program are left in: 作为AI…, 希望以上内容…, 以下是为您…, markdown signs in the text.

Markdown counts as **words** with a word on both sides of neither sign, and ## at the beginning of a line. 人工智能 as a subject and the
stars of masked names (张**) are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, signed, with_words

_RESIDUE = regex(
    r"作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手|语言模型)|(?:以下|下面)是(?:为您|为你|根据您|根据你|按照您)[^。\n]{0,20}|希望(?:以上|这份|这篇|上述)(?:内容|报告|回答|文本)?[^。\n]{0,8}(?:对您|对你|能帮|有所帮助)[^。\n]{0,8}"
    r"|如(?:果)?(?:您|你)?(?:需要?|还需|有)(?:进一步)?(?:修改|调整|补充|润色)[^。\n]{0,12}请(?:随时)?(?:告诉|告知|联系)我|(?:当然|好的)[，,！!]\s?(?:以下|这里|下面)是"
    r"|我(?:无法|不能)(?:提供|访问)(?:实时|最新)(?:信息|数据)|截至我的知识|\[(?:插入|填写|您的|你的)[^\]\n]{1,20}\]"
)
_SIGNS = regex(
    r"(?<![\w*\u4e00-\u9fff])\*\*(?=[^\s*])[^*\n]{1,60}(?<=[^\s*])\*\*(?!\*)|^\s{0,3}#{1,6} ?(?=[\u4e00-\u9fff（(])|^\s{0,3}```"
)
_SIGN = regex(
    r"AI|人工智能|以下是|下面是|这里是|希望(?:以上|这份|这篇|上述)|告诉我|告知我|联系我|我(?:无法|不能)(?:提供|访问)"
    r"|截至我的知识|\[(?:插入|填写|您的|你的)|\*\*|#|```"
)


def check(view: View) -> Iterator[Finding]:
    # In a Markdown file the signs are markup.
    patterns = (_RESIDUE,) if view.report.format == "markdown" else (_RESIDUE, _SIGNS)
    extra = [word for word in view.words("extend") if word]
    for piece in signed(view, with_words(_SIGN, extra)):
        spans = [match.span() for pattern in patterns for match in pattern.finditer(piece.text)]
        spans += [match.span() for word in extra for match in re.finditer(re.escape(word), piece.text)]
        if spans:
            yield finding("left", piece, sorted(spans))


RULE = Rule(
    id="GK865",
    name="ph-ai-residue",
    severity="error",
    summary=Text(zh="没有留下写作工具的痕迹", en="No words of a writing program are left in"),
    advice=Text(zh="删去这些文字，并核对全文内容是否属实", en="Take them out, and check the whole text for truth"),
    messages={"left": Text(zh="留有写作工具的文字或符号：{words}", en="Words or signs of a writing program are left: {words}")},
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "50")),
    check=check,
    explanation=__doc__,
    options=(Option("extend", (), Text(zh="增加的文字", en="Words to add")),),
    examples=(
        Valid(),
        Valid(
            "a subject, masked names",
            sections={"other": "推进人工智能应用，公开AI问答；申请人张**、李**、王**均已答复。希望群众继续监督。以下是具体情况。未收取信息处理费。"},
        ),
        Invalid("the program speaks", sections={"other": "未收取信息处理费。希望以上内容对您有所帮助！"}, keys=("left",), at=("other",)),
        Valid("in a Markdown file the signs are markup", file_format="markdown", sections={"other": "**未收取信息处理费。**"}),
        Invalid("markdown", sections={"other": "**未收取信息处理费。**"}, keys=("left",)),
        Invalid("a heading sign", sections={"overview": "## 主动公开\n2025年，集中发布财政、教育等领域的信息，按时答复申请。"}, keys=("left",)),
    ),
)  # fmt: skip
