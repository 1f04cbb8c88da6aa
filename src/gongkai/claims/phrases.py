"""Which words stand around a number: a paragraph cut at its marks, and the words tied to a place in a segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.tokens import Token
from gongkai.patterns import regex

__all__ = ["REACH", "SOFT", "Segment", "lead", "opens", "segments", "tags_of", "words_before", "words_behind"]

_CUTS = frozenset(("comma", "list", "semicolon", "stop", "open", "close"))
_TIED = frozenset(("term", "filler", "total", "about", "time", "own", "group", "all", "others"))
_NO_TAGS: frozenset[str] = frozenset()
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


def segments(found: Sequence[Token]) -> Iterator[Segment]:
    """Cut tokens at punctuation; 和 and its like cut only where words of the vocabulary stand on both sides."""
    run: list[Token] = []
    before = "stop"
    for n, token in enumerate(found):
        kind = token.kind
        if kind not in _CUTS:
            run.append(token)
        elif kind == "list" and token.text != "、" and not _joins(found, n):
            run.append(replace(token, kind="text"))
        else:
            yield Segment(tuple(run), before, kind)
            run, before = [], kind
    yield Segment(tuple(run), before, "stop")


def _joins(found: Sequence[Token], n: int) -> bool:
    sides = (found[n - 1].kind if n else "text", found[n + 1].kind if n + 1 < len(found) else "text")
    return all(side in ("term", "number", "filler", "negation", "total") for side in sides)


def opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a time begins its clause, and so holds for what follows."""
    return i <= REACH and all(t.kind in SOFT or _INTRODUCES.fullmatch(t.text) for t in tokens[:i])


def words_before(tokens: Sequence[Token], i: int) -> tuple[list[Token], Token | None]:
    """The words directly before a number, and the token that ends them (None at the beginning of the segment)."""
    tied: list[Token] = []
    for token in reversed(tokens[max(0, i - REACH) : i]):
        if token.kind not in _TIED:
            return _trimmed(tied), None if _BULLET.fullmatch(token.text) else token
        tied.insert(0, token)
    return _trimmed(tied), tokens[i - REACH - 1] if i > REACH else None


def _trimmed(tied: list[Token]) -> list[Token]:
    """Without what comes before the first word of the vocabulary."""
    while tied and tied[0].kind != "term":
        del tied[0]
    return tied


def words_behind(tokens: Sequence[Token], i: int) -> tuple[list[Token], Token | None]:
    """The words directly behind a number, and the first token behind it that is no filler."""
    rest = [token for token in tokens[i + 1 : i + 1 + REACH] if token.kind != "filler"]
    behind: list[Token] = []
    for token in rest:
        if token.kind != "term":
            return [] if token.kind == "number" else behind, rest[0]
        behind.append(token)
    return behind, rest[0] if rest else None


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
