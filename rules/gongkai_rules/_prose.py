"""All words of a report outside its tables, for rules that ask whether something is said anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import LooseGrid, Report

__all__ = ["prose"]


def prose(report: Report) -> tuple[str, ...]:
    """Every paragraph, heading and cell of an unknown grid in reading order, without white space.

    Unknown grids count because web pages lay out plain text in them; the bound tables do not.
    """
    return tuple("".join(text.split()) for text in _texts(report))


def _texts(report: Report) -> Iterator[str]:
    for passage in report.preamble:
        yield passage.text
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, LooseGrid):
                for row in block.rows:
                    yield from row
        for passage in section.passages:
            yield passage.text
