"""A stable name for each finding: what it is about, never on which line or in which words it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gongkai.finding import Diagnostic

__all__ = ["fingerprints"]

_VERSION = "gongkai/1"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """One fingerprint for each diagnostic of a run, in reading order; unique among them.

    Made of rule, path, logical place, message id, the words the finding is about (without spaces), and a number
    among equals in reading order. Unchanged when lines move, when messages are reworded, and between languages.
    """
    every = tuple(diagnostics)
    if not every:  # hashlib brings OpenSSL along
        return ()
    import hashlib

    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for diagnostic in every:
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
        marks.append(hashlib.sha256(text.encode()).hexdigest()[:32])
    return tuple(marks)


def _words(diagnostic: Diagnostic) -> str:
    excerpt = diagnostic.place.excerpt
    return "".join(excerpt.text[excerpt.start : excerpt.end].split()) if excerpt else ""
