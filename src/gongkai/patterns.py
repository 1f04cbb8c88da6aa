"""Regular expressions that need not be compiled again in every process, and how many words make one.

Compiling those of all rules takes longer than everything else that a run over one report does. Python has no way to
save a compiled pattern, so this reaches under `re`: what its compiler made is kept, and given to the matching engine
again. It is used only with the very interpreter that made it, and it is kept only if a pattern made from it equals
the one that `re` made (patterns are equal when their code is). Whatever does not fit, `re` compiles.
"""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import AnyStr, TypeAlias, cast

import msgspec
from msgspec import Struct

from gongkai.kept import keep, keeps, kept, used, used_before

__all__ = ["alternation", "keep_patterns", "regex"]

_Pattern: TypeAlias = re.Pattern[str] | re.Pattern[bytes]
# The pattern, its flags, code words, groups, numbers of the named groups, and names of all groups.
_Engine: TypeAlias = Callable[[str | bytes, int, list[int], int, dict[str, int], tuple[str | None, ...]], _Pattern]
# More than all rules and readers have together. Beyond it, only those that this run asked for are kept.
_MOST = 2000


class _Code(Struct, frozen=True, array_like=True):
    """What the compiler made of a pattern: the flags it found, 32-bit code words, and its groups."""

    flags: int
    words: bytes
    groups: int
    names: dict[str, int]


class _Known:
    """What is kept (None: not looked yet), each decoded only when asked for, and what this process asked for."""

    def __init__(self) -> None:
        self.codes: dict[str, msgspec.Raw] | None = None
        self.asked: dict[str, _Pattern] = {}
        self.new = False


_KNOWN = _Known()


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, without the work if an earlier run of the command line did it. For patterns that are constants."""
    if not used():
        return re.compile(pattern, flags)
    if _KNOWN.codes is None:
        _KNOWN.codes = _read()
    name = _name(pattern, flags)
    made = _KNOWN.asked.get(name)
    if made is None:
        code = _KNOWN.codes.get(name)
        made = _made(pattern, _decoded(code)) if code is not None else None
        if made is None:
            made = re.compile(pattern, flags)
            _KNOWN.new = True
        _KNOWN.asked[name] = made
    return cast("re.Pattern[AnyStr]", made)


def alternation(words: Iterable[str]) -> str:
    """An alternation that finds the longest word, grouped by first character so that most places fail at once.

    Words of one character that begin no other, most of them punctuation, come first as one set.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        groups.setdefault(word[0], []).append(word[1:])
    alone: list[str] = []
    parts: list[str] = []
    for first, rests in groups.items():
        if rests == [""]:
            alone.append(_literal(first))
        else:
            rests.sort(key=len, reverse=True)
            parts.append(_literal(first) + (f"(?:{_either(rests)})" if len(rests) > 1 else _literal(rests[0])))
    return "|".join([f"[{''.join(alone)}]", *parts] if alone else parts)


def _either(words: Sequence[str]) -> str:
    """The words as branches, in this order."""
    branches = "|".join(words)
    return branches if "".join(words).isalnum() else "|".join(map(_literal, words))


def _literal(text: str) -> str:
    """`re.escape`, at once where there is nothing to escape, as in nearly every word."""
    return text if text.isalnum() else re.escape(text)


def keep_patterns() -> None:
    """Keep what this process had to compile, with what was kept before.

    That takes as long as compiling it did, so the first run of all, which may be the only one (a container made for
    one check), leaves it to the second.
    """
    if not _KNOWN.new or not keeps() or not used_before():
        return
    codes = _read()
    if len(codes) + len(_KNOWN.asked) > _MOST:
        codes = {}
    for name, made in _KNOWN.asked.items():
        if name not in codes and (code := _code(made)):
            codes[name] = msgspec.Raw(msgspec.msgpack.encode(code))
    _KNOWN.new = False
    keep(_file(), msgspec.msgpack.encode((_interpreter(), codes)))


def _name(pattern: str | bytes, flags: int) -> str:
    """What a pattern is kept under; those of bytes are told from those of text."""
    return f"{int(flags)} {pattern}" if isinstance(pattern, str) else f"b{int(flags)} {pattern.decode('latin-1')}"


def _file() -> str:
    return f"patterns-{sys.implementation.cache_tag}"


def _interpreter() -> str:
    """The interpreter whose matching engine reads the code words: another build may number them differently."""
    return f"{sys.version} {sys.byteorder}"


def _read() -> dict[str, msgspec.Raw]:
    data = kept(_file())
    try:
        interpreter, codes = msgspec.msgpack.decode(data or b"", type=tuple[str, dict[str, msgspec.Raw]])
    except msgspec.DecodeError:
        return {}
    return codes if interpreter == _interpreter() else {}


def _decoded(kept_code: msgspec.Raw) -> _Code | None:
    try:
        return msgspec.msgpack.decode(kept_code, type=_Code)
    except msgspec.DecodeError:
        return None


def _made(pattern: str | bytes, code: _Code | None) -> _Pattern | None:
    if code is None:
        return None
    names: list[str | None] = [None] * (code.groups + 1)
    try:
        for name, number in code.names.items():
            names[number] = name
        words = memoryview(code.words).cast("I").tolist()
        engine: _Engine = importlib.import_module("_sre").compile
        return engine(pattern, code.flags, words, code.groups, code.names, tuple(names))
    except (ImportError, AttributeError, LookupError, TypeError, ValueError, RuntimeError):
        return None


def _code(made: _Pattern) -> _Code | None:
    """What to keep of a pattern; None where this interpreter's `re` is not as expected."""
    from array import array

    try:
        parser, compiler = importlib.import_module("re._parser"), importlib.import_module("re._compiler")
        parsed = parser.parse(made.pattern, made.flags)
        words: list[int] = [int(word) for word in compiler._code(parsed, made.flags)]  # noqa: SLF001
        code = _Code(made.flags, array("I", words).tobytes(), made.groups, dict(made.groupindex))
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, re.error):
        return None
    return code if _made(made.pattern, code) == made else None
