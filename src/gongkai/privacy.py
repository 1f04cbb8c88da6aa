"""Keeping what must not be printed out of every output: one place for all formatters, fingerprints and caches."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.finding import Addend, Diagnostic, Sum
from gongkai.place import Excerpt, Place

__all__ = ["conceal", "hiding", "masked"]

_MASK = "*"
# Up to so many characters of a paragraph are kept around the words that a finding is about.
_AROUND = 300


def masked(value: str) -> str:
    """The value with most of its characters replaced by *, of the same length; spaces stay.

    Of eleven characters or more the first three and the last two stay, so that a person can find the value in the
    file; of shorter ones only the first.
    """
    solid = [n for n, char in enumerate(value) if not char.isspace()]
    kept = {*solid[:3], *solid[-2:]} if len(solid) >= 11 else set(solid[:1])
    return "".join(char if n in kept or char.isspace() else _MASK for n, char in enumerate(value))


def hiding(values: Iterable[str]) -> Callable[[str], str]:
    """What masks every occurrence of the values in a text, for outputs that show the report itself."""
    return _Cover(values).words


def conceal(diagnostics: Iterable[Diagnostic], values: Iterable[str]) -> tuple[Diagnostic, ...]:
    """The diagnostics with every occurrence of the values masked, in their words, excerpts and sums.

    A value is also found where it stands without its spaces. Long excerpts are cut to the part around their mark.
    """
    cover = _Cover(values)
    return tuple(cover.diagnostic(each) for each in diagnostics) if cover.masks else tuple(diagnostics)


class _Cover:
    def __init__(self, values: Iterable[str]) -> None:
        forms = {form for value in values for form in (value, "".join(value.split())) if len(form) > 1}
        self.masks = {form: masked(form) for form in forms}
        # The longest first: a value may be a part of another.
        self.lengths = sorted({len(form) for form in forms}, reverse=True)

    def words(self, words: str) -> str:
        """Looks up what stands at each place: a file may hold very many values, too many to search one by one."""
        parts, done, place = [], 0, 0
        while place < len(words):
            mask = next((m for n in self.lengths if (m := self.masks.get(words[place : place + n]))), "")
            if mask:
                parts += [words[done:place], mask]
                done = place + len(mask)
            place += len(mask) or 1
        return "".join((*parts, words[done:]))

    def diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        return replace(
            diagnostic,
            message=self.text(diagnostic.message),
            advice=self.text(diagnostic.advice),
            place=self.place(diagnostic.place),
            related=tuple(self.place(place) for place in diagnostic.related),
            sums=tuple(self.sum(done) for done in diagnostic.sums),
        )

    def text(self, text: Text) -> Text:
        return Text(zh=self.words(text.zh), en=self.words(text.en))

    def place(self, place: Place) -> Place:
        where = replace(place.where, label=self.text(place.where.label))
        return replace(place, where=where, excerpt=self.excerpt(place.excerpt) if place.excerpt else None)

    def excerpt(self, excerpt: Excerpt) -> Excerpt:
        # Masking keeps every length, so that the mark stays where it is; and it comes before cutting, which
        # could otherwise leave half a value standing at the edge.
        first, last = max(0, excerpt.start - 2 * _AROUND), excerpt.end + 2 * _AROUND
        text = self.words(excerpt.text[first:last])
        start, end = excerpt.start - first, excerpt.end - first
        # In 1111 the value 11 stands three times: what is marked is masked in any case.
        marked = excerpt.text[excerpt.start : excerpt.end]
        if mask := self.masks.get(marked):
            text = text[:start] + mask + text[end:]
        left = max(0, start - _AROUND) if first else 0
        return Excerpt(text[left : end + _AROUND], start - left, end - left)

    def sum(self, done: Sum) -> Sum:
        return replace(
            done,
            name=self.text(done.name),
            left=tuple(Addend(term.value, self.place(term.place)) for term in done.left),
            right=tuple(Addend(term.value, self.place(term.place)) for term in done.right),
        )
