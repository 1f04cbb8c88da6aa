"""The unit of work of a batch: some documents in, what came of them out, as bytes on both ways.

Pool processes and Dask workers call `work`; they build the job from its order and keep it for the next documents.
No function and no rule is ever sent.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.cli.run import Checker, Job, Order, carried_out
from gongkai.cli.telling import Told, stream, tell
from gongkai.engine import Outcome, finish
from gongkai.errors import GongkaiError, PluginError
from gongkai.finding import Checked, Diagnostic, Incident
from gongkai.reader import Source
from gongkai.report_json import decode, encode
from gongkai.standard import Standard

__all__ = ["Answer", "Opened", "Piece", "Result", "Worker", "encoded_order", "lasting", "packed", "work"]

T = TypeVar("T")
Result: TypeAlias = Outcome | Told
"""What came of a document, or that as it is told, where the order is to tell."""
# What a document itself is to blame for. Anything else that was not checked may be checked the next time: an office
# program is installed, a machine has more time.
OWN_FAULTS = frozenset({"GK903", "GK905", "GK906"})
# Values that documents share are kept once, as long as there are not too many different ones.
SHARED = 10_000


class Piece(Struct, frozen=True, array_like=True):
    """One document to check: the name it is shown by, and its bytes."""

    name: str
    data: bytes


class Answer(Struct, frozen=True, array_like=True):
    """A result as it travels. `report` is the normalized report in JSON, where it was asked for. What is `told`
    has no diagnostics of its own: they are in what is told."""

    checked: Checked
    diagnostics: tuple[Diagnostic, ...] = ()
    incidents: tuple[Incident, ...] = ()
    private: tuple[str, ...] = ()
    report: bytes | None = None
    told: Told | None = None


class Answers(Struct, frozen=True, array_like=True):
    """What came of some documents, in their order; or why this process could not check them."""

    answers: tuple[Answer, ...] = ()
    refusal: tuple[Text, Text | None] | None = None


_decode_order = msgspec.msgpack.Decoder(Order).decode
_decode_answer = msgspec.msgpack.Decoder(Answer).decode
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


class Worker:
    """Checks documents by a job, and tells them if its order says so."""

    def __init__(self, job: Job) -> None:
        self._checker = Checker(job)
        self._limits = job.config.limits
        self._lasting = job.order.lasting
        self._stream = None if job.order.telling is None else stream(job.order.telling, job)

    def result(self, source: Source) -> Result:
        outcome = self._checker.check(source)
        if self._stream is None:
            return outcome
        told = tell(self._stream, finish((outcome,), (), "error"))
        return replace(told, outcome=packed(outcome)) if self._lasting and lasting(outcome) else told

    def answer(self, name: str, data: bytes, *, keep: bool) -> Answer:
        """The result for a piece as it travels."""
        result = self.result(Source(name, data, self._limits))
        return Answer(Checked(path=name), told=result) if isinstance(result, Told) else _answered(result, keep=keep)


@lru_cache(maxsize=2)
def _worker(order: bytes) -> Worker:
    """The worker for an order. Raises PluginError when this process has other plugins or rules than the order's."""
    asked = _decode_order(order)
    job = carried_out(asked)
    if job.order.rules != asked.rules:
        raise PluginError(_different(asked.rules, job.order.rules))
    if asked.code:
        from gongkai.cli.state import code

        if code(job) != asked.code:
            raise PluginError(_OTHER_FILES)
    return Worker(replace(job, order=asked))


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
            worker = _worker(order)
            answers = tuple(worker.answer(name, data, keep=keep) for name, data in pieces)
        except GongkaiError as error:
            return msgspec.msgpack.encode(Answers(refusal=(error.message, error.advice)))
        return msgspec.msgpack.encode(Answers(answers))


def lasting(outcome: Outcome) -> bool:
    """Whether the document would come to the same again, and nothing of it must not be kept."""
    return not outcome.private and all(i.code in OWN_FAULTS for i in outcome.incidents)


def packed(outcome: Outcome) -> bytes:
    """The outcome without its report as bytes to be kept: `Opened.unpacked` opens them."""
    return zlib.compress(msgspec.msgpack.encode(_answered(outcome, keep=False)), 1)


def _answered(outcome: Outcome, *, keep: bool) -> Answer:
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

    def unpacked(self, data: bytes) -> Outcome:
        """What `packed` made bytes of. Raises msgspec.MsgspecError, zlib.error."""
        return self.outcome(_decode_answer(zlib.decompress(data)))

    def result(self, answer: Answer) -> Result:
        return self.outcome(answer) if answer.told is None else answer.told

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
