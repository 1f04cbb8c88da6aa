"""Copies among thousands of made-up reports: how many are found, how many are false, and what it costs as the set grows.

`python benchmarks/copied.py` makes sets of 1,000 to 10,000 reports, each in a process of its own, and prints precision
and recall of the pairs found, CPU time, peak memory and how both grow; `--sizes 500,1000` takes other sets.

The prose is made for this bench: clauses put together by lot, so that two bodies share the words of the trade and no
passages. Every report has the mandated sentences; most have a paragraph that somebody handed out; some have sections of
another one, with the name, the numbers and a few words changed (to be found), others half a paragraph of one, or a
section rewritten until it is another one (not to be found).
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from gongkai import Copies, Paragraph, Passage, Report, Text
from gongkai.place import At
from gongkai.testing import report

SIZES = (1000, 2000, 5000, 10000)
# One report in so many has a copy made of it; half as often a passage too short, or too much rewritten, to count.
COPIED, DECOYS = 20, 20
HANDED_OUT = 0.7


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_WHO = _words(
    "办公室 业务科室 分管领导 经办人员 窗口单位 法制机构 值班人员 宣传岗位 档案岗位 联络员 审核小组 工作专班"
)
_DO = _words("梳理 汇总 细化 完善 规范 核对 更新 压实 对照 修订 整理 公布 优化 跟进 复核 督促 归集 调整 补充 督办")
_WHAT = _words(
    "公开目录 办事指南 栏目内容 政策文件 解读材料 答复文书 申请台账 审查流程 责任清单 会商机制 检索功能 图文信息 预算决算 惠民补贴 征地信息 "
    "招生安排 环境监测 价格公示 招标结果 救助标准 应急预案 养老服务 公共交通 食品抽检 用水安排 就业岗位 危房改造 道路施工 医保报销 旅游线路"
)
_HOW = _words(
    "逐项列明 按季通报 专人负责 定期回头看 分级把关 集中会审 先审后发 随到随办 当面沟通 电话回访 线上线下同步 限期整改 一次讲清 双人复核 "
    "挂图推进 错位值守 分片包干 对表销号 样本抽查 交叉互评"
)
_SO = _words(
    "减少群众来回跑 避免信息过时 让老人也看得懂 防止多头答复 便于社会监督 提高答复质量 缩短等候时间 消除重复申请 补上历史欠账 做到账实相符 "
    "方便企业查找 稳定市场预期 让数据说得清 使流程看得见 降低出错机会"
)
_PLACES = _words(
    "云川 青岳 石桥 柳湾 白塔 松溪 金坪 渔洲 南亭 北渡 花垣 沙湖 竹园 平岗 雁岭 清河 长滩 古井 新港 丰乐"
)
_KINDS = _words(
    "教育局 民政局 财政局 水务局 林业局 商务局 审计局 体育局 气象局 司法局 统计局 信访局 医保局 档案局 住建局"
)
_OPENING = "{year}年，{name}以习近平新时代中国特色社会主义思想为指导，认真贯彻《中华人民共和国政府信息公开条例》，各项工作稳步推进。"
_FEE = "{year}年，本机关未发出收费通知，未收取政府信息公开信息处理费。无其他需要报告的事项。如对本报告有疑问，请与{name}办公室联系，联系电话：0000-{n:07}。"


@cache
def base() -> Report:
    """A report whose prose is exchanged."""
    return report()


def name_of(number: int) -> str:
    place, kind = number % len(_PLACES), number // len(_PLACES) % len(_KINDS)
    return f"{_PLACES[place]}{chr(0x4E00 + number // (len(_PLACES) * len(_KINDS)))}县{_KINDS[kind]}"


def _clause(rng: random.Random) -> str:
    return f"{rng.choice(_WHO)}{rng.choice(_DO)}{rng.choice(_WHAT)}"


def _sentence(rng: random.Random) -> str:
    first, second = _clause(rng), f"{rng.choice(_DO)}{rng.choice(_WHAT)}{rng.choice(_HOW)}"
    return f"{first}{rng.randint(2, 90)}次，{second}，{rng.choice(_SO)}。"


def _paragraph(rng: random.Random, sentences: int) -> str:
    return "".join(_sentence(rng) for _ in range(sentences))


def _edited(text: str, rng: random.Random, share: float) -> str:
    """The text with a share of its sentences changed in one word, and all numbers drawn again."""
    sentences = [part + "。" for part in text.split("。") if part]
    for n, sentence in enumerate(sentences):
        if rng.random() < share:
            word = next((w for w in _WHAT if w in sentence), "")
            sentences[n] = sentence.replace(word, rng.choice(_WHAT), 1) if word else sentence
    return "".join(char if not char.isdigit() else str(rng.randint(1, 9)) for char in "".join(sentences))


def part_of(number: int, size: int) -> tuple[str, int]:
    """What a report is in its set: ("own", itself), ("copy", of which), or a decoy ("half" or "rewritten", of which)."""
    copies, decoys = size // COPIED, size // DECOYS
    if number >= size - copies:
        return "copy", size - number - 1
    if number >= size - copies - decoys:
        return ("half", "rewritten")[number % 2], size - copies - number - 1 + copies
    return "own", number


def prose(number: int, size: int) -> tuple[list[str], str]:
    """The paragraphs of part one and the text of part five."""
    kind, source = part_of(number, size)
    rng = random.Random(f"copied/{source}")
    paragraphs, problems = [_paragraph(rng, rng.randint(4, 7)) for _ in range(5)], _paragraph(rng, 8)
    if kind == "own":
        return paragraphs, problems
    own = random.Random(f"copied/{kind}/{number}")
    fresh = [_paragraph(own, own.randint(4, 7)) for _ in range(5)]
    if kind == "half":
        return [paragraphs[0][: len(paragraphs[0]) // 2] + fresh[0], *fresh[1:]], _paragraph(own, 8)
    if kind == "rewritten":
        return fresh, _edited(_edited(_edited(problems, own, 1.0), own, 1.0), own, 1.0)
    taken = own.randint(3, 5)
    return [_edited(each, own, 0.15) for each in paragraphs[:taken]] + fresh[taken:], _edited(problems, own, 0.15)


@lru_cache(maxsize=64)
def made(number: int, size: int) -> Report:
    """The report of a number in a set of a size."""
    rng = random.Random(f"set/{number}")
    name, (paragraphs, problems) = name_of(number), prose(number, size)
    overview = [_OPENING.format(year=2025, name=name), *paragraphs]
    if rng.random() < HANDED_OUT:
        overview.insert(3, _paragraph(random.Random("handed out"), 9))
    texts = {"overview": overview, "problems": [problems], "other": [_FEE.format(year=2025, name=name, n=number)]}
    about = base()
    sections = tuple(
        replace(section, blocks=tuple(_passages(texts[section.id], section.id)) if section.id in texts else ())
        for section in about.sections
    )
    agency = replace(about.agency, value=name) if about.agency else None
    return replace(about, path=f"{number:06}", agency=agency, sections=sections)


def _passages(texts: list[str], section: str) -> Iterator[Passage]:
    for n, text in enumerate(texts, 1):
        paragraph = Paragraph(text=text, at=At(line=n, column=1))
        yield Passage(paragraph=paragraph, section=section, label=Text(zh=section, en=section))


def measure(size: int) -> dict[str, float]:
    """One set: pairs found and missed, CPU seconds of filling and asking, and peak memory in MB beyond the start."""
    made(0, size)
    Copies().add("0", made(0, size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    making = time.process_time()
    for number in range(size):
        made(number, size)
    making = time.process_time() - making
    begun = time.process_time()
    copies = Copies()
    for number in range(size):
        copies.add(f"{number:06}", made(number, size))
    filled = time.process_time()
    found: set[frozenset[int]] = set()
    loads = widespread = 0

    def load(key: str) -> Report:
        nonlocal loads
        loads += 1
        return made(int(key), size)

    asking = time.process_time()
    for number in range(size):
        near = copies.near(f"{number:06}", load)
        found |= {frozenset((number, int(copy.key))) for copy in near.copies}
        widespread += bool(near.widespread)
    done = time.process_time()
    meant = {frozenset((n, part_of(n, size)[1])) for n in range(size) if part_of(n, size)[0] == "copy"}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "size": size,
        "pairs": len(meant),
        "found": len(found & meant),
        "false": len(found - meant),
        "handed_out": widespread,
        "loads": loads,
        "fill_seconds": filled - begun - making,
        "ask_seconds": done - asking,
        "peak_mb": (peak - before) / 1024,
    }


def line(result: dict[str, float]) -> str:
    recall = result["found"] / max(result["pairs"], 1)
    precision = result["found"] / max(result["found"] + result["false"], 1)
    return (
        f"{result['size']:7.0f} {result['pairs']:6.0f} {recall:8.1%} {precision:9.1%} {result['loads']:7.0f} "
        f"{result['fill_seconds']:8.1f} {result['ask_seconds']:8.1f} {result['peak_mb']:8.0f}"
    )


def main() -> int:
    if "--one" in sys.argv:
        print(json.dumps(measure(int(sys.argv[-1]))))
        return 0
    sizes = [int(n) for n in sys.argv[-1].split(",")] if "--sizes" in sys.argv else SIZES
    print("reports  pairs   recall precision   loads   fill s    ask s  peak MB")
    results = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True
        )
        results.append(json.loads(done.stdout))
        print(line(results[-1]), flush=True)
    if len(results) > 1:
        first, last = results[0], results[-1]
        steps = math.log(last["size"] / first["size"])
        for what in ("fill_seconds", "ask_seconds", "peak_mb"):
            slope = math.log(max(last[what], 1e-3) / max(first[what], 1e-3)) / steps
            print(f"{what} grows with the size to the power of {slope:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
