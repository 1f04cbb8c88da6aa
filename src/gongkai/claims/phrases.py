"""Which words stand around a number: a paragraph cut at its marks, and the words tied to a place in a segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.tokens import Token
from gongkai.patterns import regex

__all__ = [
    "REACH", "SOFT", "Segment", "lead", "opens", "run_end", "segments", "tags_of", "words_before", "words_behind",
]  # fmt: skip

_CUTS = frozenset(("comma", "list", "semicolon", "stop", "open", "close"))
_TIED = frozenset(("term", "filler", "total", "about", "time", "own", "group", "all", "others"))
_NO_TAGS: frozenset[str] = frozenset()
_PLAIN = frozenset(("text", "filler"))
SOFT = frozenset(("filler", "total", "own", "all", "time"))
# So many tokens around a number are looked at; real phrases have fewer.
REACH = 12
_INTRODUCES = regex(r"(?:截至|截止|自|在|从|于|即|到)?(?:\(.\)|[一二三四五]是)?")

# What an item of a list begins with, and no word before its first one.
_BULLET = regex("[-*+•·●○◆■□▪➢√①-⑳⑴-⒇]")


class Segment(Struct, frozen=True, gc=False):
    """Tokens between two marks, the mark before them and the mark behind."""

    tokens: tuple[Token, ...]
    before: str
    after: str


def segments(found: Sequence[Token]) -> list[Segment]:
    """Cut tokens at punctuation; 和 and its like cut only where words of the vocabulary stand on both sides."""
    marks = [n for n, token in enumerate(found) if token.kind in _CUTS]
    row = list(found)
    cut: list[Segment] = []
    begun, before = 0, "stop"
    for n in marks:
        mark = row[n]
        if mark.kind == "list" and mark.text != "、" and not _joins(found, n):
            row[n] = replace(mark, kind="text")
        else:
            cut.append(Segment(tuple(row[begun:n]), before, mark.kind))
            begun, before = n + 1, mark.kind
    cut.append(Segment(tuple(row[begun:]), before, "stop"))
    return cut


def _joins(found: Sequence[Token], n: int) -> bool:
    sides = (found[n - 1].kind if n else "text", found[n + 1].kind if n + 1 < len(found) else "text")
    return all(side in ("term", "number", "filler", "negation", "total") for side in sides)


def opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a time begins its clause, and so holds for what follows."""
    return i <= REACH and all(t.kind in SOFT or _INTRODUCES.fullmatch(t.text) for t in tokens[:i])


def run_end(tokens: Sequence[Token], i: int) -> int:
    """Where a run of unknown words that begins with a token ends: names of bodies hold characters that may be fillers
    (统计局)."""
    last = min(len(tokens), i + REACH)
    end = i + 1
    while end < last and tokens[end].kind in _PLAIN and tokens[end].text != "及":
        end += 1
    return end


def words_before(tokens: Sequence[Token], i: int) -> tuple[Sequence[Token], Token | None]:
    """The words directly before a number, from the first word of the vocabulary on, and the token that ends them (None
    at the beginning of the segment or of an item of a list)."""
    farthest = max(0, i - REACH)
    begin = i
    while begin > farthest and tokens[begin - 1].kind in _TIED:
        begin -= 1
    stop = tokens[begin - 1] if begin else None
    if stop and _BULLET.fullmatch(stop.text):
        stop = None
    while begin < i and tokens[begin].kind != "term":
        begin += 1
    return tokens[begin:i], stop


def words_behind(tokens: Sequence[Token], i: int) -> tuple[list[Token], Token | None]:
    """The words directly behind a number, and the first token behind it that is no filler."""
    behind: list[Token] = []
    follower: Token | None = None
    for token in tokens[i + 1 : i + 1 + REACH]:
        kind = token.kind
        if kind == "filler":
            continue
        follower = follower or token
        if kind == "number":
            return [], follower
        if kind != "term":
            break
        behind.append(token)
    return behind, follower


def tags_of(found: Iterable[Token]) -> frozenset[str]:
    return _NO_TAGS.union(*[token.tags for token in found if token.kind == "term"])


def lead(found: Sequence[Token]) -> frozenset[str]:
    """What a paragraph says first it is about: （二）依申请公开。 or 依申请公开方面，."""
    begin = found[0].start if found else 0
    tags: set[str] = set()
    for token in found:
        if token.end - begin > 26 or token.kind in ("number", "comma", "stop", "semicolon") or token.text == ":":
            break
        tags |= token.tags if token.kind == "term" else set()
    return frozenset(tags)
