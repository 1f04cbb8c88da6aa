"""What a page tells beside its text: pictures, files, columns above the report, encodings, how tables are marked.

Tags are noted while the page is read; what they tell is worked out when it is known where the report stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from gongkai.document import Reading
from gongkai.readers.html.elements import Element
from gongkai.readers.html.marks import TAG
from gongkai.readers.html.page import Page
from gongkai.readers.html.region import Region
from gongkai.readers.html.text import unescaped
from gongkai.readers.html.tokens import attributes
from gongkai.readers.html.trail import trail

__all__ = ["NOTED", "TAGS", "Facts"]

_EMBEDDED = ("canvas", "embed", "iframe", "object", "script")
_HEAD = frozenset({"link", "meta", "title"})
_ANYWHERE = frozenset({"a", *_HEAD})
# The tags whose names are here are the only ones that `Facts.note` is asked about.
NOTED = frozenset({"a", "caption", "img", "table", "th", "thead", *_HEAD, *_EMBEDDED})
TAGS = Page.TAGS | NOTED
"""The tags that do something to a page, or tell something of it."""
# Of each tag so many are noted, and so much is kept of a value: more than pages have, and bounded for hostile ones.
_MOST, _LONGEST = 1000, 300

# The addresses that pages give instead of `src` where a script loads the picture when it comes into view.
_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")
_STYLE = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,3})?px)", re.IGNORECASE)
_SUFFIX = r"\.(?=[pdwxeorcz7])(pdf|docx?|wps|xlsx?|et|ofd|rtf|od[ts]|csv|zip|rar|7z)"
_FILE = re.compile(rf"{_SUFFIX}(?=$|[?#&\"'\s])", re.IGNORECASE)
_FILE_IN_PAGE = re.compile(rf"{_SUFFIX}(?=$|[>?#&\"'\s])", re.IGNORECASE)
_OFFERS = ("附件", "下载")
_LINK_END = re.compile(r"</?a(?=[\s>])", re.IGNORECASE)
_LINK_WORDS = 600
_MARKUP = re.compile(r"<[^>]*>?")
# What a script writes that fills a table in; only so much of a script is looked through.
_DRAWN = ("<td", "<TD", "<tr", "<TR", "insertRow", "createElement('t", 'createElement("t')
_SCRIPT = 100_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]{1,40})", re.IGNORECASE)
_SAVED_MARK = "<!-- saved from url=("
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,300})")
_ADDRESSES = frozenset({"og:url", "url"})
_NAMED = {"articletitle": "article-title", "columnname": "column"}


class _Note(Struct, frozen=True, gc=False):
    """A start tag, and the innermost element that was open behind it; the page for tags that tell the same anywhere."""

    name: str
    written: str  # its attributes
    offset: int
    inside: Element

    @property
    def end(self) -> int:
        """The offset behind the tag."""
        return self.offset + len(self.name) + len(self.written) + 2

    def attribute(self, name: str) -> str:
        """An attribute's value with character references as written; "" where it is not there."""
        return attributes(self.written).get(name, "")

    def around(self) -> Iterator[int]:
        """The numbers of the elements that it stands in."""
        return (element.number for element in self.inside.outward())

    def said(self, name: str) -> str:
        """An attribute's value as it is meant."""
        return unescaped(self.attribute(name)).strip()[:_LONGEST]


class Facts:
    """Notes a page's tags, then gives its readings."""

    def __init__(self) -> None:
        self._notes: dict[str, list[_Note]] = {name: [] for name in NOTED}

    def note(self, name: str, written: str, offset: int, page: Page) -> None:
        """Take a start tag whose name is in NOTED, when the page has taken it. Of what is not shown only the head
        counts."""
        notes, elements = self._notes[name], page.elements
        if len(notes) >= _MOST:
            return
        if not page.hidden or page.hidden == [name]:
            notes.append(_Note(name, written, offset, elements.page if name in _ANYWHERE else elements.inner))
        elif name in _HEAD:
            notes.append(_Note(name, written, offset, elements.page))

    def readings(self, text: str, page: Page, region: Region, used: str, mark: str) -> tuple[Reading, ...]:
        """Everything that the page tells. `used` is the encoding of its bytes, `mark` the one that a byte order mark
        says, or ""."""
        return (
            *self._head(text, page),
            *self._charsets(page, used, mark),
            *trail(page, region.above),
            *self._files(text, page),
            *self._images(page, region),
            *self._embedded(text, page, region),
            *_struck(page, region),
            *self._tables(page, region),
        )

    def _inside(self, name: str, region: Region) -> Iterator[_Note]:
        """The notes of one name that stand in the report's element."""
        return (note for note in self._notes[name] if note.inside.stands_in(region.inside))

    def _head(self, text: str, page: Page) -> Iterator[Reading]:
        if page.title:
            at = next((page.lines.at(note.offset) for note in self._notes["title"]), page.lines.at(0))
            yield Reading(name="title", value=page.title, at=at)
        for name, reading in _NAMED.items():
            said = next(((content, offset) for meta, content, offset in page.meta if meta == name), None)
            if said:
                yield Reading(name=reading, value=said[0][:_LONGEST], at=page.lines.at(said[1]))
        if url := self._address(text, page):
            yield Reading(name="url", value=url[0][:_LONGEST], at=page.lines.at(url[1]))

    def _address(self, text: str, page: Page) -> tuple[str, int] | None:
        """The page's own address as it states it, and where: in its head, or where a browser that saved it noted it."""
        for note in self._notes["link"]:
            if "canonical" not in note.written.lower():
                continue  # as nearly all: their attributes are not looked at
            if note.attribute("rel").strip().lower() == "canonical" and (to := note.attribute("href")):
                return unescaped(to).strip(), note.offset
        for name, content, offset in page.meta:
            if name in _ADDRESSES and "/" in content:
                return content, offset
        saved = _SAVED.search(text, 0, 4096) if text.find(_SAVED_MARK, 0, 4096) >= 0 else None
        return (saved[1], saved.start()) if saved else None

    def _charsets(self, page: Page, used: str, mark: str) -> Iterator[Reading]:
        """The encoding that browsers take the page to be in, if it says one: a byte order mark goes before <meta>."""
        if mark:
            yield Reading(name="charset-declared", value=mark, at=page.lines.at(0), details={"by": "mark"})
        else:
            for note in self._notes["meta"]:
                if name := _charset(note):
                    at = page.lines.at(note.offset)
                    yield Reading(name="charset-declared", value=name, at=at, details={"by": "meta"})
                    break
        yield Reading(name="charset-used", value=used)

    def _files(self, text: str, page: Page) -> Iterator[Reading]:
        """Links to documents by their address, and links whose words offer a file."""
        enclosed, offered = (_Finder(text, word) for word in _OFFERS)
        for note in self._links(text, page):
            begin = note.end
            end = begin + _LINK_WORDS
            if not enclosed.finds(begin, end) and not offered.finds(begin, end) and not _FILE.search(note.written):
                continue  # as nearly all
            address = unescaped(note.attribute("href")).strip()
            suffix = _FILE.search(address, 0, 2000)
            behind = _LINK_END.search(text, begin, end)
            words = text[begin : behind.start() if behind else end]
            if suffix or any(word in words for word in _OFFERS):
                words = " ".join(unescaped(_MARKUP.sub(" ", words)).split())[:_LONGEST]
                details = {"text": words} | ({"suffix": suffix[1].lower()} if suffix else {})
                yield Reading(
                    name="attachment", value=address[:_LONGEST], at=page.lines.at(note.offset), details=details
                )

    def _links(self, text: str, page: Page) -> Sequence[_Note]:
        """The first of the page's links; none if there is nothing near any of them that offers a file."""
        noted = self._notes["a"]
        enclosed, offered = (_Finder(text, word) for word in _OFFERS)
        for begin, end in sorted([*((note.offset, note.end) for note in noted), *page.linked]):
            reach = end + _LINK_WORDS
            if enclosed.finds(begin, reach) or offered.finds(begin, reach) or _FILE_IN_PAGE.search(text, begin, end):
                break
        else:
            return ()
        tags = (tag for begin, end in page.linked for tag in TAG.finditer(text, begin, end))
        links = (_Note("a", tag[2], tag.start(), page.elements.page) for tag in tags if tag[1] in ("a", "A"))
        return sorted([*noted, *islice(links, _MOST)], key=lambda note: note.offset)[:_MOST]

    def _images(self, page: Page, region: Region) -> Iterator[Reading]:
        for note in self._inside("img", region):
            source = next((value for name in _SOURCES if (value := note.attribute(name))), "")
            details = {name: value for name in ("alt", "title") if (value := note.said(name))}
            details |= {m[1].lower(): m[2] for m in _STYLE.finditer(note.attribute("style"))}
            details |= {name: value for name in ("width", "height") if (value := note.said(name))}
            if source.startswith("data:"):
                details["length"] = str(len(source))
            at = page.lines.at(note.offset)
            yield Reading(name="image", value=unescaped(source).strip()[:_LONGEST], at=at, details=details)

    def _embedded(self, text: str, page: Page, region: Region) -> Iterator[Reading]:
        """What a browser fills in: elements of the report, and scripts anywhere that write cells of tables."""
        for name in _EMBEDDED:
            within = {id(note) for note in self._inside(name, region)}
            for note in self._notes[name]:
                if id(note) in within or (name == "script" and _draws(text, note.end)):
                    value = note.said("src") or note.said("data")
                    yield Reading(
                        name="embedded", value=value, at=page.lines.at(note.offset), details={"element": name}
                    )

    def _tables(self, page: Page, region: Region) -> Iterator[Reading]:
        """Of each table in the report how often it marks headers; and tables that only arrange others."""
        grids = {found.inside.number for found in page.found if found.grid}
        heads, scopes, captions = Counter[int](), Counter[int](), set[int]()
        for name in ("th", "thead"):
            for note in self._notes[name]:
                around = grids.intersection(note.around())
                heads.update(around)
                if note.attribute("scope"):
                    scopes.update(around)
        for note in self._notes["caption"]:
            captions |= grids.intersection(note.around())
        tables = list(self._inside("table", region))
        filled: set[int] = set()
        if any(note.inside.number not in grids for note in tables):
            for found in page.found:
                for element in found.inside.outward():
                    if element.number in filled:
                        break  # as all that it stands in are
                    filled.add(element.number)
        for note in tables:
            at, number = page.lines.at(note.offset), note.inside.number
            if number in grids:
                details = {"scopes": str(scopes[number])} if scopes[number] else {}
                details |= {"caption": "yes"} if number in captions else {}
                yield Reading(name="table", value=str(heads[number]), at=at, details=details)
            elif number in filled:
                yield Reading(name="layout-table", value="", at=at)


def _struck(page: Page, region: Region) -> Iterator[Reading]:
    """How often words of the report are struck out, and where first."""
    found = [offset for offset, inside in page.struck if inside.stands_in(region.inside)]
    if found:
        yield Reading(name="struck-text", value=str(len(found)), at=page.lines.at(found[0]))


class _Finder:
    """Whether a word stands in stretches of a text, asked for from first to last: nothing is searched twice."""

    def __init__(self, text: str, word: str) -> None:
        self._text, self._word = text, word
        self._found, self._searched = -1, 0  # where it stands last found, and up to where it does not begin again

    def finds(self, begin: int, end: int) -> bool:
        if self._found < begin:
            start = max(begin, self._searched)
            # One character is looked for much faster than two, and most stretches do not have it.
            first = self._text.find(self._word[0], start, end)
            self._found = self._text.find(self._word, first, end) if first >= 0 else -1
            self._searched = self._found + 1 or max(start, end - len(self._word) + 1)
        return begin <= self._found <= end - len(self._word)


def _draws(text: str, begin: int) -> bool:
    """Whether the script whose contents begin here writes cells of a table."""
    end = text.find("</", begin, begin + _SCRIPT)
    while end >= 0 and text[end : end + 8].lower() != "</script":
        end = text.find("</", end + 2, begin + _SCRIPT)
    end = end if end >= 0 else begin + _SCRIPT
    return any(text.find(word, begin, end) >= 0 for word in _DRAWN)


def _charset(meta: _Note) -> str:
    """The encoding that a <meta> declares, as it stands there; "" if none."""
    if "charset" not in meta.written.lower():
        return ""
    if plain := meta.attribute("charset"):
        return plain.strip()[:40]
    stated = meta.attribute("http-equiv").strip().lower() == "content-type"
    found = _CHARSET.search(meta.attribute("content"), 0, 2000) if stated else None
    return found[1] if found else ""
