"""How many made faults in the words of correct reports are found, and whether correct reports are left alone.

Whole reports are put together from sentences of many kinds, numbers that add up, and harmless sentences that look like faults. Each
mutation breaks one thing in the words; found means that its rule tells of it and did not before. Run: `python benchmarks/words.py`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from gongkai import At, Reading, Report
from gongkai.config import Config
from gongkai.consistent import consistent_cells
from gongkai.engine import check_report
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.selection import Chosen, choose
from gongkai.specimen import write_report

__all__ = ["FAMILIES", "MUTATIONS", "Row", "false_alarms", "main", "measure", "written"]

FAMILIES = (
    "GK505",
    "GK506",
    "GK508",
    "GK509",
    "GK521",
    "GK524",
    "GK525",
    "GK526",
    "GK527",
    "GK528",
    "GK54",
    "GK80",
    "GK81",
    "GK84",
    "GK85",
    "GK86",
    "GK88",
)
"""Beginnings of the ids that this bench is about."""

BODIES = (
    "云川县人民政府", "云川市人民政府", "青岳省人民政府", "云川市南溪区人民政府", "云川县石桥镇人民政府", "云川县石桥乡人民政府",
    "云川区南街街道办事处", "云川县财政局", "云川市市场监督管理局", "云川县人民政府办公室", "青岳省自然资源厅", "云川市南溪区卫生健康局",
    "国家税务总局云川县税务局", "云川市城市管理和综合执法局", "云川县医疗保障局", "云川经济开发区管委会", "云川县乡村振兴局",
    "云川市政务服务和数据管理局", "云川县气象局", "云川市发展和改革委员会",
)  # fmt: skip

_OPEN = (
    "在门户网站集中发布财政预决算、重大项目、义务教育等领域信息。",
    "公开机构职能、权责清单和办事指南，及时更新联系方式。",
    "依托政务新媒体推送政策图解、短视频和问答，方便群众了解。",
    "按季度公开行政许可、行政处罚信息，做到应公开尽公开。",
    "公开重点民生项目的进度，邀请群众代表参加“政府开放日”。",
)
_REQUEST = (
    "畅通当面、信函、网络等渠道，规范登记、审核、办理、答复、归档各环节。",
    "对申请内容不明确的，一次性告知补正；对不予公开的，说明理由并告知救济途径。",
    "健全会商机制，复杂申请由法制机构共同研究，答复文书统一格式。",
)
_MANAGE = (
    "严格执行“三审三校”和保密审查，公开前逐件审核。",
    "清理历史文件，对失效、废止的作出标注。",
    "落实信息发布审查制度，工作秘密、内部资料和国家秘密一律先审后发。",
)
_PLATFORM = (
    "优化专栏检索功能，完成网站适老化改造，解决栏目更新不及时的问题。",
    "加强政务新媒体管理，关停长期不更新的账号1个。",
    "依托公共图书馆、档案馆设置查阅点，提供免费查询打印。",
)
_GUARD = (
    "将政府信息公开纳入年度工作考核，开展社会评议，全年没有责任追究情形。",
    "组织业务培训2期，参训160人次；工作考核优秀，社会评议满意度较高，未发生责任追究。",
)
# Harmless words that look like faults.
_HARMLESS = (
    "对照《关于印发〈青岳省政务公开工作要点〉的通知》（青政办〔2025〕12号）逐项落实。",
    "开设“我局长来答”“我镇我家”栏目，“一网通办”、“一次办好”同步推进。",
    "申请人张某、李**、王××的申请均在法定期限内答复。",
    "咨询电话：0999-1234567，手机：13800001234，邮箱zwgk@yunchuan.gov.cn。",
    "统一社会信用代码11340121MB12345670，索引号：110101199003070011。",
    "2024年2月29日公布的办法自2024年5月1日起施行，第一季度完成评估。",
    "按照省政府、市政府部署，配合做好全省政府信息公开工作检查。",
    "清理现行有效的规范性文件，登记每一件申请件，办结件及时归档。",
    "开展“XX行动”问卷调查，有待补充完善的材料限期补齐。",
    "推进人工智能应用，上线AI问答，提升App体验。",
    "规划期为2021—2035年，资金13800001234元已拨付；车辆年检按规定执行。",
    "公开征求意见稿8件，初稿由专家论证。",
    "其中属于国家秘密的不予公开，严格遵守《保守国家秘密法》。",
    "一是一、二是二，实事求是；图解、问答等形式……更加多样。",
    "网站备案号为粤B2-20250001，栏目编号G12345678。",
    "原国土资源局档案已全部移交，历史信息可以申请公开。",
)
_PROBLEMS = (
    "（一）存在的主要问题。一是政策解读形式比较单一；二是个别答复文书不够规范；三是基层人员业务能力有待提高。\n（二）改进情况。一是增加图表和问答解读；二是统一文书样式；三是举办专题培训。",
    "存在的主要问题：解读材料通俗性不足，栏目更新不够及时。\n改进措施：建立解读材料会审制度，按月抽查栏目更新，发现问题立即整改。",
    "主要存在以下两个方面的问题：一是公开意识还需增强；二是队伍不够稳定。下一步，将加强学习，稳定队伍。",
    "第一，主动公开的时效性不强。第二，群众参与度不高。针对上述问题，已完善时限台账，并通过问卷听取意见。",
)
_FEES = (
    "未发出收费通知，未收取信息处理费。",
    "没有收取信息处理费，无其他需要报告的事项。",
    "本年度未收取政府信息公开信息处理费。除此之外，无其他需要报告的事项。",
)
_CONTACT = (
    "",
    "如对本报告有疑问，请与政务公开办公室联系（地址：城关镇府前路1号；邮编：234000；电话：0999-1234567）。",
    "本报告电子版可在门户网站下载。",
)
_PERIODS = (
    "统计期限自{y}年1月1日起至{y}年12月31日止",
    "统计期限为{y}年1月1日至12月31日",
    "统计时限截至{y}年12月31日",
)


def written(number: int, catalogue: Catalogue) -> str:
    """A correct report; another for each number, and always the same for one number."""
    rng = random.Random(f"words/{number}")
    year = rng.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025, 2025, 2025))
    standard = catalogue.standards["gkbg-2019" if year < 2021 else "gkbg-2021"]
    agency = rng.choice(BODIES)
    cells = {place: str(value) for place, value in consistent_cells(standard, number).items()}
    regulation = agency in ("云川市人民政府", "青岳省人民政府")
    for place in cells:
        if place[1] == "regulations" and not regulation:
            cells[place] = "0"
    one = rng.choice
    harmless = rng.sample(_HARMLESS, 3)
    overview = (
        f"{year}年，{agency}围绕群众关切推进政府信息公开，各项工作有序开展。\n"
        f"（一）主动公开。{one(_OPEN)}{harmless[0]}\n（二）依申请公开。{one(_REQUEST)}\n"
        f"（三）政府信息管理。{one(_MANAGE)}\n（四）政府信息公开平台建设。{one(_PLATFORM)}{harmless[1]}\n（五）监督保障。{one(_GUARD)}"
    )
    problems = one(_PROBLEMS)
    other = f"{year}年，{one(_FEES)}" if year >= 2021 else one(("无。", "无其他需要报告的事项。"))
    text = write_report(
        standard,
        agency=agency,
        year=year,
        cells=cells,
        sections={"overview": overview, "problems": problems, "other": f"{harmless[2]}\n{other}"},
    )
    title, rest = text.split("\n", 1)
    published = date(year + 1, 1, rng.randint(5, 31)).isoformat()
    head = one((f"发布时间：{published}\n", f"成文日期：{published.replace('-', '/')}\n", ""))
    for style in (f"统计期限自{year}年1月1日起至{year}年12月31日止",):
        rest = rest.replace(style, one(_PERIODS).format(y=year))
    contact = one(_CONTACT)
    return f"{title}\n{head}{rest.replace('编制。', f'编制。{contact}', 1)}"


class Mutation(Struct, frozen=True):
    """A change of a report's text (None: it does not fit this report), or what a reader would tell of a broken file."""

    rule: str
    name: str
    change: Callable[[str, random.Random], str | None] = lambda text, _: text
    readings: tuple[Reading, ...] = ()
    format: str = ""


def _put(*sentences: str, at: str = "（三）政府信息管理。") -> Callable[[str, random.Random], str | None]:
    """Put one of the sentences into part one."""
    return lambda text, rng: text.replace(at, at + rng.choice(sentences), 1) if at in text else None


def _swap(old: str, *new: str) -> Callable[[str, random.Random], str | None]:
    return lambda text, rng: text.replace(old, rng.choice(new), 1) if old in text else None


def _title(old: str, new: str) -> Callable[[str, random.Random], str | None]:
    def change(text: str, _: random.Random) -> str | None:
        title, rest = text.split("\n", 1)
        return f"{title.replace(old, new)}\n{rest}" if old in title else None

    return change


def _dated(first: date, last: date, *kinds: str) -> Callable[[str, random.Random], str | None]:
    """A day of publication between two days, the year of which counts from the report's (0 or 1)."""

    def change(text: str, rng: random.Random) -> str | None:
        title, rest = text.split("\n", 1)
        name = title.split("20", 1)[0]
        if kinds and not name.endswith(kinds):
            return None
        year = int(title[len(name) :][:4])
        day = date.fromordinal(rng.randint(first.toordinal(), last.toordinal()))
        rest = rest.split("\n", 1)[1] if rest.startswith(("发布时间", "成文日期")) else rest
        return f"{title}\n发布时间：{day.replace(year=year + day.year - 2001).isoformat()}\n{rest}"

    return change


def _foreign_self(text: str, rng: random.Random) -> str | None:
    name = text.split("20", 1)[0]
    words = {
        "局": ("我镇", "我厅"),
        "镇人民政府": ("我局", "我乡"),
        "乡人民政府": ("我局", "我镇"),
        "街道办事处": ("我镇", "我局"),
        "县人民政府": ("我局", "我镇"),
        "市人民政府": ("我县", "我局"),
    }
    for end, others in words.items():
        if name.endswith(end):
            return _put(f"{rng.choice(others)}认真落实公开要求。")(text, rng)
    return None


def _other_body(text: str, rng: random.Random) -> str | None:
    name = text.split("20", 1)[0]
    year = text[len(name) :][:4]
    if not name.endswith("局"):
        return None
    other = rng.choice(("云川县水利局", "云川市教育局"))
    return text.replace("本报告根据", f"现公布{other}{year}年政府信息公开工作年度报告。本报告根据", 1)


def _drop(text: str, _: random.Random) -> str | None:
    """Break off the last sentence of part six."""
    return f"{text.rstrip()[:-1]}，\n" if text.rstrip().endswith("。") else None


def _repeat(text: str, rng: random.Random) -> str | None:
    sentence = rng.choice(
        (
            "健全会商机制，复杂申请由法制机构共同研究，答复文书统一使用规定格式。",
            "依托公共图书馆、档案馆设置查阅点，提供免费查询打印和辅导服务。",
        )
    )
    return _put(sentence + sentence)(text, rng)


def _renamed(text: str, _: random.Random) -> str | None:
    name = text.split("20", 1)[0]
    if not name.endswith("局") or int(text[len(name) :][:4]) < 2021:
        return None
    return text.replace(name, "云川县国土资源局")


MUTATIONS = (
    Mutation("GK505", "wrong order number", _swap("国务院令第711号", "国务院令第717号", "国务院令第771号", "国务院令第11号")),
    Mutation("GK505", "wrong letter number", _swap("国办公开办函〔2021〕30号", "国办公开办函〔2021〕33号", "国办发〔2021〕30号", "国办公开函〔2021〕30号", "国办公开办函〔2022〕30号")),
    Mutation("GK506", "last format's number", _swap("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")),
    Mutation("GK521", "工作报告", _title("年度报告", "报告")),
    Mutation("GK521", "政务信息公开", _title("政府信息公开", "政务信息公开")),
    Mutation("GK521", "no 政府", _title("政府信息公开", "信息公开")),
    Mutation("GK524", "another body's report", _other_body),
    Mutation("GK525", "another body's word for itself", _foreign_self),
    Mutation("GK527", "an abolished body", _renamed),
    Mutation("GK541", "a department in February", _dated(date(2002, 2, 1), date(2002, 3, 30), "财政局", "监督管理局", "资源厅", "健康局", "保障局")),
    Mutation("GK542", "a government in April", _dated(date(2002, 4, 1), date(2002, 6, 30), "县人民政府", "市人民政府", "区人民政府", "省人民政府")),
    Mutation("GK545", "before the year's end", _dated(date(2001, 11, 1), date(2001, 12, 31))),
    Mutation("GK801", "a serious slip", _put("贯彻习近平新时代中国特色社会思想。", "落实党中央、国务员部署。", "中华人民共合国公民均可申请。", "贯彻习近平总数记讲话精神。", "人名政府依法公开。")),
    Mutation("GK802", "a misspelt term", _put("依申公开渠道畅通。", "行政诉颂0件。", "行政复意0件。", "上年转结0件。", "公开体例解读到位。", "信思公开到位。", "责任追纠到位。", "提前行政诉讼0件。")),
    Mutation("GK803", "doubled marks", _swap("、", "、、", "，、")),
    Mutation("GK803", "doubled full stops", _swap("。", "。。", "，。", "；。")),
    Mutation("GK805", "a bracket is lost", _put("公开信息（含政策解读。", "公开《办法等文件。", "公开“一老一小服务清单。", "公开清单）等。")),
    Mutation("GK807", "an impossible day", _put("2月30日举办开放日。", "13月5日答复。", "2023年2月29日培训。", "6月31日发布公报。", "20255年再提升。", "11月0日检查。")),
    Mutation("GK808", "a lost number", _put("全年共收到件，均已答复。", "公开各类信息条，更新及时。", "主动公开政府信息  条。", "累计发布条，及时更新。", "共受理申请 件。")),
    Mutation("GK811", "a repeated sentence", _repeat),
    Mutation("GK811", "a doubled term", _swap("政府信息管理。", "政府信息管理政府信息管理。", "政府信息管理。依申请公开依申请公开渠道畅通。")),
    Mutation("GK812", "a skipped number", _put("一是清理文件；二是标注效力；四是建立台账。", "第一，清理文件。第三，建立台账。")),
    Mutation("GK812", "a repeated number", _put("一是清理文件；二是标注效力；二是建立台账。", "一是清理文件；一是标注效力；三是建立台账。")),
    Mutation("GK813", "a wrong count", _put("做好以下三个方面工作：一是清理文件；二是标注效力。", "抓好以下两个方面：一是清理；二是标注；三是建账。")),
    Mutation("GK814", "garbled characters", _put("逐件\ufffd\ufffd审核。", "锟斤拷逐件审核。", "政策â€œ解读â€。", "逐件\x02审核。", "鏀垮簻信息逐件审核。")),
    Mutation("GK841", "an identity number", _put("申请人身份证号110101199003070011。", "答复340121198506123529的申请。", "李某（11010119900307001１）。", "身份证：340121900203123。")),
    Mutation("GK842", "a mobile number", _put("申请人手机13912345678已登记。", "回访王某18612345678满意。", "告知当事人联系电话159 1234 5678。")),
    Mutation("GK843", "a bank card", _put("退款至账号6222020200112233446。", "申请人开户行卡号4111111111111111。")),
    Mutation("GK847", "a plate or passport", _put("答复云A12345车主的申请。", "申请人护照号E12345678。")),
    Mutation("GK849", "a secrecy marking", _swap("\n一、总体情况", "\n机密★10年\n一、总体情况", "\n内部资料 注意保存\n一、总体情况", "\n秘密\n一、总体情况")),
    Mutation("GK861", "a placeholder", _put("公开信息XX条。", "公开信息____件。", "某某局认真落实。", "××镇及时更新。", "{{数据}}已更新。", "【】逐件审核。", "清理文件**件。", "（待核实）")),
    Mutation("GK862", "an instruction", _put("（请填写本单位做法）", "（如无，请填0）", "（单位名称）逐件审核。", "【请插入数据】")),
    Mutation("GK863", "a draft mark", _title("年度报告", "年度报告（征求意见稿）")),
    Mutation("GK864", "tracked changes", readings=(Reading(name="tracked-deletions", value="3", at=At(paragraph=7)),)),
    Mutation("GK850", "hidden text", readings=(Reading(name="hidden-text", value="原数", at=At(paragraph=9)),)),
    Mutation("GK865", "a program's words", _put("希望以上内容对您有所帮助！", "作为一个人工智能语言模型，", "以下是为您整理的内容：", "\n**逐件审核**，规范管理。", "\n## 信息管理")),
    Mutation("GK868", "broken off", _drop),
    Mutation("GK885", "the page's old title", readings=(Reading(name="title", value="云川县2018年政府信息公开工作年度报告"),), format="html"),
    Mutation("GK889", "a false charset", readings=(Reading(name="charset-declared", value="gb2312"), Reading(name="charset-used", value="utf-8"))),
)  # fmt: skip


class Row(Struct, frozen=True):
    """A mutation's result: in how many reports it was made, and in how many its rule told of it."""

    rule: str
    name: str
    made: int
    found: int


def _loaded(text: str, catalogue: Catalogue) -> Report:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards, format="text")
    return loader.load(Source("report.txt", text.encode()))


def _rules(catalogue: Catalogue) -> tuple[Chosen, ...]:
    return tuple(each for each in choose(catalogue.rules, Config()) if each.rule.id.startswith(FAMILIES))


def false_alarms(reports: int, catalogue: Catalogue) -> list[str]:
    """What the default rules of these families tell of correct reports; it should be nothing."""
    rules = _rules(catalogue)
    told = []
    for number in range(reports):
        outcome = check_report(_loaded(written(number, catalogue), catalogue), rules)
        told += [f"report {number}: {incident.message.en}" for incident in outcome.incidents]
        told += [
            f"report {number}: {d.severity} {d.rule} {d.message.zh} {d.place.excerpt}" for d in outcome.diagnostics
        ]
    return told


def measure(reports: int, catalogue: Catalogue) -> list[Row]:
    """Every mutation on so many reports."""
    rules = {each.rule.id: (each,) for each in _rules(catalogue)}
    rows = []
    for mutation in MUTATIONS:
        made = found = 0
        for number in range(reports):
            text = written(number, catalogue)
            changed = mutation.change(text, random.Random(f"{mutation.name}/{number}"))
            if changed is None:
                continue
            report = _loaded(changed, catalogue)
            if mutation.readings:
                report = replace(report, readings=mutation.readings, format=mutation.format or report.format)
            if not rules[mutation.rule][0].rule.judges(report):
                continue
            made += 1
            found += bool(check_report(report, rules[mutation.rule]).diagnostics)
        rows.append(Row(mutation.rule, mutation.name, made, found))
    return rows


def main() -> int:
    """Print the table; 1 if a correct report is blamed or fewer than 95 of 100 mutations are found."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    catalogue = collect()
    rows = measure(reports, catalogue)
    for row in rows:
        print(f"{row.rule}  {row.name:<32} {row.found:>4} of {row.made:<4} {row.found / max(row.made, 1):>6.1%}")
    made, found = sum(row.made for row in rows), sum(row.found for row in rows)
    print(f"all    {'':<32} {found:>4} of {made:<4} {found / made:>6.1%}")
    told = false_alarms(reports * 5, catalogue)
    print(f"correct reports: {reports * 5}, told of them: {len(told)}")
    print("\n".join(told[:20]))
    return 1 if told or found < 0.95 * made else 0


if __name__ == "__main__":
    sys.exit(main())
