"""The headings of the sections read as the format prints them.

The words in common harmless use pass: the variants of the standard, the wording of article 50 of the Regulations
(因政府信息公开工作被申请行政复议、提起行政诉讼情况), 和 or 及 for 、, a year or 的 more or less, and free wording of part
five that names both problems and improvements. What remains is a slip of the pen (政府政府, 提前行政诉讼), words
that change the subject (政务信息), or the structure used before 2019 (工作开展情况).

Silent where two headings claim one section, and on notes of the template left in a heading (GK869).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, SectionSpec, Text, Valid, View, key, regex
from gongkai_rules._headings import is_official, official, once, printed

_TEMPLATE_NOTE = regex(r"宋体|仿宋|黑体|楷体|加粗|字号|[一二三四五小][号]字")
# Words that change nothing. 的 only where it may stand: 收到的处理 is a slip for 收到和处理.
_IDLE = regex(r"20\d\d年度?|本年度?|行政机关|本机关|工作|的(?=申请|情况|问题|主要|事项|政府)|以及|和|及|与")
# Free wording seen in real reports, made of these words only, by section.
_MADE_OF = {
    "disputes": regex(
        r"(?:因|政府|信息公开|被|申请|提起|引起|行政复议|行政诉讼|行政应诉|复议|诉讼|应诉|案件|办理|发生|类|的|情况)+"
    ),
    "problems": regex(
        r"(?:政府|政务|信息|公开|中|目前|存在|主要|问题|不足|困难|下一步|下步|今后|改进|整改|情况|措施|举措|方向|打算|计划"
        r"|安排|思路|意见|建议|重点|努力|的)+"
    ),
    "other": regex(
        r"(?:其他|其它|需要|需|应当|应|报告|说明|政府|信息|公开|事项|情况|内容|有关|相关|重要|重大|补充|的|没有|暂?无)+"
    ),
}
_MUST_NAME = {
    "overview": regex(r"总体|概述|概况|综述"),
    "disputes": regex(r"复议.*(?:诉讼|应诉)"),
    "problems": regex(r"(?:问题|不足|困难).*(?:改进|整改|下一步|下步|今后|措施|举措|打算|计划|思路)"),
    "other": regex(r"(?:其[他它]|需).*(?:事项|情况|内容)"),
}


def check(view: View) -> Iterator[Finding]:
    if view.report.headings_follow_form:
        return
    specs = {spec.id: spec for spec in view.report.standard.sections}
    for section in view.derive(once):
        spec = specs.get(section.id or "")
        if spec is None or section.heading == spec.heading or _TEMPLATE_NOTE.search(section.heading):
            continue
        if not section.heading:
            yield Finding("empty", section.place(), {"official": printed(spec)})
        elif not _harmless(section.heading, spec):
            yield Finding("differs", section.place(), {"printed": section.heading, "official": spec.heading})


def _harmless(heading: str, spec: SectionSpec) -> bool:
    if is_official(heading, spec):
        return True
    plain = _IDLE.sub("", key(heading))
    if plain in {_IDLE.sub("", name) for name in official(spec)}:
        return True
    must, made = _MUST_NAME.get(spec.id), _MADE_OF.get(spec.id)
    return bool(must and must.search(plain) and (made is None or made.fullmatch(plain)))


RULE = Rule(
    id="GK103",
    name="st-section-title",
    severity="warning",
    summary=Text(zh="各部分标题与格式规定一致", en="Headings read as the format prints them"),
    advice=Text(zh="改用格式规定的标题", en="Use the heading that the format prints"),
    messages={
        "differs": Text(
            zh="标题写的是“{printed}”，格式规定的是“{official}”",
            en="The heading reads “{printed}”; the format has “{official}”",
        ),
        "empty": Text(
            zh="标题只有序号，没有文字，应为“{official}”",
            en="The heading is a bare number; it should read “{official}”",
        ),
    },
    why=Text(
        zh="标题是格式规定的。常见的无害写法（“和”代替“、”、条例第五十条的用语等）不提示，只提示错字、改变意思的字和旧结构的标题。",
        en="The headings are those of the format. Common harmless wordings pass; slips, words that change the subject and old structures are told.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2019", "attachment"), Cite("format-2021", "attachment")),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "harmless wordings",
            replace={
                "一、总体情况": "一、工作总体推进情况",
                "二、主动公开政府信息情况": "二、2025年度主动公开政府信息的情况",
                "三、收到和处理": "三、本机关收到和处理",
                "四、政府信息公开行政复议、行政诉讼情况": "四、政府信息公开类行政复议及行政应诉情况",
                "五、存在的主要问题及改进情况": "五、工作中存在的不足和下一步打算",
                "六、其他需要报告的事项": "六、其它需要说明的情况",
            },
        ),
        Valid(
            "the words of the Regulations",
            replace={"四、政府信息公开行政复议": "四、因政府信息公开工作被申请行政复议", "、行政诉讼情况": "、提起行政诉讼的情况"},
        ),
        Valid("spaces and brackets", replace={"一、总体情况": "一、 总 体 情 况", "六、其他需要报告的事项": "六、其他需要报告的事项（无）"}),
        Valid("a note of the template is GK869's", replace={"一、总体情况": "一、总体情况（宋体加粗小四号字）"}),
        Invalid(
            "the subject is changed",
            replace={"二、主动公开政府信息情况": "二、主动公开政务信息情况"},
            keys=("differs",),
            at=("proactive",),
        ),
        Invalid("another word for 提起", replace={"政府信息公开行政复议、行政": "政府信息公开行政复议、提前行政"}, keys=("differs",)),
        Invalid("the structure of before 2019", replace={"一、总体情况": "一、工作开展情况"}, keys=("differs",), at=("overview",)),
        Invalid("a number without words", replace={"一、总体情况": "一、"}, keys=("empty",), at=("overview",)),
    ),
)  # fmt: skip
