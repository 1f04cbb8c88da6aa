"""Part one (总体情况) and part five (存在的主要问题及改进情况) say something.

Article 50 of the Regulations asks for both; "无" is no account of problems and improvements. Counted are letters,
without numbering and punctuation; `minimum` sets how many make a text. In part one, sentences that belong to the
opening (what the report is based on, the period, the contact) do not count.

Silent on parts two to four: nothing under their headings usually means that the table is a picture or was lost, and
GK201 tells of that. Silent on a part that holds a table or another grid, where two headings claim the part, and
where the whole file has headings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Section, Text, Valid, View, key, regex
from gongkai_rules._headings import once

_ASKED = ("overview", "problems")
_NIL = regex(
    r"(?:20\d\d年度?)?(?:我|本)?(?:机关|单位|[局委镇乡县区市办])?(?:暂?无|没有|不存在|暂?未发现|未见)(?:存在)?的?(?:主要|明显|突出)?"
    r"(?:问题|不足|情况)?(?:及|和)?(?:改进(?:情况|措施))?"
)
_LONGEST_NIL = 60
# Sentences of the opening: 根据《…条例》…编制, the period, the make-up of the report, where it is found, the contact.
_OPENING = regex(
    r"条例.{0,120}(?:编制|制定|撰写)(?:而成|完成|本报告|本?年度报告)?$|统计(?:期限|时限|时间|时段|周期)"
    r"|^本(?:年度)?(?:报告|年报)|由?总体情况.{0,160}(?:组成|部分|方面)|(?:联系)?(?:地址|电话|邮编|传真|邮箱)[:：]|如有.{0,12}疑问"
    r"|[现特](?:向社会)?(?:将|予以|公布|公开).{0,60}(?:报告|如下[:：]?)$"
)
_SENTENCE = regex(r"[。；\n]")


def check(view: View) -> Iterator[Finding]:
    if not any(section.blocks for section in view.report.sections):
        return
    minimum = view.number("minimum")
    for section in view.derive(once):
        if section.id not in _ASKED or len(section.passages) < len(section.blocks):
            continue
        args = {"section": section.name}
        letters = _letters((passage.text for passage in section.passages), max(minimum, _LONGEST_NIL))
        if not letters:
            yield Finding("empty", section.place(), args)
        elif len(letters) <= _LONGEST_NIL and _NIL.fullmatch(letters):
            yield Finding("nil", section.passages[0].place(), args)
        elif len(letters) <= minimum:
            yield Finding("short", section.place(), {**args, "count": len(letters)})
        elif section.id == "overview" and len(_own(section, minimum)) <= minimum:
            yield Finding("opening", section.place(), args)


def _letters(texts: Iterable[str], most: float) -> str:
    """The letters of texts, as far as more than so many."""
    found = ""
    for text in texts:
        found += key(text)
        if len(found) > most:
            break
    return found


def _own(section: Section, minimum: float) -> str:
    """The letters of the sentences that do not belong to the opening, as far as more than `minimum`."""
    sentences = (s for passage in section.passages for s in _SENTENCE.split("".join(passage.text.split())))
    return _letters((s for s in sentences if not _OPENING.search(s)), minimum)


RULE = Rule(
    id="GK106",
    name="st-section-empty",
    severity="error",
    summary=Text(zh="“总体情况”和“存在的主要问题及改进情况”要有内容", en="Parts one and five are not empty"),
    advice=Text(
        zh="写明本年度的实际情况；如果原文是图片或没有转换出来，请换用文字版再查",
        en="Describe what this year was like; if the original is a picture or was lost, check a text version",
    ),
    messages={
        "empty": Text(zh="“{section}”下面没有内容", en="There is nothing under “{section}”"),
        "nil": Text(zh="“{section}”只写了没有，没有说明情况", en="“{section}” only says that there is nothing"),
        "short": Text(zh="“{section}”只有{count}个字", en="“{section}” has only {count} characters"),
        "opening": Text(
            zh="“{section}”只有编制依据、统计期限一类的开头话，没有总体情况",
            en="“{section}” has only words of the opening (basis, period, contact) and no overview",
        ),
    },
    why=Text(
        zh="条例第五十条要求写明情况、问题和改进，只写“无”或几个字，等于没有报告。第二至四部分没有文字的，可能是图片表格，不算。",
        en="Article 50 asks for an account; 无 is none. Parts two to four are not judged: their tables may be pictures.",
    ),
    basis=(Cite("regulation-2019", "50"), Cite("format-2021", "part-4")),
    check=check,
    explanation=__doc__,
    options=(
        Option(
            "minimum",
            20,
            Text(zh="不超过这么多字算没有内容", en="A text of at most this many characters counts as none"),
            0,
        ),
    ),
    examples=(
        Valid(),
        Valid(standard="gkbg-2019"),
        Valid(
            "tables lost in conversion are no empty sections",
            source="云川县财政局2024年政府信息公开工作年度报告\n一、总体情况\n全年公开预算、决算和办事指南等信息一百二十条，未收到申请。\n"
            "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
            "五、存在的主要问题及改进情况\n解读形式不够丰富，已增加图文解读，并组织两次业务培训。\n六、其他需要报告的事项\n无\n",
        ),
        Valid(
            "short, and the opening stands in part one",
            sections={
                "overview": "本报告根据《中华人民共和国政府信息公开条例》要求编制。统计期限为2025年1月1日至12月31日。\n"
                "全年主动公开财政预算、决算和办事指南等信息，未收到申请。",
                "problems": "公开内容不够丰富，今后将增加政策解读，加强业务学习。",
            },
        ),
        Invalid("nothing under part five", sections={"problems": ""}, keys=("empty",), at=("problems",)),
        Invalid("part five says 无", sections={"problems": "暂无。"}, keys=("nil",), at=("problems",)),
        Invalid(
            "sub-headings without text",
            sections={"problems": "（一）存在的问题\n（二）改进情况"},
            keys=("short",),
            at=("problems",),
        ),
        Invalid(
            "part one has the opening only",
            sections={
                "overview": "根据《中华人民共和国政府信息公开条例》和有关格式的要求，编制本报告。"
                "本报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。如对本报告有疑问，请联系：\n地址：云川县城关镇。"
            },
            keys=("opening",),
            at=("overview",),
        ),
    ),
)
