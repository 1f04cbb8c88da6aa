"""The unit of work of a batch: some documents in, what came of them out, as bytes on both ways.

Pool processes and Dask workers call `work`; they build the job from its order and keep it for the next documents.
No function and no rule is ever sent.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.run import Checker, Order, carried_out
from gongkai.engine import Outcome
from gongkai.errors import GongkaiError, PluginError
from gongkai.finding import Checked, Diagnostic, Incident
from gongkai.reader import Source
from gongkai.report_json import decode, encode
from gongkai.standard import Standard

__all__ = ["Answer", "Opened", "Piece", "encoded_order", "work"]

T = TypeVar("T")
# Values that documents share are kept once, as long as there are not too many different ones.
SHARED = 10_000


class Piece(Struct, frozen=True, array_like=True):
    """One document to check: the name it is shown by, and its bytes."""

    name: str
    data: bytes


class Answer(Struct, frozen=True, array_like=True):
    """An outcome as it travels. `report` is the normalized report in JSON, where it was asked for."""

    checked: Checked
    diagnostics: tuple[Diagnostic, ...] = ()
    incidents: tuple[Incident, ...] = ()
    private: tuple[str, ...] = ()
    report: bytes | None = None


class Answers(Struct, frozen=True, array_like=True):
    """What came of some documents, in their order; or why this process could not check them."""

    answers: tuple[Answer, ...] = ()
    refusal: tuple[Text, Text | None] | None = None


_decode_order = msgspec.msgpack.Decoder(Order).decode
_decode_answers = msgspec.msgpack.Decoder(Answers).decode
_OTHER_FILES = Text(
    zh="执行检查的进程里 Gongkai 或插件的文件与本机的不同，虽然版本号一样：请在各处安装同样的包",
    en="In the process that was to check, files of Gongkai or a plugin differ from those here, though their versions are "
    "equal: install the same packages everywhere",
)
# Checking catches what rules print and so changes the whole process: a worker with threads checks one at a time.
_LOCK = threading.Lock()


def encoded_order(order: Order) -> bytes:
    """The order as bytes to be sent."""
    return msgspec.msgpack.encode(order)


@lru_cache(maxsize=2)
def _checker(order: bytes) -> Checker:
    """The checker for an order. Raises PluginError when this process has other plugins or rules than the order's."""
    asked = _decode_order(order)
    job = carried_out(asked)
    if job.order.rules != asked.rules:
        raise PluginError(_different(asked.rules, job.order.rules))
    if asked.code:
        from gongkai.cli.state import code

        if code(job) != asked.code:
            raise PluginError(_OTHER_FILES)
    return Checker(job)


def _different(asked: Sequence[str], here: Sequence[str]) -> Text:
    less = ", ".join(name for name in asked if name not in here) or "—"
    more = ", ".join(name for name in here if name not in asked) or "—"
    return Text(
        zh=f"执行检查的进程与本机的插件或规则不同：缺少 {less}；多出 {more}",
        en=f"The process that was to check has other plugins or rules than this one: lacking {less}; further {more}",
    )


def work(order: bytes, pieces: Sequence[tuple[str, bytes]], keep: bool) -> bytes:  # noqa: FBT001 - sent by position
    """Check (name, bytes) pieces by an order and give the encoded answers; with `keep`, also reports and private
    values. What a piece does to a rule or reader stays in its answer."""
    with _LOCK:
        try:
            checker = _checker(order)
            limits = checker.job.config.limits
            answers = tuple(answered(checker.check(Source(name, data, limits)), keep=keep) for name, data in pieces)
        except GongkaiError as error:
            return msgspec.msgpack.encode(Answers(refusal=(error.message, error.advice)))
        return msgspec.msgpack.encode(Answers(answers))


def answered(outcome: Outcome, *, keep: bool) -> Answer:
    """The outcome as it travels."""
    return Answer(
        outcome.checked,
        outcome.diagnostics,
        outcome.incidents,
        # Whether there are private values matters to the cache; which they are, only to those who need the report.
        outcome.private if keep else tuple("" for _ in outcome.private[:1]),
        encode(outcome.report) if keep and outcome.report is not None else None,
    )


class Opened:
    """Turns answers back into outcomes. Equal parts of many answers are one value, so that a large batch does not
    hold each rule's words once for every document."""

    def __init__(self, standards: Mapping[str, Standard]) -> None:
        self._standards = standards
        self._known: dict[object, object] = {}

    def answers(self, data: bytes) -> tuple[Answer, ...]:
        """Raises PluginError when the worker could not check at all."""
        found = _decode_answers(data)
        if found.refusal is not None:
            raise PluginError(*found.refusal)
        return found.answers

    def outcome(self, answer: Answer) -> Outcome:
        checked = answer.checked
        return Outcome(
            checked=replace(checked, body=self._one(checked.body), rules=self._one(checked.rules)),
            diagnostics=tuple(
                replace(
                    d,
                    rule=self._one(d.rule),
                    name=self._one(d.name),
                    advice=self._one(d.advice),
                    basis=self._one(d.basis),
                )
                for d in answer.diagnostics
            ),
            incidents=answer.incidents,
            report=decode(answer.report, self._standards) if answer.report is not None else None,
            private=answer.private,
        )

    def _one(self, value: T) -> T:
        known = self._known.get(value)
        if known is None:
            if len(self._known) < SHARED:
                self._known[value] = value
            return value
        return known  # type: ignore[return-value] # it is equal to the value, and of its type
