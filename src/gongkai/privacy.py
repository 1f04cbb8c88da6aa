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


def conceal(diagnostic: Diagnostic, values: Iterable[str]) -> Diagnostic:
    """The diagnostic with every occurrence of the values masked, in its words, excerpts and sums.

    A value is also found where it stands without its spaces. Long excerpts are cut to the part around their mark.
    """
    cover = _Cover(values)
    if not cover.pairs:
        return diagnostic
    return replace(
        diagnostic,
        message=cover.text(diagnostic.message),
        advice=cover.text(diagnostic.advice),
        place=cover.place(diagnostic.place),
        related=tuple(cover.place(place) for place in diagnostic.related),
        sums=tuple(cover.sum(done) for done in diagnostic.sums),
    )


class _Cover:
    def __init__(self, values: Iterable[str]) -> None:
        forms = {form for value in values for form in (value, "".join(value.split())) if len(form) > 1}
        # The longest first: a value may be a part of another.
        self.pairs = tuple((form, masked(form)) for form in sorted(forms, key=lambda form: (-len(form), form)))

    def words(self, words: str) -> str:
        for value, mask in self.pairs:
            if value in words:
                words = words.replace(value, mask)
        return words

    def text(self, text: Text) -> Text:
        return Text(zh=self.words(text.zh), en=self.words(text.en))

    def place(self, place: Place) -> Place:
        where = replace(place.where, label=self.text(place.where.label))
        return Place(where, place.at, self.excerpt(place.excerpt) if place.excerpt else None)

    def excerpt(self, excerpt: Excerpt) -> Excerpt:
        # Masking keeps every length, so that the mark stays where it is; and it comes before cutting, which
        # could otherwise leave half a value standing at the edge.
        first, last = max(0, excerpt.start - 2 * _AROUND), excerpt.end + 2 * _AROUND
        text = self.words(excerpt.text[first:last])
        start, end = excerpt.start - first, excerpt.end - first
        # In 1111 the value 11 stands three times: what is marked is masked in any case.
        marked = excerpt.text[excerpt.start : excerpt.end]
        if mask := dict(self.pairs).get(marked):
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
