"""Whether a section is last year's, word for word: shared by the rules on single sections."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Arg, Finding, Text, View, alike, written

__all__ = ["COPIED_MESSAGES", "copied_section"]

COPIED_MESSAGES = {
    "copied": Text(
        zh="“{section}”有{share}与上年报告相同（除去数字、年份、机关名称和固定用语，共比较{length}字）",
        en="{share} of “{section}” stands in last year's report ({length} characters compared, without numbers, years, names "
        "and set phrases)",
    ),
}


def copied_section(view: View, section_id: str) -> Iterator[Finding]:
    """A finding if so much of a section as the option `share` says stands in the same section of last year's report.

    Of sections with less than `short` characters of the writer's own it is only a hint.
    """
    before, section = view.kin.previous, view.report.section(section_id)
    if before is None or section is None or before.section(section_id) is None:
        return
    found = alike(written(view.report, section_id), written(before, section_id), shortest=20)
    if found.length < view.number("least") or found.contained < view.number("share"):
        return
    here = [place for each in found.shared for place in each.here]
    there = [place.of(before.path) for each in found.shared for place in each.there]
    args: dict[str, Arg] = {
        "section": section.name, "share": f"{int(found.contained * 100)}%", "length": found.length,
    }  # fmt: skip
    place, *more = here or [section.place()]
    yield Finding(
        "copied", place, args, related=(*more, *there),
        at_most="info" if found.length < view.number("short") else "error",
    )  # fmt: skip
