"""Seeded faults in one report of a correct set: two years of a body, or a parent with its children."""

from __future__ import annotations

import random
from collections.abc import Mapping

from msgspec.structs import replace

from made_sets import MadeSet, added, carry, total
from spoiled import Fault, Spoiled, consistent, pick, put, slip, with_cells

# Rows of table two that are summed up (form of 2021); amounts may differ by rounding.
_DECISIONS = ("normative_documents", "licences", "penalties", "coercion")
_APPLICANTS = ("natural_person", "business", "legal_service", "other_organization")


def _one(who: str, table: str, rows: tuple[str, ...] = (), *, apart: bool = False) -> Fault:
    """One wrong cell of a table (of some of its rows) in a report."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        rng = random.Random(seed)
        path = pick(rng, made, who)
        if path is None or (table == "proactive" and made.now.standard.id != "gkbg-2021"):
            return None
        report = made.paths[path]
        keys = [k for k in report.numbers if k[0] == table and (not rows or k[1] in rows) and k[2] != "change"]
        changed = slip(rng, report, keys)
        return with_cells(made, path, changed, apart=apart) if changed else None

    return apply


def _twice(who: str, row: str) -> Fault:
    """A wrong number for one kind of applicant, and 总计 worked out from it."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        rng = random.Random(seed)
        path = pick(rng, made, who)
        if path is None:
            return None
        report = made.paths[path]
        more, key = rng.randint(1, 9), ("applications", row, rng.choice(_APPLICANTS))
        whole = ("applications", row, "total")
        return with_cells(made, path, {each: str(report.value(each) + more) for each in (key, whole)})

    return apply


def _swapped(who: str, row: str = "") -> Fault:
    """The numbers of two cells of a row of table three exchanged."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        rng = random.Random(seed)
        path = pick(rng, made, who)
        if path is None:
            return None
        report = made.paths[path]
        keys = [k for k in report.numbers if k[0] == "applications" and (not row or k[1] == row)]
        pairs = [(a, b) for a in keys for b in keys if a < b and a[1] == b[1] and report.value(a) != report.value(b)]
        if not pairs:
            return None
        one, other = rng.choice(pairs)
        return with_cells(made, path, {one: report.cell(other) or "0", other: report.cell(one) or "0"})

    return apply


def _both(one: Fault, other: Fault) -> Fault:
    """Two faults, each in a report of its own."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        first = one(made, seed)
        second = other(first.made, seed) if first else None
        if first is None or second is None:
            return None
        return replace(
            second,
            was=made,
            touched=(*first.touched, *second.touched),
            cells=first.cells | second.cells,
            faults=2,
        )

    return apply


def _carried(who: str, row: str) -> Fault:
    """More carried over, with as many more or less received: the report adds up."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        rng = random.Random(seed)
        path = pick(rng, made, who)
        if path is None:
            return None
        report, numbers = made.paths[path], dict(made.paths[path].numbers)
        column = rng.choice(_APPLICANTS)
        more = rng.randint(1, 9)
        if row == "carried_in":
            more = min(more, numbers["applications", "received", column])
        numbers["applications", row, column] += more
        carry(numbers, column)
        total(numbers)
        return consistent(made, path, report, numbers, ("applications", row, column))

    return apply


def _one_more(who: str) -> Fault:
    """One application more, granted, in every cell where it belongs: the report adds up."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        rng = random.Random(seed)
        path = pick(rng, made, who)
        if path is None:
            return None
        report, numbers = made.paths[path], dict(made.paths[path].numbers)
        for row in ("received", "granted", "total"):
            for column in ("natural_person", "total"):
                numbers["applications", row, column] += 1
        return consistent(made, path, report, numbers, ("applications", "received", "natural_person"))

    return apply


def _items(made: MadeSet, seed: str) -> Spoiled | None:
    key = ("proactive", "licences", "previous")
    if made.previous is None or key not in made.now.numbers or key not in made.previous.numbers:
        return None
    changed = {key: str(made.now.value(key) + random.Random(seed).randint(1, 20))}
    return replace(with_cells(made, "now.txt", changed), cells=frozenset(), rules=frozenset({"GK604"}))


def _words(now: Mapping[str, str], rule: str) -> Fault:
    """Words of this year's report that are wrong or last year's."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        if made.previous is None:
            return None
        last = {name: made.previous.words[name] for name in now if not now[name]}
        given = {name: text.replace("{last}", str(made.now.year - 1)) for name, text in now.items() if text}
        report = replace(made.now, words={**last, **given})
        return Spoiled(was=made, made=replace(made, now=report), touched=("now.txt",), rules=frozenset({rule}))

    return apply


def _compared(made: MadeSet, seed: str) -> Spoiled | None:
    if made.previous is None:
        return None
    key = ("applications", "received", "total")
    now, then = made.now.value(key), made.previous.value(key)
    if not now or not then or now == then:
        return None
    words = random.Random(seed).choice(
        (f"同比增长{abs(100 * (now - then) / then) + 7:.1f}%，", f"较上年减少{abs(now - then) + 3}件，")
    )
    report = replace(made.now, compared=words)
    return Spoiled(was=made, made=replace(made, now=report), touched=("now.txt",), rules=frozenset({"GK605"}))


def _old_table(made: MadeSet, seed: str) -> Spoiled | None:
    """Table two of last year left in."""
    if made.previous is None or made.previous.standard is not made.now.standard:
        return None
    old = {key: value for key, value in made.previous.numbers.items() if key[0] == "proactive"}
    own = [v for k, v in old.items() if v and k[2] not in ("in_force", "disclosed_total")]
    if len(own) < 3 or max(own) < 10:
        return None
    report = replace(made.now, numbers={**made.now.numbers, **old})
    return Spoiled(was=made, made=replace(made, now=report), touched=("now.txt",), rules=frozenset({"GK608"}))


def _summed(times: int) -> Fault:
    """One child left out of the parent's sums, or in them twice."""

    def apply(made: MadeSet, seed: str) -> Spoiled | None:
        if not made.children:
            return None
        child = random.Random(seed).choice(made.children)
        if not any(child.numbers.values()):
            return None
        summed = [each for each in made.children if each is not child] + [child] * times
        parent = replace(made.now, numbers=added(summed))
        rules = frozenset({"GK701", "GK702", "GK703"})
        return Spoiled(
            was=made, made=replace(made, now=parent), touched=("now.txt",), rules=rules, child=child.agency
        )

    return apply


def _missing(made: MadeSet, seed: str) -> Spoiled | None:
    if not made.children:
        return None
    child = random.Random(seed).choice(made.children)
    rest = tuple(each for each in made.children if each is not child)
    spoiled = replace(made, children=rest, missing=(child.agency,))
    return Spoiled(was=made, made=spoiled, rules=frozenset({"GK705"}), child=child.agency)


def _other_year(made: MadeSet, seed: str) -> Spoiled | None:
    path = pick(random.Random(seed), made, "child")
    if path is None:
        return None
    child = made.paths[path]
    spoiled = put(made, path, replace(child, year=child.year - 1))
    return Spoiled(was=made, made=spoiled, rules=frozenset({"GK705"}), child=child.agency)


def _chain(made: MadeSet, seed: str) -> Spoiled | None:
    """A child's report of last year carried out more than this year's carried in; it adds up by itself."""
    path = pick(random.Random(seed), made, "before")
    if path is None:
        return None
    numbers = dict(made.paths[path].numbers)
    numbers["applications", "carried_out", "business"] += 1
    carry(numbers, "business")
    total(numbers)
    report = replace(made.paths[path], numbers=numbers)
    return Spoiled(was=made, made=put(made, path, report), rules=frozenset({"GK708"}), child=report.agency)


YEARS: dict[str, Fault] = {
    "a cell carried in": _one("now", "applications", ("carried_in",)),
    "a cell carried out last year": _one("previous", "applications", ("carried_out",)),
    "carried in, applicant and 总计": _twice("now", "carried_in"),
    "carried out last year, applicant and 总计": _twice("previous", "carried_out"),
    "two cells carried in swapped": _swapped("now", "carried_in"),
    "two cells carried out last year swapped": _swapped("previous", "carried_out"),
    "a cell carried in, and one carried out": _both(
        _one("now", "applications", ("carried_in",)), _one("previous", "applications", ("carried_out",))
    ),
    "items of last year": _items,
    "comparison with last year": _compared,
    "a sentence of last year": _words({"other": "{last}年，我单位共公开信息94条。未收取信息处理费。"}, "GK611"),
    "problems copied": _words({"problems": ""}, "GK606"),
    "overview copied": _words({"overview": ""}, "GK607"),
    "table two of last year": _old_table,
}
FAMILY: dict[str, Fault] = {
    "a cell of a child": _one("child", "applications"),
    "a cell of the parent": _one("parent", "applications"),
    "a cell of the parent, and one of a child": _both(_one("parent", "applications"), _one("child", "applications")),
    "two cells of a child swapped": _swapped("child"),
    "two cells of the parent swapped": _swapped("parent"),
    "table 4: a cell of a child": _one("child", "disputes"),
    "table 4: a cell of the parent": _one("parent", "disputes"),
    "a child left out of the sums": _summed(0),
    "a child in the sums twice": _summed(2),
    "a declared child without a report": _missing,
    "a child of another year": _other_year,
    "a child carried out otherwise last year": _chain,
}
APART: dict[str, Fault] = {
    "carried in, and received": _carried("now", "carried_in"),
    "carried out last year, and received": _carried("previous", "carried_out"),
    "one application more in the parent": _one_more("parent"),
    "one application more in a child": _one_more("child"),
    "table 2: a cell of the parent": _one("parent", "proactive", _DECISIONS, apart=True),
    "table 2: a cell of a child": _one("child", "proactive", _DECISIONS, apart=True),
}
