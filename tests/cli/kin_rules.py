"""Rules for tests that ask for the reports beside one: each tells what it was given."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Finding, Rule, Text, View


def previous(view: View) -> Iterator[Finding]:
    """The carry-over between two years, where it is not the same."""
    last = view.kin.previous
    if last is None:
        return
    now, then = view.report.table("applications"), last.table("applications")
    if now is None or then is None:
        return
    if now.value("carried_in", "total") != then.value("carried_out", "total"):
        other = then.place("carried_out", "total").of(last.path)
        yield Finding("told", now.place("carried_in", "total"), {"what": last.path}, related=(other,))


def parent(view: View) -> Iterator[Finding]:
    """Which report sums this one up."""
    assert view.kin.parent is not None
    yield Finding("told", view.report.place(), {"what": view.kin.parent.path})


def children(view: View) -> Iterator[Finding]:
    """Which reports this one sums up, which are missing, and whether they are all."""
    kin = view.kin
    parts = [*(child.path for child in kin.children), *(f"missing {name}" for name in kin.missing)]
    parts += [f"before {child.path}" for child in kin.children_before] + ["complete"] * kin.complete
    yield Finding("told", view.report.place(), {"what": ", ".join(parts)})


def siblings(view: View) -> Iterator[Finding]:
    """Which reports are compared with each other."""
    yield Finding("told", view.report.place(), {"what": ", ".join(view.kin.siblings.paths)})


def passages(view: View) -> Iterator[Finding]:
    """Every passage of last year's report."""
    last = view.kin.previous
    for passage in last.passages if last else ():
        yield Finding("told", view.report.place(), {"what": passage.text}, related=(passage.place().of(last.path),))


def _rule(number: int, name: str, check, asks) -> Rule:
    return Rule(
        id=f"KT{number}",
        name=name,
        severity="warning",
        summary=Text(zh=name, en=name),
        advice=Text(zh="核对", en="check"),
        messages={"told": Text(zh="{what}", en="{what}")},
        basis=(),
        check=check,
        asks=(asks,),
        preview=name == "passages",
    )


RULES = (
    _rule(101, "previous", previous, "previous"),
    _rule(102, "parent", parent, "parent"),
    _rule(103, "children", children, "children"),
    _rule(104, "siblings", siblings, "siblings"),
    _rule(105, "passages", passages, "previous"),
)
