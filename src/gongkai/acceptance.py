"""Taking accepted findings out of a run: suppressions first, then the baseline. Nothing disappears: all stay counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongkai.baseline import Baseline
from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.finding import Acceptance, Checked, Diagnostic, Run, Severity
from gongkai.fingerprint import fingerprints
from gongkai.place import At, Place, Where
from gongkai.rule import Rule

if TYPE_CHECKING:
    from gongkai.suppression import Suppression

__all__ = ["Accepted", "Acceptor", "accept"]

_OLD = Acceptance(by="baseline", reason="")


class Accepted(Struct, frozen=True, kw_only=True):
    """What was accepted before the run: suppressions with the name of their file, and the baseline."""

    suppressions: tuple[Suppression, ...] = ()
    file: str = ""
    baseline: Baseline = Baseline()


def accept(run: Run, accepted: Accepted, rules: Mapping[str, Rule], mandatory: frozenset[str], today: date) -> Run:
    """The run with accepted findings set apart. Raises UsageError for a suppression of a mandatory rule."""
    return Acceptor(accepted, rules, mandatory, today).accept(run)


class Acceptor:
    """Sets accepted findings apart, of whole runs or document by document."""

    def __init__(self, accepted: Accepted, rules: Mapping[str, Rule], mandatory: frozenset[str], today: date) -> None:
        """`rules` are those that ran, by id. Raises UsageError for a suppression of a mandatory rule."""
        self._accepted, self._mandatory, self._today = accepted, mandatory, today
        self._by_name = {name: rule.id for rule in rules.values() for name in (rule.id, rule.name)}
        self._by_anchor = {each.anchor: each for each in accepted.suppressions}
        self._by_path: dict[str, list[tuple[int, Suppression]]] = {}
        for number, each in enumerate(accepted.suppressions):
            self._by_path.setdefault(each.path, []).append((number, each))
        self._old = accepted.baseline.anchors
        self._refuse()

    def _refuse(self) -> None:
        refused = sorted(
            {s.rule for s in self._accepted.suppressions if self._by_name.get(s.rule) in self._mandatory}
        )
        if refused:
            file = self._accepted.file
            raise UsageError(
                Text(
                    zh=f"例外清单 {file} 含有必查规则：{'、'.join(refused)}，其问题不能列为例外",
                    en=f"{file} suppresses mandatory rules: {', '.join(refused)}",
                )
            )

    @property
    def accepts(self) -> bool:
        """Whether anything was accepted at all."""
        return bool(self._by_anchor or self._old)

    def accept(self, run: Run) -> Run:
        """The run with accepted findings set apart. An expired suppression is an error and its finding counts again;
        one without its finding is a warning, if its file was checked whole by its rule."""
        if not self.accepts:
            return run
        documents = {document.path: document for document in run.documents}
        counting, apart, expired = [], [], set()
        for diagnostic in run.diagnostics:
            suppression = self._by_anchor.get(diagnostic.fingerprint)
            if suppression and self._by_name.get(suppression.rule) == diagnostic.rule:
                last = suppression.last_day(_year(documents.get(diagnostic.path)))
                if self._today <= last:
                    apart.append(replace(diagnostic, accepted=_said(suppression, last)))
                    continue
                expired.add(suppression.anchor)
            if diagnostic.fingerprint in self._old and diagnostic.rule not in self._mandatory:
                apart.append(replace(diagnostic, accepted=_OLD))
            else:
                counting.append(diagnostic)
        used = {d.fingerprint for d in apart} | expired
        whole = {d.path for d in run.documents if d.rules_applied} - {i.path for i in run.incidents}
        file = self._accepted.file
        notices = [
            *(
                _expired(n, s, file, documents)
                for n, s in (enumerate(self._accepted.suppressions) if expired else ())
                if s.anchor in expired
            ),
            *self._unused(used, whole),
        ]
        marked = (replace(d, fingerprint=m) for d, m in zip(notices, fingerprints(notices), strict=True))
        return replace(
            run,
            diagnostics=tuple(sorted((*counting, *marked), key=lambda d: d.sort_key)),
            accepted=tuple(apart),
        )

    def _unused(self, used: set[str], whole: set[str]) -> Iterator[Diagnostic]:
        of_whole = (each for path in whole for each in self._by_path.get(path, ()))
        for number, each in sorted(of_whole, key=lambda numbered: numbered[0]):
            if each.anchor not in used and each.rule in self._by_name:
                yield _notice(
                    "GK912", "run-suppression-unused", "warning", number, each, self._accepted.file,
                    Text(
                        zh=f"例外没有用上：{each.path} 里没有它所指的 {each.rule} 问题",
                        en=f"Unused suppression: {each.path} has no such finding of {each.rule}",
                    ),
                    Text(
                        zh="问题已改正就删去这一条；内容变了就按新的内容重新批准",
                        en="Delete it if the report was mended; if the content changed, approve it anew",
                    ),
                )  # fmt: skip


def _year(document: Checked | None) -> int | None:
    return document.fiscal_year if document else None


def _said(suppression: Suppression, last: date) -> Acceptance:
    return Acceptance(
        by="suppression",
        reason=suppression.reason,
        approver=suppression.approver,
        date=suppression.date.isoformat(),
        expires=last.isoformat(),
        ground=suppression.ground,
    )


def _expired(number: int, suppression: Suppression, file: str, documents: Mapping[str, Checked]) -> Diagnostic:
    last = suppression.last_day(_year(documents.get(suppression.path)))
    return _notice(
        "GK911", "run-suppression-expired", "error", number, suppression, file,
        Text(
            zh=f"例外已于{last.isoformat()}到期（{suppression.rule}，{suppression.path}，批准人{suppression.approver}），该问题重新计入",
            en=f"Suppression expired on {last.isoformat()} ({suppression.rule}, {suppression.path}, "
            f"approved by {suppression.approver}); its finding counts again",
        ),
        Text(zh="改正报告，或者由批准人重新批准并写明新的到期日", en="Mend the report, or have it approved anew with a new expiry"),
    )  # fmt: skip


def _notice(
    code: str,
    name: str,
    severity: Severity,
    number: int,
    suppression: Suppression,
    file: str,
    message: Text,
    advice: Text,
) -> Diagnostic:
    label = Text(zh=f"第{number + 1}条例外", en=f"suppression {number + 1}")
    return Diagnostic(
        rule=code,
        name=name,
        severity=severity,
        message=message,
        advice=advice,
        basis=(),
        path=file,
        key=suppression.anchor,
        place=Place(Where(label=label), At(pointer=f"/suppression/{number}")),
    )
