"""What a rule must keep to be trusted: its examples, both languages, citations, determinism, no side effects."""

from __future__ import annotations

import random
import re
import string
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from gongkai.audit import WATCH
from gongkai.bilingual import Text
from gongkai.engine import diagnose
from gongkai.errors import ReadError
from gongkai.guard import Overtime, caught_output, limited
from gongkai.instrument import Instrument
from gongkai.kin import Kin
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.report_json import encode
from gongkai.rule import Rule, View
from gongkai.rule_shape import misshapen
from gongkai.specimen import write_report
from gongkai.testing import example_fault, kin, report, run_rule
from gongkai.unchecked import raised

__all__ = ["BUDGET_MS", "LOOKS", "Verdict", "caught", "examine", "look"]

BUDGET_MS = 50.0
"""A rule's median time on one correct report may be so long."""

LOOK_SECONDS = 20.0
"""One way of looking at a rule may take so long, all general mutations six times that; a rule that takes longer hangs."""

T = TypeVar("T")
_ID = re.compile(r"[A-Z]{2,8}\d{3,4}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_ROUNDS = 5


class Verdict(Struct, frozen=True):
    """One thing looked at: which rule, what, and the fault if there is one."""

    rule: str
    what: Text
    fault: Text | None = None

    @property
    def ok(self) -> bool:
        return self.fault is None


def examine(rules: Sequence[Rule], catalogue: Catalogue) -> Iterator[Verdict]:
    """Look at each rule in every way. Nothing is changed; rules that raise are told, not passed on.

    Of a rule whose fields hold what they should not only that is told: everything else would come of it.
    """
    for rule in rules:
        for name, (what, _) in LOOKS.items():
            fault = look(rule, catalogue, name)
            yield Verdict(rule.id, what, fault)
            if fault and name == "fields":
                break


def look(rule: Rule, catalogue: Catalogue, what: str) -> Text | None:
    """Look at one rule in one way, a key of `LOOKS`: the fault, or None."""
    WATCH.install()
    return _guarded(rule, lambda: LOOKS[what][1](rule, catalogue), LOOK_SECONDS)


def _guarded(rule: Rule, ask: Callable[[], T], seconds: float) -> T | Text:
    """What is answered; in words what the rule raised, or that it did not come to an end."""
    try:
        with caught_output(), limited(seconds):
            return ask()
    except Overtime:
        return Text(zh=f"{seconds:.0f}秒内没有结束", en=f"did not come to an end within {seconds:.0f} s")
    except (Exception, SystemExit) as error:
        return raised(rule, error)


def caught(rule: Rule, catalogue: Catalogue) -> tuple[int, int] | Text:
    """How many of a set of general mutations of correct reports the rule catches, and how many there are.

    Cells become another number, blank or a word; lines of the text go. A rule that catches none may still be right
    (a rule about one word), but then its examples alone show that it works. For one that raises, what it raised.
    """
    return _guarded(rule, lambda: _caught(rule, catalogue), 6 * LOOK_SECONDS)


def _caught(rule: Rule, catalogue: Catalogue) -> tuple[int, int]:
    hits = made = 0
    for standard in catalogue.standards.values():
        if rule.applies.kinds and standard.kind not in rule.applies.kinds:
            continue
        loader = Loader(readers=catalogue.readers, standards=catalogue.standards, format="text", standard=standard.id)
        whole = write_report(standard)
        already = _told(rule, loader, whole) or frozenset()
        for text in _mutations(whole.split("\n")):
            told = _told(rule, loader, text)
            if told is not None:
                made += 1
                hits += bool(told - already)
    return hits, made


def _told(rule: Rule, loader: Loader, text: str) -> frozenset[tuple[str, str]] | None:
    """What the rule says of a report, and where; None where it has nothing to judge."""
    try:
        about = loader.load(Source("mutation.txt", text.encode()))
    except ReadError:
        return None
    if not rule.judges(about):
        return None
    return frozenset((d.key, d.place.where.path) for d in run_rule(rule, about))


def _mutations(lines: Sequence[str]) -> Iterator[str]:
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        changed: list[str | None] = [None]
        if "\t" in line and line[-1:].isdigit():
            head = line.rpartition("\t")[0]
            changed += [f"{head}\t999", f"{head}\t", f"{head}\t若干"]
        for new in changed:
            yield "\n".join([*lines[:n], *([] if new is None else [new]), *lines[n + 1 :]])


def _misshapen(rule: Rule, _: Catalogue) -> Text | None:
    return next(misshapen(rule), None)


def _form(rule: Rule, catalogue: Catalogue) -> Text | None:
    if not _ID.fullmatch(rule.id):
        return Text(
            zh=f"{rule.id}：编号应为2至8个大写字母加3或4位数字，如 MY101",
            en=f"{rule.id}: an id is 2 to 8 capital letters and 3 or 4 digits, as MY101",
        )
    if not _NAME.fullmatch(rule.name):
        return Text(
            zh=f"{rule.name}：名称应为用连字符连接的小写单词，如 my-own-rule",
            en=f"{rule.name}: a name is small words joined by hyphens, as my-own-rule",
        )
    same = [p.name for p in catalogue.plugins if rule.id in p.rules]
    return Text(zh=f"也在 {'、'.join(same)} 里", en=f"also in {', '.join(same)}") if len(same) > 1 else None


def _languages(rule: Rule, _: Catalogue) -> Text | None:
    texts = {"summary": rule.summary, "advice": rule.advice}
    texts |= {f"messages[{name!r}]": text for name, text in rule.messages.items()}
    texts |= {f"options {option.name}": option.help for option in rule.options}
    for name, text in texts.items():
        pair = f"{text.zh!r} / {text.en!r}"
        if not re.search(r"[\u4e00-\u9fff]", text.zh):
            return Text(zh=f"{name} 没有中文：{pair}", en=f"{name} has no Chinese: {pair}")
        if not re.search(r"[A-Za-z]", text.en):
            return Text(zh=f"{name} 没有英文：{pair}", en=f"{name} has no English: {pair}")
        try:
            same = _fields(text.zh) == _fields(text.en)
        except ValueError as error:
            return Text(zh=f"{name} 的花括号不成对：{pair}", en=f"{name} has unbalanced braces ({error}): {pair}")
        if not same:
            return Text(zh=f"{name} 中英文的字段不同：{pair}", en=f"{name}: fields differ: {pair}")
    return None


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def _citations(rule: Rule, catalogue: Catalogue) -> Text | None:
    known: Mapping[str, Instrument] = catalogue.instruments
    for cite in rule.basis:
        if cite.instrument not in known:
            there = sorted(known)
            return Text(
                zh=f"没有“{cite.instrument}”这个法规文件，可用：{'、'.join(there)}",
                en=f"no instrument {cite.instrument}; there are {', '.join(there)}",
            )
        articles = known[cite.instrument].articles
        if cite.article and cite.article not in articles:
            return Text(
                zh=f"{cite.instrument} 里没有“{cite.article}”这一条，可用：{'、'.join(articles)}",
                en=f"no article {cite.article} in {cite.instrument}; there are {', '.join(articles)}",
            )
    return None if rule.basis else Text(zh="没有写依据（basis）", en="no basis")


def _examples(rule: Rule, catalogue: Catalogue) -> Text | None:
    if {example.valid for example in rule.examples} != {True, False}:
        return Text(zh="要有合格（Valid）和不合格（Invalid）两种示例", en="needs a valid and an invalid example")
    zh, en = [], []
    for n, example in enumerate(rule.examples, 1):
        fault = example_fault(rule, example, catalogue)
        if fault:
            zh.append(f"第{n}个示例（{'合格' if example.valid else '不合格'}，{example.note}）：{fault.zh}")
            en.append(f"{'valid' if example.valid else 'invalid'} example {n} ({example.note}): {fault.en}")
    return Text(zh="；".join(zh), en="; ".join(en)) if en else None


def _reports(rule: Rule, catalogue: Catalogue) -> Iterator[tuple[Report, Kin]]:
    for example in rule.examples:
        about, beside = report(example, catalogue=catalogue), kin(example, catalogue=catalogue)
        if rule.judges(about, beside):
            yield about, beside


def _deterministic(rule: Rule, catalogue: Catalogue) -> Text | None:
    abouts = list(_reports(rule, catalogue))
    first = [run_rule(rule, *about) for about in abouts]
    order = list(range(len(abouts)))
    for seed in range(1, _ROUNDS):
        random.Random(seed).shuffle(order)  # noqa: S311 - any other order will do
        for n in order:
            if run_rule(rule, *abouts[n]) != first[n]:
                return Text(
                    zh=f"再次运行，第{n + 1}个示例的结果不同", en=f"another run found other things in example {n + 1}"
                )
    return None


def _unchanged(rule: Rule, catalogue: Catalogue) -> Text | None:
    for about, beside in _reports(rule, catalogue):
        before = encode(about)
        run_rule(rule, about, beside)
        if encode(about) != before:
            return Text(zh="规则改动了报告", en="the rule changed its report")
    return None


def _silent(rule: Rule, catalogue: Catalogue) -> Text | None:
    for about, beside in _reports(rule, catalogue):
        with caught_output() as output:
            run_rule(rule, about, beside)
        if printed := " ".join(output.take().split())[:60]:
            return Text(zh=f"打印了内容（“{printed}”）", en=f"it printed (“{printed}”)")
    return None


def _quick(rule: Rule, catalogue: Catalogue) -> Text | None:
    times = []
    for about, beside in _reports(rule, catalogue):
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            run_rule(rule, about, beside)
            times.append((time.perf_counter() - begun) * 1000)
    median = sorted(times)[len(times) // 2] if times else 0.0
    if median <= BUDGET_MS:
        return None
    return Text(
        zh=f"一份报告用{median:.0f}毫秒，超过{BUDGET_MS:.0f}毫秒",
        en=f"{median:.0f} ms for one report, more than {BUDGET_MS:.0f}",
    )


def _no_side_effects(rule: Rule, catalogue: Catalogue) -> Text | None:
    for about, beside in _reports(rule, catalogue):
        run_rule(rule, about, beside)  # the first run may import what the rule needs
        view = View(about, {option.name: option.default for option in rule.options}, kin=beside)
        with WATCH:
            for finding in rule.check(view):
                diagnose(finding, rule, rule.severity, about.path)
        if WATCH.seen:
            return Text(zh=f"检查时试图 {WATCH.seen[0]}", en=f"tried {WATCH.seen[0]} during check")
    return None


LOOKS: Mapping[str, tuple[Text, Callable[[Rule, Catalogue], Text | None]]] = {
    "fields": (Text("各项的类型", "types of its fields"), _misshapen),
    "form": (Text("编号和名称", "id and name"), _form),
    "languages": (Text("中英文文字", "both languages"), _languages),
    "citations": (Text("引用的法律", "citations"), _citations),
    "examples": (Text("示例", "examples"), _examples),
    "determinism": (Text("结果确定", "same result each time"), _deterministic),
    "frozen-input": (Text("不改动报告", "report left unchanged"), _unchanged),
    "side-effects": (Text("不读写文件和网络", "no files, no network"), _no_side_effects),
    "silence": (Text("不打印", "prints nothing"), _silent),
    "time": (Text("用时", "time"), _quick),
}
"""What is looked at, by name: its words, and the function that gives the fault or None."""
