"""Fitting Chinese and Latin text into terminal cells: a Chinese character takes two."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "visible", "width", "window"]


def width(text: str) -> int:
    """How many cells a text takes."""
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    # "Ambiguous" characters such as “ and — are one cell in most terminals' default setting.
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """The text with control characters replaced: a report must not be able to command the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else " " if c.isspace() else "\ufffd" for c in text)


def fold(text: str, cells: int) -> list[str]:
    """Break a text into lines of at most so many cells, Latin words kept whole where they fit."""
    lines, line, used = [], "", 0
    for each in _words(text):
        word, need = each, width(each)
        if used + need > cells and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            word = each.lstrip()
            need = width(word)
        while need > cells:
            cut = max(next(n for n in range(1, len(word) + 1) if width(word[:n]) > cells - used) - 1, 1)
            lines.append(line + word[:cut])
            word, line, used, need = word[cut:], "", 0, width(word[cut:])
        line, used = line + word, used + need
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        joins = (
            words and char.isascii() and not char.isspace() and words[-1][-1].isascii() and not words[-1].isspace()
        )
        if joins and not words[-1][-1].isspace():
            words[-1] += char
        else:
            words.append(char)
    return words


def window(text: str, start: int, end: int, cells: int) -> tuple[str, int, int]:
    """The part of a text around a span that fits into so many cells, and the span's offsets in it."""
    if width(text) <= cells:
        return text, start, end
    end = max(end, start)
    while end > start + 1 and width(text[start:end]) > cells - 2:
        end -= 1
    left, right = start, end
    used = width(text[start:end]) + 2
    while True:
        grown = False
        if right < len(text) and used + _cell(text[right]) <= cells:
            used += _cell(text[right])
            right += 1
            grown = True
        if left > 0 and used + _cell(text[left - 1]) <= cells:
            left -= 1
            used += _cell(text[left])
            grown = True
        if not grown:
            break
    before, after = ("…" if left else ""), ("…" if right < len(text) else "")
    return before + text[left:right] + after, start - left + len(before), end - left + len(before)
