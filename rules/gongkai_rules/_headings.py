"""How a report's first-level headings relate to those of its standard."""

from __future__ import annotations

from functools import cache

from gongkai import Report, Section, SectionSpec, key

__all__ = ["NUMERALS", "is_official", "official", "once", "printed"]

NUMERALS = "一二三四五六七八九十"


@cache
def official(spec: SectionSpec) -> frozenset[str]:
    """The words of a section's heading and of its harmless variants, as `key` compares them."""
    return frozenset(key(name) for name in (spec.heading, *spec.variants))


def is_official(heading: str, spec: SectionSpec) -> bool:
    """Whether a heading has the words of the section's, or of a harmless variant; most have them to the letter."""
    return heading == spec.heading or key(heading) in official(spec)


def once(report: Report) -> tuple[Section, ...]:
    """The known sections that were found only once.

    Where two headings claim one section, one of them may be an item of a list; which is which is unsure.
    """
    if report.headings_follow_form:
        return report.sections
    ids = [section.id for section in report.sections]
    return tuple(section for section in report.sections if section.id and ids.count(section.id) == 1)


def printed(spec: SectionSpec) -> str:
    """The heading as the format prints it, with its ordinal."""
    return f"{spec.ordinal}、{spec.heading}"
