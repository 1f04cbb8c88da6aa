"""What a page tells beside its text: pictures, files, columns above the report, encodings, how tables are marked.

Tags are noted while the page is read; what they tell is worked out when it is known where the report stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from gongkai.document import Grid, Reading
from gongkai.readers.html.page import Page
from gongkai.readers.html.region import Region
from gongkai.readers.html.text import unescaped
from gongkai.readers.html.tokens import Tag
from gongkai.readers.html.trail import trail

__all__ = ["NOTED", "Facts"]

_EMBEDDED = ("canvas", "embed", "iframe", "object", "script")
_HEAD = frozenset({"link", "meta", "title"})
_ANYWHERE = frozenset({"a", *_HEAD})
# The tags whose names are here are the only ones that `Facts.note` is asked about.
NOTED = frozenset({"a", "caption", "img", "table", "th", "thead", *_HEAD, *_EMBEDDED})
# Of each tag so many are noted, and so much is kept of a value: more than pages have, and bounded for hostile ones.
_MOST, _LONGEST = 1000, 300

# The addresses that pages give instead of `src` where a script loads the picture when it comes into view.
_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")
_STYLE = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,3})?px)", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|docx?|wps|xlsx?|et|ofd|rtf|od[ts]|csv|zip|rar|7z)(?=$|[?#&\"'\s])", re.IGNORECASE)
_OFFERS = ("附件", "下载")
_LINK_END = re.compile(r"</?a(?=[\s>])", re.IGNORECASE)
_LINK_WORDS = 600
_MARKUP = re.compile(r"<[^>]*>?")
# What a script writes that fills a table in; only so much of a script is looked through.
_DRAWN = ("<td", "<TD", "<tr", "<TR", "insertRow", "createElement('t", 'createElement("t')
_SCRIPT = 100_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]{1,40})", re.IGNORECASE)
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,300})")
_ADDRESSES = frozenset({"og:url", "url"})
_NAMED = {"articletitle": "article-title", "columnname": "column"}


class _Note(Struct, frozen=True):
    """A tag, and the numbers of the elements that were open behind it; none for tags that tell the same anywhere."""

    tag: Tag
    path: tuple[int, ...]


class Facts:
    """Notes a page's tags, then gives its readings."""

    def __init__(self) -> None:
        self._notes: dict[str, list[_Note]] = {name: [] for name in NOTED}

    def note(self, tag: Tag, page: Page) -> None:
        """Take a tag that is in NOTED, when the page has taken it. Of what is not shown only the head counts."""
        notes = self._notes[tag.name]
        if tag.closing or len(notes) >= _MOST:
            return
        if not page.hidden or page.hidden == [tag.name]:
            notes.append(_Note(tag, () if tag.name in _ANYWHERE else page.path()))
        elif tag.name in _HEAD:
            notes.append(_Note(tag, ()))

    def readings(self, text: str, page: Page, region: Region, used: str, mark: str) -> tuple[Reading, ...]:
        """Everything that the page tells. `used` is the encoding of its bytes, `mark` the one that a byte order mark
        says, or ""."""
        return (
            *self._head(text, page),
            *self._charsets(page, used, mark),
            *trail(page.blocks[: region.above]),
            *self._files(text, page),
            *self._images(page, region),
            *self._embedded(text, page, region),
            *self._tables(page, region),
        )

    def _inside(self, name: str, region: Region) -> Iterator[_Note]:
        """The notes of one name that stand in the report's element."""
        depth = len(region.inside)
        return (note for note in self._notes[name] if note.path[:depth] == region.inside)

    def _head(self, text: str, page: Page) -> Iterator[Reading]:
        if page.title:
            at = next((page.lines.at(note.tag.offset) for note in self._notes["title"]), page.lines.at(0))
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
            if (note.tag.attribute("rel") or "").strip().lower() == "canonical" and (
                to := note.tag.attribute("href")
            ):
                return unescaped(to).strip(), note.tag.offset
        for name, content, offset in page.meta:
            if name in _ADDRESSES and "/" in content:
                return content, offset
        saved = _SAVED.search(text, 0, 4096)
        return (saved[1], saved.start()) if saved else None

    def _charsets(self, page: Page, used: str, mark: str) -> Iterator[Reading]:
        """The encoding that browsers take the page to be in, if it says one: a byte order mark goes before <meta>."""
        if mark:
            yield Reading(name="charset-declared", value=mark, at=page.lines.at(0), details={"by": "mark"})
        else:
            for note in self._notes["meta"]:
                if name := _charset(note.tag):
                    at = page.lines.at(note.tag.offset)
                    yield Reading(name="charset-declared", value=name, at=at, details={"by": "meta"})
                    break
        yield Reading(name="charset-used", value=used)

    def _files(self, text: str, page: Page) -> Iterator[Reading]:
        """Links to documents by their address, and links whose words offer a file."""
        for note in self._notes["a"]:
            tag, begin = note.tag, _end(note.tag)
            offered = any(text.find(word, begin, begin + _LINK_WORDS) >= 0 for word in _OFFERS)
            if not offered and not _FILE.search(tag.attributes):
                continue  # as nearly all
            address = unescaped(tag.attribute("href") or "").strip()
            suffix = _FILE.search(address, 0, 2000)
            end = _LINK_END.search(text, begin, begin + _LINK_WORDS)
            words = text[begin : end.start() if end else begin + _LINK_WORDS]
            if suffix or any(word in words for word in _OFFERS):
                words = " ".join(unescaped(_MARKUP.sub(" ", words)).split())[:_LONGEST]
                details = {"text": words} | ({"suffix": suffix[1].lower()} if suffix else {})
                yield Reading(
                    name="attachment", value=address[:_LONGEST], at=page.lines.at(tag.offset), details=details
                )

    def _images(self, page: Page, region: Region) -> Iterator[Reading]:
        for note in self._inside("img", region):
            tag = note.tag
            source = next((value for name in _SOURCES if (value := tag.attribute(name))), "")
            details = {name: value for name in ("alt", "title") if (value := _attribute(tag, name))}
            details |= {m[1].lower(): m[2] for m in _STYLE.finditer(tag.attribute("style") or "")}
            details |= {name: value for name in ("width", "height") if (value := _attribute(tag, name))}
            if source.startswith("data:"):
                details["length"] = str(len(source))
            at = page.lines.at(tag.offset)
            yield Reading(name="image", value=unescaped(source).strip()[:_LONGEST], at=at, details=details)

    def _embedded(self, text: str, page: Page, region: Region) -> Iterator[Reading]:
        """What a browser fills in: elements of the report, and scripts anywhere that write cells of tables."""
        for name in _EMBEDDED:
            within = {id(note) for note in self._inside(name, region)}
            for note in self._notes[name]:
                tag = note.tag
                if id(note) in within or (name == "script" and _draws(text, tag)):
                    value = _attribute(tag, "src") or _attribute(tag, "data")
                    yield Reading(
                        name="embedded", value=value, at=page.lines.at(tag.offset), details={"element": name}
                    )

    def _tables(self, page: Page, region: Region) -> Iterator[Reading]:
        """Of each table in the report how often it marks headers; and tables that only arrange others."""
        grids = {placed.path[-1] for placed in page.blocks if isinstance(placed.block, Grid)}
        heads, scopes, captions = Counter[int](), Counter[int](), set[int]()
        for name in ("th", "thead"):
            for note in self._notes[name]:
                heads.update(grids.intersection(note.path))
                if note.tag.attribute("scope"):
                    scopes.update(grids.intersection(note.path))
        for note in self._notes["caption"]:
            captions |= grids.intersection(note.path)
        tables = list(self._inside("table", region))
        others = {note.path[-1] for note in tables} - grids
        filled = (
            {number for placed in page.blocks for number in others.intersection(placed.path)} if others else others
        )
        for note in tables:
            at, number = page.lines.at(note.tag.offset), note.path[-1]
            if number in grids:
                details = {"scopes": str(scopes[number])} if scopes[number] else {}
                details |= {"caption": "yes"} if number in captions else {}
                yield Reading(name="table", value=str(heads[number]), at=at, details=details)
            elif number in filled:
                yield Reading(name="layout-table", value="", at=at)


def _end(tag: Tag) -> int:
    """The offset behind a start tag."""
    return tag.offset + len(tag.name) + len(tag.attributes) + 2


def _draws(text: str, script: Tag) -> bool:
    """Whether a script on the page writes cells of a table."""
    begin = _end(script)
    end = text.find("</", begin, begin + _SCRIPT)
    while end >= 0 and text[end : end + 8].lower() != "</script":
        end = text.find("</", end + 2, begin + _SCRIPT)
    end = end if end >= 0 else begin + _SCRIPT
    return any(text.find(word, begin, end) >= 0 for word in _DRAWN)


def _attribute(tag: Tag, name: str) -> str:
    return unescaped(tag.attribute(name) or "").strip()[:_LONGEST]


def _charset(meta: Tag) -> str:
    """The encoding that a <meta> declares, as it stands there; "" if none."""
    if "charset" not in meta.attributes.lower():
        return ""
    if plain := meta.attribute("charset"):
        return plain.strip()[:40]
    stated = (meta.attribute("http-equiv") or "").strip().lower() == "content-type"
    found = _CHARSET.search(meta.attribute("content") or "", 0, 2000) if stated else None
    return found[1] if found else ""
