"""The pack's word lists, with what the configuration adds and takes out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai import Finding, Option, Text, View, WordList, words_in
from gongkai_rules._stretch import all_words, finding, pieces

__all__ = ["LIST_OPTIONS", "listed"]

LIST_OPTIONS = (
    Option(
        "extend",
        (),
        Text(zh="增加的词，写作“错词=正词”或“错词”", en="Words to add, as “wrong=right” or “wrong”"),
    ),
    Option("except", (), Text(zh="不检查的词（错词）", en="Words of the list to leave out (the wrong form)")),
)


@cache
def _words(name: str, extend: tuple[str, ...], without: tuple[str, ...]) -> WordList:
    return words_in("gongkai_rules.words", name).changed(extend, without)


def listed(view: View, name: str) -> Iterator[Finding]:
    """A finding `wrong` for each wrong word of a list in each piece; `repair` in its message says what is right."""
    words = _words(name, view.words("extend"), view.words("except")).within(view.derive(all_words).text)
    for piece in view.derive(pieces) if words.entries else ():
        taken: list[tuple[int, int]] = []
        spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        # The longest words first: 社会注意 is a part of 新时代中国特色社会注意, and one fault is one finding.
        for hit in sorted(words.find(piece.text), key=lambda hit: (hit.start - hit.end, hit.start)):
            if all(hit.end <= start or end <= hit.start for start, end in taken):
                taken.append((hit.start, hit.end))
                spans.setdefault((hit.entry.wrong, hit.entry.right), []).append((hit.start, hit.end))
        for (_, right), places in spans.items():
            yield finding("wrong", piece, sorted(places), repair=_repair(right))


def _repair(right: str) -> Text:
    if right:
        return Text(zh=f"应为“{right}”", en=f"should be “{right}”")
    return Text(zh="不应出现", en="should not stand here")
