"""Prose as a row of tokens: numbers, known words, time, punctuation, and the unknown text between. Linear in the text.

White space inside is skipped, since copies of reports break lines and pad digits at will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.claims.grammar import WORDS
from gongkai.claims.numerals import CHINESE, NUMERAL, Numeral, read
from gongkai.patterns import alternation, regex
from gongkai.vocabulary import Vocabulary, expanded

__all__ = ["Kind", "Lexicon", "Token", "lexicon", "mentioned", "squeezed", "squeezed_all", "tokens"]

Kind = Literal[
    "number", "term", "filler", "negation", "comparison", "inclusion", "total", "all", "about", "rest", "time",
    "own", "group", "others", "comma", "list", "semicolon", "stop", "open", "close", "text",
]  # fmt: skip

_NARROW = tuple(zip("０１２３４５６７８９．％（）：；！？＋", "0123456789.%():;!?+", strict=True))
_UNTAGGED: frozenset[str] = frozenset()
_MARKS: Mapping[str, Kind] = {
    "，": "comma", ",": "comma", "、": "list", "；": "semicolon", ";": "semicolon", "。": "stop", ".": "stop", "!": "stop", "?": "stop",
    "！": "stop", "？": "stop", "(": "open", ")": "close", "【": "open", "】": "close", "[": "open", "]": "close",
    ":": "filler", "和": "list", "及": "list", "与": "list", "以及": "list", "或": "list", "或者": "list",
}  # fmt: skip
# Titles name other documents; what they count is theirs. The bound keeps an unclosed 《 from reaching far.
_TITLE = r"《[^《》]{0,120}》"
_YEAR_SPAN = r"(?:20\d\d年)?1月1日(?:起|开始)?[至到—\-~～]+(?:20\d\d年)?12月31日(?:止|期间)?"
# Years together: 2021—2025年, 近三年, 三年来, “十四五”期间.
_YEARS = (
    r"(?<!\d)20\d\d年?[至到—\-~～]{1,2}20\d\d年|十[一二三四五]五[”\"]?(?:规划)?(?:期间|时期)|历年|任期内"
    rf"|(?<=[近去])[2-9{CHINESE}]年(?:来|间|内)?|(?<![\d{CHINESE}])[2-9两二三四五六七八九十]年(?:来|间|内|共|合计|累计)"
)
_TIME = (
    rf"(?P<span>{_YEAR_SPAN})|(?P<past>以来|{_YEARS})|(?P<year>(?<!\d)20\d\d)年(?:度|底|末|初|全年)?(?:(?P<month>\d{{1,2}})月(?:份|底|末|(?P<third>[上中下]旬)|(?P<day>\d{{1,2}})日)?)?"
    r"|(?P<part>(?:上|下)半年|[本当]月|[本当]季度?|(?:第?[一二三四]|前[两二三])季度|\d{1,2}(?:月)?[—\-至到~～]\d{1,2}月份?|(?<!\d)\d{1,2}月份?(?:\d{1,2}日|底|末)?)"
    r"|(?P<last>去年|上一?年度?|往年|(?<!提)前年)|(?P<this>今年|本年度?|全年|当年|年内|本报告年度|年度内)"
)
# What looks like a number and is none: document numbers, 第N, ordinals of lists at the beginning of an item.
_NOT_A_NUMBER = rf"〔[^〔〕]{{0,12}}〕\d*号?|第[\d{CHINESE}]{{1,12}}+(?!季)(?:[号条项款期次届]|[(（][^()（）]{{1,3}}[)）]项?)?|\d{{1,18}}+[.．、](?=[^\d])|\d{{1,18}}+[-—/]\d[\d\-—/]{{0,24}}+(?![\d月年])"

# What numbers, times, titles and signs that are no numbers begin with, as members of a set of characters.
_BEGINS_NONE, _BEGINS = r"\d《〔第", rf"\d第上下前以去往今本全当年历任{CHINESE}"


class Token(Struct, frozen=True, gc=False):
    """One token: what it is and where, in code points of the text as it stands."""

    kind: Kind
    start: int
    end: int
    text: str
    tags: frozenset[str] = _UNTAGGED
    number: Numeral | None = None


class Lexicon(Struct, frozen=True):
    """A vocabulary made ready for one fiscal year: what finds tokens, terms alone, and terms with a decisive tag, and
    what words are."""

    pattern: re.Pattern[str]
    terms: re.Pattern[str]
    decisive: re.Pattern[str]
    words: Mapping[str, tuple[Kind, frozenset[str]]]


# Vocabularies hold dicts and cannot be keys; the newest few are known by identity, kept alive by being here.
_READY: dict[tuple[int, int | None], tuple[Vocabulary, Lexicon]] = {}
_MOST_READY = 32


def lexicon(vocabulary: Vocabulary, year: int | None) -> Lexicon:
    """The words of a vocabulary, those of the language, and punctuation, as one pattern; made once per year."""
    name = (id(vocabulary), year)
    if name not in _READY:
        if len(_READY) >= _MOST_READY:
            _READY.clear()
        _READY[name] = (vocabulary, _lexicon(vocabulary, year))
    return _READY[name][1]


def _lexicon(vocabulary: Vocabulary, year: int | None) -> Lexicon:
    words: dict[str, tuple[Kind, frozenset[str]]] = {}
    for word, kind, tags in _entries(vocabulary, year):
        known = words.get(word)
        if known and known[0] == kind == "term":
            words[word] = (kind, known[1] | tags)
        elif known is None:
            words[word] = (kind, tags)
    # Most characters begin nothing: one look at a set of characters costs less than trying every branch.
    begins = re.escape("".join(sorted({word[0] for word in words}))) + _BEGINS_NONE + _BEGINS
    pattern = regex(
        rf"(?=[{begins}])(?:(?=[{_BEGINS_NONE}])(?:{_TITLE}|(?P<none>{_NOT_A_NUMBER}))|(?P<word>{alternation(words)})"
        rf"|(?=[{_BEGINS}])(?:(?P<time>{_TIME})|(?P<number>{NUMERAL})))"
    )
    terms = {word: tags for word, (kind, tags) in words.items() if kind == "term"}
    decisive = vocabulary.decisive
    few = {word: _UNTAGGED for word, tags in terms.items() if not tags.isdisjoint(decisive)}
    return Lexicon(pattern, _anywhere(terms), regex("") if "" in decisive else _anywhere(few), words)


def _anywhere(terms: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Finds a term at every place where one begins, also inside another: the longest, or one that says as much.

    It passes one character, by which the engine skips to the places where terms begin, looks whether the next one can
    be the second of a term, and only then at the terms, from where it began.
    """
    if not terms:
        return regex(r"(?!)")
    enough: list[str] = []
    within: list[str] = []  # of these the terms that the next one begins with, the longest last
    for term in sorted(terms):
        while within and not term.startswith(within[-1]):
            within.pop()
        if not within or not terms[term] <= terms[within[-1]]:
            enough.append(term)
            within.append(term)
    first, second, alone = (
        re.escape("".join(sorted(chars)))
        for chars in (
            {term[0] for term in enough},
            {term[1] for term in enough if len(term) > 1},
            {term for term in enough if len(term) == 1},
        )
    )
    goes_on = "|".join([f"(?=[{second}])"] * bool(second) + [f"(?<=[{alone}])"] * bool(alone))
    return regex(rf"[{first}](?:{goes_on})(?<=(?=({alternation(enough)})).)")


def _entries(vocabulary: Vocabulary, year: int | None) -> Iterator[tuple[str, Kind, frozenset[str]]]:
    """Every word with what it is; of one that is listed twice, the first counts."""
    none: frozenset[str] = frozenset()
    for tag, terms in vocabulary.terms.items():
        tags = frozenset((tag,))
        yield from ((word, "term", tags) for term in terms for word in expanded(_dated(term, year)))
    for kind_name, listed in (("own", vocabulary.own), ("group", vocabulary.group), ("others", vocabulary.others)):
        yield from ((word, _kind(kind_name), none) for each in listed for word in expanded(each))
    for name, generic in WORDS.items():
        yield from ((word, _kind(name), none) for word in generic)
    yield from ((mark, kind, none) for mark, kind in _MARKS.items())
    yield from ((word, "filler", none) for each in vocabulary.fillers for word in expanded(each))


def mentioned(text: str, words: Lexicon) -> frozenset[str]:
    """The tags of all terms that stand in a squeezed text: those of its tokens, and of terms that other words cover.

    To know that takes a fraction of what the tokens take.
    """
    found = words.terms.findall(text)
    known = words.words
    return _UNTAGGED.union(*[known[term][1] for term in found]) if found else _UNTAGGED


def tokens(
    text: str, words: Lexicon, begin: int = 0, end: int | None = None, *, tight: str | None = None
) -> list[Token]:
    """The tokens of a text without gaps, white space left out; only those of the squeezed text[begin:end]. `tight` is
    what is known to come of squeezing the text."""
    offsets = None
    if tight is None or len(tight) < len(text):
        tight, offsets = squeezed(text)
    found: list[Token] = []
    add, known = found.append, words.words
    done, last = begin, len(tight) if end is None else end
    for match in words.pattern.finditer(tight, done, last):
        start, stop = match.span()
        if start > done:
            add(Token("text", done, start, tight[done:start]))
        done = stop
        stands = match[0]
        group = match.lastgroup
        if group == "word":
            kind, tags = known[stands]
            add(Token(kind, start, stop, stands, tags))
        elif group == "number" and (number := read(match)):
            add(Token("number", start, stop, stands, _UNTAGGED, number))
        elif group == "time":
            add(Token("time", start, stop, stands, frozenset((_time(match),))))
        else:
            add(Token("text", start, stop, stands))
    if done < last:
        add(Token("text", done, last, tight[done:last]))
    if offsets is None:
        return found
    return [replace(each, start=offsets[each.start], end=offsets[each.end - 1] + 1) for each in found]


def _time(match: re.Match[str]) -> str:
    """What a time says: a year (“2025”), “part” of a year, “past”, “last” or “this”."""
    if match["span"]:
        return match["span"][:4] if match["span"][:2] == "20" else "this"
    if match["year"]:
        month, day = match["month"], match["day"]
        return match["year"] if month in (None, "12") and day in (None, "31") and not match["third"] else "part"
    if match["part"] and match["part"].startswith(("12月31日", "12月底", "12月末")):
        return "this"
    return "part" if match["part"] else "past" if match["past"] else "last" if match["last"] else "this"


def squeezed(text: str) -> tuple[str, list[int] | None]:
    """The text in narrow digits without white space, and where each character stood; None: where it stands now.

    3 5 stays two numbers.
    """
    narrow = _narrow(text)
    if narrow.split() == [narrow]:
        return narrow, None
    chars: list[str] = []
    offsets: list[int] = []
    for n, char in enumerate(narrow):
        if char.isspace():
            if not (chars and chars[-1].isdigit() and narrow[n + 1 : n + 2].isdigit()):
                continue
            char = " "  # noqa: PLW2901 - every kind of space becomes one
        chars.append(char)
        offsets.append(n)
    return "".join(chars), offsets


def squeezed_all(texts: Sequence[str]) -> list[str]:
    """What comes of squeezing each text, found at once for all that hold no white space."""
    lines = _narrow("\n".join(texts)).split("\n")
    if len(lines) != len(texts):  # a text of several lines
        return [squeezed(text)[0] for text in texts]
    return [line if line.split() == [line] else squeezed(line)[0] for line in lines]


def _narrow(text: str) -> str:
    # To look for each character by itself is faster than one pass over them all.
    for wide, plain in _NARROW:
        if wide in text:
            text = text.replace(wide, plain)
    return text


def _kind(name: str) -> Kind:
    match name:
        case (
            "own" | "group" | "others" | "negation" | "comparison" | "inclusion" | "total" | "all" | "about" | "rest"
        ):
            return name
        case _:
            raise ValueError(name)


def _dated(word: str, year: int | None) -> str:
    """Put the years as seen from the fiscal year into a word."""
    if "<" not in word:
        return word
    last, this, after = (
        (f"{y}年", f"{y}年度") if year else () for y in ((year or 0) - 1, year or 0, (year or 0) + 1)
    )
    for name, words in (
        ("<last>", ("上年", "上年度", "上一年", "上一年度", "去年", "上年末", "上年底", *last)),
        ("<this>", ("本年", "本年度", "今年", *this)),
        ("<next>", ("下年", "下年度", "下一年", "下一年度", "次年", "明年", "来年", *after)),
    ):
        word = word.replace(name, "{" + ",".join(words) + "}")
    return word
