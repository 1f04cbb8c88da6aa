"""What a rule must keep to be trusted: its examples, both languages, citations, determinism, no side effects."""

from __future__ import annotations

import random
import re
import string
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.engine import diagnose
from gongkai.errors import ReadError
from gongkai.finding import Diagnostic
from gongkai.guard import Overtime, limited
from gongkai.instrument import Instrument
from gongkai.kin import Kin
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report import Report
from gongkai.report_json import encode
from gongkai.rule import Rule, View
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
    fault: str | None = None

    @property
    def ok(self) -> bool:
        return self.fault is None


def examine(rules: Sequence[Rule], catalogue: Catalogue) -> Iterator[Verdict]:
    """Look at each rule in every way. Nothing is changed; rules that raise are told, not passed on."""
    for rule in rules:
        for name, (what, _) in LOOKS.items():
            yield Verdict(rule.id, what, look(rule, catalogue, name))


def look(rule: Rule, catalogue: Catalogue, what: str) -> str | None:
    """Look at one rule in one way, a key of `LOOKS`: the fault, or None."""
    _WATCH.install()
    return _guarded(rule, lambda: LOOKS[what][1](rule, catalogue), LOOK_SECONDS)


def _guarded(rule: Rule, ask: Callable[[], T], seconds: float) -> T | str:
    """What is answered; in words what the rule raised, or that it did not come to an end."""
    try:
        with limited(seconds):
            return ask()
    except Overtime:
        return f"did not come to an end within {seconds:.0f} s"
    except (Exception, SystemExit) as error:
        return raised(rule, error)


def caught(rule: Rule, catalogue: Catalogue) -> tuple[int, int] | str:
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


def _form(rule: Rule, catalogue: Catalogue) -> str | None:
    if not _ID.fullmatch(rule.id):
        return f"{rule.id}: an id is 2 to 8 capital letters and 3 or 4 digits, as MY101"
    if not _NAME.fullmatch(rule.name):
        return f"{rule.name}: a name is small words joined by hyphens, as my-own-rule"
    same = [p.name for p in catalogue.plugins if rule.id in p.rules]
    return f"also in {', '.join(same)}" if len(same) > 1 else None


def _languages(rule: Rule, _: Catalogue) -> str | None:
    for text in (rule.summary, rule.advice, *rule.messages.values(), *(o.help for o in rule.options)):
        if not re.search(r"[\u4e00-\u9fff]", text.zh) or not re.search(r"[A-Za-z]", text.en):
            return f"{text.zh!r} / {text.en!r}"
        if _fields(text.zh) != _fields(text.en):
            return f"fields differ: {text.zh!r} / {text.en!r}"
    return None


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def _citations(rule: Rule, catalogue: Catalogue) -> str | None:
    known: Mapping[str, Instrument] = catalogue.instruments
    for cite in rule.basis:
        if cite.instrument not in known:
            return f"no instrument {cite.instrument}"
        if cite.article and cite.article not in known[cite.instrument].articles:
            return f"no article {cite.article} in {cite.instrument}"
    return None if rule.basis else "no basis"


def _examples(rule: Rule, catalogue: Catalogue) -> str | None:
    if {example.valid for example in rule.examples} != {True, False}:
        return "needs a valid and an invalid example"
    faults = [
        f"{'valid' if e.valid else 'invalid'} example {n} ({e.note}): {fault}"
        for n, e in enumerate(rule.examples, 1)
        if (fault := example_fault(rule, e, catalogue))
    ]
    return "; ".join(faults) or None


def _reports(rule: Rule, catalogue: Catalogue) -> Iterator[tuple[Report, Kin]]:
    for example in rule.examples:
        about, beside = report(example, catalogue=catalogue), kin(example, catalogue=catalogue)
        if rule.judges(about, beside):
            yield about, beside


def _deterministic(rule: Rule, catalogue: Catalogue) -> str | None:
    abouts = list(_reports(rule, catalogue))
    first = [run_rule(rule, *about) for about in abouts]
    order = list(range(len(abouts)))
    random.Random(1).shuffle(order)  # noqa: S311 - any other order will do
    again: dict[int, tuple[Diagnostic, ...]] = {n: run_rule(rule, *abouts[n]) for n in order}
    different = [n for n in order if again[n] != first[n]]
    return f"a second run found other things in example {different[0] + 1}" if different else None


def _unchanged(rule: Rule, catalogue: Catalogue) -> str | None:
    for about, beside in _reports(rule, catalogue):
        before = encode(about)
        run_rule(rule, about, beside)
        if encode(about) != before:
            return "the rule changed its report"
    return None


def _quick(rule: Rule, catalogue: Catalogue) -> str | None:
    times = []
    for about, beside in _reports(rule, catalogue):
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            run_rule(rule, about, beside)
            times.append((time.perf_counter() - begun) * 1000)
    median = sorted(times)[len(times) // 2] if times else 0.0
    return f"{median:.0f} ms for one report, more than {BUDGET_MS:.0f}" if median > BUDGET_MS else None


def _no_side_effects(rule: Rule, catalogue: Catalogue) -> str | None:
    for about, beside in _reports(rule, catalogue):
        run_rule(rule, about, beside)  # the first run may import what the rule needs
        view = View(about, {option.name: option.default for option in rule.options}, kin=beside)
        with _WATCH:
            for finding in rule.check(view):
                diagnose(finding, rule, rule.severity, about.path)
        if _WATCH.seen:
            return f"tried {_WATCH.seen[0]} during check"
    return None


class _Watch:
    """Notes attempts to open files, sockets or programs. An audit hook cannot be taken off, only told to sleep."""

    EVENTS = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.remove", "os.rename", "urllib.")

    def __init__(self) -> None:
        self.awake = False
        self.installed = False
        self.seen: list[str] = []

    def install(self) -> None:
        if not self.installed:
            sys.addaudithook(self._note)
            self.installed = True

    def __enter__(self) -> None:
        self.seen = []
        self.awake = True

    def __exit__(self, *_: object) -> None:
        self.awake = False

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.awake and event.startswith(self.EVENTS):
            self.seen.append(f"{event} {arguments[0]!r}" if arguments else event)


_WATCH = _Watch()
LOOKS: Mapping[str, tuple[Text, Callable[[Rule, Catalogue], str | None]]] = {
    "form": (Text("编号和名称", "id and name"), _form),
    "languages": (Text("中英文文字", "both languages"), _languages),
    "citations": (Text("引用的法律", "citations"), _citations),
    "examples": (Text("示例", "examples"), _examples),
    "determinism": (Text("结果确定", "same result each time"), _deterministic),
    "frozen-input": (Text("不改动报告", "report left unchanged"), _unchanged),
    "side-effects": (Text("不读写文件和网络", "no files, no network"), _no_side_effects),
    "time": (Text("用时", "time"), _quick),
}
"""What is looked at, by name: its words, and the function that gives the fault or None."""
