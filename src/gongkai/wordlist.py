"""Lists of words as data: what should not stand in a text, what should stand instead, and where it is harmless."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from gongkai.patterns import alternation, regex

__all__ = ["Hit", "WordEntry", "WordList"]

# Of one entry so many places in one text are told: enough for a person, and bounded for a hostile file.
_MOST = 20


class WordEntry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A wrong word, the right one (empty where there is no single one), and longer words in which it is right."""

    wrong: str
    right: str = ""
    unless: tuple[str, ...] = ()


class Hit(Struct, frozen=True, gc=False):
    """Where an entry's wrong word stands in a text: text[start:end]."""

    start: int
    end: int
    entry: WordEntry


class WordList(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A list of words with a note on what it is for and where it comes from."""

    about: str
    entries: tuple[WordEntry, ...]

    def changed(self, extend: Sequence[str] = (), without: Sequence[str] = ()) -> "WordList":
        """The list with words from a configuration: `extend` adds “wrong=right” or “wrong”, `without` takes wrong
        words out."""
        added = tuple(
            WordEntry(wrong, right) for word in extend for wrong, _, right in [word.partition("=")] if wrong
        )
        kept = tuple(entry for entry in self.entries if entry.wrong not in without)
        return WordList(self.about, (*kept, *added))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        words = {entry.wrong for entry in self.entries if entry.wrong}
        return regex(alternation(words) if words else r"(?!)")

    def within(self, text: str) -> "WordList":
        """The list with the entries alone whose wrong words stand in the text: most texts have none."""
        found = self.entries if self._any.search(text) else ()
        return WordList(self.about, tuple([entry for entry in found if entry.wrong in text]))

    def find(self, text: str) -> Iterator[Hit]:
        """Where wrong words stand in the text, entry by entry; at most 20 places of each. Linear in the text."""
        for entry in self.entries:
            start, found = text.find(entry.wrong), 0
            while start >= 0 and found < _MOST:
                end = start + len(entry.wrong)
                if not any(_inside(word, entry.wrong, text, start) for word in entry.unless):
                    found += 1
                    yield Hit(start, end, entry)
                start = text.find(entry.wrong, end)


def _inside(word: str, part: str, text: str, start: int) -> bool:
    """Whether the part found at `start` is one inside of `word`."""
    offset = word.find(part)
    while offset >= 0:
        if text.startswith(word, start - offset) and start >= offset:
            return True
        offset = word.find(part, offset + 1)
    return False
