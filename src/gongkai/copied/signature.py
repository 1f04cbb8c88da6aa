"""Signatures of written texts: small enough to keep for a whole province, made so that like passages meet.

A text is covered by windows, each a sentence with those that follow it up to `WINDOW` characters, so that a copied
passage gives the same windows wherever it stands and however the paragraphs are cut. Of each window MinHash (Broder
1997; by the library rensa) keeps a few numbers, in groups: windows that are alike agree in all of at least one group.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import Protocol
from zlib import crc32

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.copied.alike import GRAM
from gongkai.copied.written import BREAK, Written
from gongkai.errors import PluginError

__all__ = ["GROUPS", "Signature", "signature"]

WINDOW = 120
_SHORTEST = 60
# Windows that are 0.85 alike meet with probability 0.94, those that are 0.5 alike with 0.09; a copied passage of 300
# characters has several windows. https://mmds.org, chapter 3.4
GROUPS = 6
_EACH = 6
_SEED = 1
# Of a longer text those with the smallest numbers are kept: in a copy the same ones.
_MOST = 256


class Signature(Struct, frozen=True):
    """What is kept of a report: for each window `GROUPS` numbers of 32 bits, and its start and end in the written text.
    32 bytes a window, at most 256 windows. Good for one run: other versions of the library make other numbers. `whole`
    is that of the text."""

    groups: bytes
    spans: bytes
    whole: bool = True

    def __len__(self) -> int:
        return len(self.spans) // 8


def signature(text: Written) -> Signature:
    """The signature of a written text. Raises PluginError where the extra `similar` is not installed."""
    minhash = _library()
    spans = _windows(text)
    pieces = [[text.text[n : n + GRAM] for n in range(start, end - GRAM + 1)] for start, end in spans]
    made = minhash.from_token_sets(pieces, num_perm=GROUPS * _EACH, seed=_SEED)
    digests = [array("I", each.digest()) for each in made]
    kept = {digest.tobytes(): n for n, digest in reversed(list(enumerate(digests)))}
    chosen = sorted(kept.values(), key=lambda n: (digests[n][0], n))[:_MOST]
    groups, places = array("I"), array("I")
    for n in sorted(chosen):
        data, size = digests[n].tobytes(), _EACH * digests[n].itemsize
        groups.extend(crc32(data[size * group : size * (group + 1)]) for group in range(GROUPS))
        places.extend(spans[n])
    return Signature(groups.tobytes(), places.tobytes(), text.whole)


def _windows(text: Written) -> list[tuple[int, int]]:
    """Spans of the windows: from each sentence on, and from every `WINDOW` characters of a longer one; never over a
    break."""
    ends = [*text.sentences[1:], len(text)]
    begun = [n for start, end in zip(text.sentences, ends, strict=False) for n in range(start, end, WINDOW)]
    found = []
    for start in begun:
        after = bisect_left(begun, start + WINDOW)
        reach = begun[after] if after < len(begun) else len(text)
        stop = text.text.find(BREAK, start, reach)
        end = stop if stop >= 0 else reach
        if end - start >= _SHORTEST:
            found.append((start, end))
    return found


class _Sketch(Protocol):
    def digest(self) -> list[int]: ...


class _MinHash(Protocol):
    def from_token_sets(self, token_sets: list[list[str]], *, num_perm: int, seed: int) -> list[_Sketch]: ...


def _library() -> _MinHash:
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise PluginError(
            Text(
                zh="在许多报告之间查找雷同需要扩展组件 gongkai[similar]，尚未安装，没有查",
                en="Looking for copies among many reports needs the extra gongkai[similar], which is not installed; "
                "nothing was compared",
            ),
            Text(zh="请运行：pip install 'gongkai[similar]'", en="Run: pip install 'gongkai[similar]'"),
        ) from error
    library: _MinHash = RMinHash
    return library
