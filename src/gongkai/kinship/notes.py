"""What is said of reports that were asked for beside others and are not there, or could be several."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.bilingual import Text
from gongkai.finding import Diagnostic, Incident, Severity
from gongkai.kin import RELATIONS, Relation
from gongkai.kinship.register import Entry
from gongkai.place import NOWHERE

__all__ = [
    "alone",
    "duplicate",
    "lost",
    "nameless",
    "no_year",
    "nobody",
    "same_path",
    "unlisted",
    "unsure",
    "without",
]

_NAMED = 3
_ALIAS = Text(
    zh="在配置的 [series] aliases 写明改名，或者在关系表（--relations）里写明机关、年度和文件",
    en="Say who was renamed in [series] aliases, or name body, year and file in a table (--relations)",
)
_PATHS = Text(
    zh="请检查给出的路径；机关改过名的，在配置的 [series] aliases 里写明",
    en="Check the paths that were given; name renamed bodies in [series] aliases",
)


def unsure(path: str | None, wanted: str, year: int, entries: Sequence[Entry]) -> Incident:
    """Several reports could be meant, or one whose name does not say enough."""
    shown = entries[:_NAMED]
    more = len(entries) - len(shown)
    names = "、".join(f"{entry.path}（{entry.body}）" for entry in shown)
    english = ", ".join(f"{entry.path} ({entry.body})" for entry in shown)
    return Incident(
        code="GK921",
        path=path,
        message=Text(
            zh=f"“{wanted}”{year}年度的报告不能确定是哪一份，没有比较：{names}"
            + (f"等{len(entries)}份" if more else ""),
            en=f"Which is the report of “{wanted}” for {year} is not certain, nothing was compared: {english}"
            + (f" and {more} more" if more else ""),
        ),
        advice=_ALIAS,
    )


def nameless(entry: Entry) -> Incident:
    """A report that cannot be matched, because it does not say whose or of which year it is."""
    lacks = Text("机关名称", "body") if entry.body is None else Text("年度", "fiscal year")
    return Incident(
        code="GK921",
        path=entry.path,
        message=Text(
            zh=f"看不出报告的{lacks.zh}，无法与别的报告对应，没有比较",
            en=f"The report's {lacks.en} is not known: it was matched with no other and not compared",
        ),
        advice=Text(
            zh="在关系表（--relations）里写明这个文件的机关和年度",
            en="Name this file's body and year in a table (--relations)",
        ),
    )


def lost(entry: Entry, count: int) -> Incident:
    """Some of the files that were given as children could not be read."""
    return Incident(
        code="GK921",
        path=entry.path,
        message=Text(
            zh=f"下级的报告有{count}份没有读出来，没有与“{entry.body}”的合计比较",
            en=f"{count} of the children's reports could not be read: they were not compared with “{entry.body}”",
        ),
        advice=Text(
            zh="改正或者去掉那些文件，或者用关系表（--relations）写明下级",
            en="Mend or leave out those files, or name the children in a table (--relations)",
        ),
    )


def same_path(path: str) -> Incident:
    """Several documents have one path, so that they cannot be told apart."""
    return Incident(
        code="GK921",
        path=path,
        message=Text(
            zh="几份报告的路径相同，分不清是哪一份，没有比较",
            en="Several reports have this path: they cannot be told apart and were not compared",
        ),
        advice=Text(zh="给每份报告不同的 path", en="Give each report a path of its own"),
    )


def alone(entry: Entry, relation: Relation) -> Incident:
    """The only report that was checked has no counterpart."""
    what = RELATIONS[relation]
    return Incident(
        code="GK922",
        path=entry.path,
        message=Text(
            zh=f"没有找到“{entry.body}”{what.zh}，没有比较",
            en=f"“{entry.body}”: {what.en} not found, nothing was compared",
        ),
        advice=_PATHS,
    )


def nobody(count: int, relation: Relation) -> Incident:
    """None of the reports that were checked has a counterpart: what was asked for did not take place."""
    what = RELATIONS[relation]
    return Incident(
        code="GK922",
        message=Text(
            zh=f"{count}份报告没有一份找到{what.zh}，没有比较",
            en=f"{what.en[0].upper()}{what.en[1:]} not found for any of {count} reports: nothing was compared",
        ),
        advice=_PATHS,
    )


def unlisted(entries: Sequence[Entry]) -> Incident:
    """The table of relations has none of the bodies that were checked."""
    first = entries[0]
    return Incident(
        code="GK922",
        path=first.path if len(entries) == 1 else None,
        message=Text(
            zh=f"关系表里没有检查的{len(entries)}份报告的机关（如“{first.body}”{first.year}年度），没有核对汇总",
            en=f"The table of relations has no body of the {len(entries)} report(s) checked (such as “{first.body}” for "
            f"{first.year}): no sums were compared",
        ),
        advice=Text(
            zh="核对关系表里的机关名称和年度是否与报告一致；改过名的，在配置的 [series] aliases 里写明",
            en="Check that its names and years are those of the reports; name renamed bodies in [series] aliases",
        ),
    )


def without(entry: Entry, relation: Relation) -> Diagnostic:
    """One of several reports has no counterpart, as with a new body."""
    what = RELATIONS[relation]
    return _notice(
        "GK923", "run-no-counterpart", "info", entry.path,
        Text(zh=f"没有找到“{entry.body}”{what.zh}，没有比较", en=f"“{entry.body}”: {what.en} not found, not compared"),
        Text(zh="新设立的机关不必理会；改过名的，在配置的 [series] aliases 里写明", en="Ignore this for a new body; name a renamed one in [series] aliases"),
    )  # fmt: skip


def no_year(entry: Entry, count: int) -> Diagnostic:
    """There is no report at all of the year before a year; said once, at the first of that year's reports."""
    year = entry.year or 0
    return _notice(
        "GK923", "run-no-counterpart", "info", entry.path,
        Text(zh=f"没有{year - 1}年度的报告：{year}年度的{count}份报告没有与上一年度比较", en=f"There are no reports of {year - 1}: {count} report(s) of {year} were not compared with the year before"),
        Text(zh="要比较的话，把那一年的报告也放进 --previous", en="To compare them, give the reports of that year in --previous, too"),
    )  # fmt: skip


def duplicate(entry: Entry, first: Entry) -> Diagnostic:
    """Two checked reports are of one body and year."""
    return _notice(
        "GK924", "run-duplicate-report", "warning", entry.path,
        Text(zh=f"与 {first.path} 是同一机关（{entry.body}）同一年度（{entry.year}）的报告", en=f"The same body ({entry.body}) and year ({entry.year}) as {first.path}"),
        Text(zh="只留一份，或者在关系表（--relations）里写明各是哪个机关的", en="Keep one, or say in a table (--relations) whose each is"),
    )  # fmt: skip


def _notice(code: str, name: str, severity: Severity, path: str, message: Text, advice: Text) -> Diagnostic:
    return Diagnostic(
        rule=code, name=name, severity=severity, message=message, advice=advice, basis=(), path=path, place=NOWHERE,
        key=name.removeprefix("run-"),
    )  # fmt: skip
