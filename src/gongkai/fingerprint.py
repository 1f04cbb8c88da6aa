"""A stable name for each finding: what it is about, never on which line or in which words it is told."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Protocol

from gongkai.finding import Diagnostic

__all__ = ["fingerprints"]

_VERSION = "gongkai/1"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """One fingerprint for each diagnostic of a run, in reading order; unique among them.

    Made of rule, path, logical place, message id, the words the finding is about (without spaces), and a number
    among equals in reading order. Unchanged when lines move, when messages are reworded, and between languages.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for diagnostic in diagnostics:
        parts = (
            _VERSION,
            diagnostic.rule,
            diagnostic.path,
            diagnostic.place.where.path,
            diagnostic.key,
            _words(diagnostic),
        )
        seen[parts] += 1
        text = "\0".join((*parts, str(seen[parts])))
        marks.append(_sha256()(text.encode()).hexdigest()[:32])
    return tuple(marks)


class _Digest(Protocol):
    def hexdigest(self) -> str: ...


@cache
def _sha256() -> Callable[[bytes], _Digest]:
    """SHA-256 from Python's own module, as in its `random`: hashlib would load OpenSSL, longer than checking a table."""
    for name in ("_sha2", "_sha256"):  # since 3.12, until 3.11; a build may leave them out
        try:
            own: Callable[[bytes], _Digest] = importlib.import_module(name).sha256
        except ImportError:
            continue
        return own
    import hashlib

    return hashlib.sha256


def _words(diagnostic: Diagnostic) -> str:
    excerpt = diagnostic.place.excerpt
    return "".join(excerpt.text[excerpt.start : excerpt.end].split()) if excerpt else ""
