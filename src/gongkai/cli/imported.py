"""What code imports, as far as its text says: the packages outside Gongkai and Python's library that it may run with.

The text is read, nothing is imported: what happens to be loaded differs from run to run, and a rule may import late.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

__all__ = ["imports", "reaches_out"]

_FROM = re.compile(rb"^[ \t]*from[ \t]+(\w+)[\w.]*[ \t]+import\b", re.MULTILINE)
_IMPORT = re.compile(rb"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
# Ways to come by files, programs, machines, times or code that is named nowhere.
_OUTSIDE = re.compile(
    rb"\b(?:open|__file__|__import__|__loader__|exec|eval|read_text|read_bytes|today|now)\b|"
    rb"^[ \t]*(?:from|import)[ \t]+(?:[\w., \t]*,[ \t]*)?"
    rb"(?:os|io|sys|pathlib|glob|importlib|pkgutil|runpy|linecache|fileinput|shelve|dbm|sqlite3|subprocess|socket|"
    rb"urllib|http|ctypes|time|random|secrets|locale|platform)\b",
    re.MULTILINE,
)


def imports(texts: Iterable[bytes]) -> Iterator[str]:
    """The top-level names that Python texts import, but for those of Python's own library; some more than once."""
    for text in texts:
        for name in _named(text):
            if name and name not in sys.stdlib_module_names:
                yield name


def _named(text: bytes) -> Iterator[str]:
    for found in _FROM.finditer(text):
        yield found[1].decode("utf-8", "replace")
    for found in _IMPORT.finditer(text):
        for each in found[1].split(b","):
            yield each.strip().partition(b" ")[0].partition(b".")[0].decode("utf-8", "replace")


def reaches_out(text: bytes) -> bool:
    """Whether a Python text names a way to something that neither it nor what it imports contains."""
    return _OUTSIDE.search(text) is not None
