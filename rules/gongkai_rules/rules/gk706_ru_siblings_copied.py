"""A report shares long passages with a neighbour's: prose that one office took from another.

Compared are the writers' own words: numbers, years, names of bodies and sentences that every report has do not count, nor
does a passage that stands in more than half of the set, which somebody handed out. Told are passages at least 85% alike
that come to 300 characters together, with both places; at most three neighbours are named, the others counted.

The set may have ten thousand reports: signatures find the pairs (extra `similar`), and each pair that is told was compared
itself. A pair may be missed, rarely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from gongkai import Arg, Cite, Copies, Finding, Invalid, Option, ReportSet, Rule, Text, Valid, View
from gongkai_rules._rollup import agency_of


@cache
def _index(threshold: float, shortest: int) -> Callable[[ReportSet], Copies]:
    """The fact to derive from a set for these options: one and the same function each time."""

    def index(reports: ReportSet) -> Copies:
        copies = Copies(threshold=threshold, shortest=shortest)
        for path in reports.paths:
            copies.add(path, reports.load(path))
        return copies

    return index


def check(view: View) -> Iterator[Finding]:
    reports = view.kin.siblings
    if view.report.path not in reports.paths:
        return
    copies = reports.derive(_index(view.number("share"), int(view.number("long"))))
    near = copies.near(view.report.path, reports.load)
    if not near.copies:
        return
    names = [agency_of(reports.load(each.key)) for each in near.copies]
    here = [place for each in near.copies for shared in each.shared for place in shared.here]
    there = [place.of(each.key) for each in near.copies for shared in each.shared for place in shared.there]
    further = Text("", "")
    if near.further:
        further = Text(f"（另有约{near.further}份可能相同）", f" (and perhaps some {near.further} more)")
    args: dict[str, Arg] = {
        "names": Text("、".join(names), ", ".join(names)), "copied": near.copies[0].copied, "further": further,
    }  # fmt: skip
    place, *more = dict.fromkeys(here)
    yield Finding("copied", place, args, related=(*more, *there))


_PROSE = (
    "一年来，把企业和群众最常问的事项列成清单，由业务科室逐项写明办理条件、所需材料和时限，经法制机构把关后统一发布，"
    "每逢季度末回头核对一次，凡是停办、改名、换窗口的当日更新。对篇幅较长的文件，配上一张流程图和三个真实例子，请社区里的老人先读，"
    "读不懂的地方改到读懂为止。收到申请后由专人电话联系申请人，问清真正需要的是哪一份文件，能当场找到的当场给，"
    "找不到的写明去哪里可以查到。答复书发出前由两个人互相核对，一个看法律依据，一个看语气和格式，发出后第三天回访一次。"
    "档案室把近十年的文件重新编号，纸质文件扫描成可以检索的文本，过期失效的在标题前注明，避免群众拿着旧文件跑冤枉路。"
    "网站首页的搜索框移到最显眼的位置，常用词联想、错别字纠正、按年份筛选三个功能同时上线，手机上翻页不再需要横向拖动。"
    "村社设便民角，摆放纸质目录和放大镜，由网格员定期更换，逢赶集日现场解答，听到的意见当晚记进台账，第二天分到科室，办结以后再贴回原处。"
)
_OWN = (
    "围绕校园招生、食堂采购和校车安全三件家长最关心的事，每学期开学前集中公布一次，中途有变化的随时补充。"
    "各学校门口设公告栏，由值周老师负责更换。家长会上专门留出半小时回答提问，答不上来的三天内书面回复。"
)

RULE = Rule(
    id="GK706",
    name="ru-siblings-copied",
    severity="warning",
    summary=Text(zh="报告没有照抄其他机关的报告", en="The report is not copied from a neighbour's"),
    advice=Text(zh="改写为本机关自己的工作和问题", en="Write of your own body's work and problems"),
    messages={
        "copied": Text(
            zh="与{names}的报告大段相同，最多的有{copied}字（不计数字、年份、机关名称和固定用语）{further}",
            en="Long passages are the same as in the report of {names}, up to {copied} characters (without numbers, years, "
            "names and set phrases){further}",
        ),
    },
    why=Text(
        zh="格式的通知把“内容雷同、敷衍塞责”列为要追究责任的情形。统一下发、过半数报告都有的段落不计。",
        en="The notice on the form names text that is all alike as a fault to be answered for. What was handed out, and stands "
        "in more than half of the reports, does not count.",
    ),
    basis=(Cite("format-2021", "part-4"), Cite("regulation-2019", "47")),
    asks=("siblings",),
    options=(
        Option("share", 0.85, Text(zh="段落相同的比例", en="How alike passages must be"), 0),
        Option("long", 300, Text(zh="相同的段落合计至少多少字", en="Characters they come to together"), 60),
    ),
    check=check,
    explanation=__doc__,
    examples=(
        Valid(
            "own words",
            sections={"overview": _OWN},
            siblings=(Valid(agency="云川县水务局", sections={"overview": _PROSE}),),
        ),
        Valid(
            "the mandated sentences are the same",
            sections={"overview": _OWN, "problems": "栏目更新偶有延迟，已改为每周核对。"},
            siblings=(Valid(agency="云川县水务局", sections={"overview": _PROSE, "problems": "解读较少，已补充。"}),),
        ),
        Invalid(
            "the neighbour's overview with another name and other numbers",
            agency="云川县教育局",
            sections={"overview": f"2025年，云川县教育局{_PROSE}全年公开信息120条。"},
            siblings=(
                Valid(
                    agency="云川县水务局", sections={"overview": f"2025年，云川县水务局{_PROSE}全年公开信息75条。"}
                ),
            ),
            keys=("copied",),
            at=("overview",),
        ),
    ),
)
