"""Seeded faults: what clerks, spreadsheets and conversions do to a correct report."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import pairwise

from msgspec import Struct

from gongkai.standard import TableSpec
from made import Key, Made

Text = Callable[[random.Random, Made], "Mutation | None"]
Value = Callable[[random.Random, Made, Key], int | None]


class Mutation(Struct, frozen=True, kw_only=True):
    """A report with faults: its text, how many faults, and what shows that they were found: the cells that were
    changed, or the rules that are there for such a fault."""

    text: str
    faults: int = 1
    cells: frozenset[Key] = frozenset()
    rules: frozenset[str] = frozenset()


class Fault(Struct, frozen=True):
    """A kind of fault. The same report and seed give the same mutation; None when the report has no place for it."""

    name: str
    make: Text

    def apply(self, made: Made, seed: int) -> Mutation | None:
        return self.make(random.Random(f"{self.name}/{made.standard.id}/{seed}"), made)


def _table(made: Made, name: str) -> TableSpec:
    return next(table for table in made.standard.tables if table.id == name)


def _keys(made: Made, name: str) -> list[Key]:
    return [(name, row.id, column.id) for _, row, column in _table(made, name).places]


# One cell


def wrong_digit(rng: random.Random, made: Made, key: Key) -> int | None:
    digits = list(str(made.value(key)))
    place = rng.randrange(len(digits))
    digits[place] = rng.choice(
        [d for d in "0123456789" if d != digits[place] and (d != "0" or place or len(digits) == 1)]
    )
    return int("".join(digits))


def transposed(rng: random.Random, made: Made, key: Key) -> int | None:
    digits = str(made.value(key))
    places = [n for n, (a, b) in enumerate(pairwise(digits)) if a != b and (n or b != "0")]
    if not places:
        return None
    n = rng.choice(places)
    return int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :])


def digit_lost(rng: random.Random, made: Made, key: Key) -> int | None:
    digits = str(made.value(key))
    if len(digits) < 2:
        return None
    n = rng.randrange(1, len(digits))
    return int(digits[:n] + digits[n + 1 :])


def digit_doubled(rng: random.Random, made: Made, key: Key) -> int | None:
    digits = str(made.value(key))
    n = rng.randrange(len(digits))
    value = int(digits[: n + 1] + digits[n:])
    return value if value != made.value(key) else None


def one_off(rng: random.Random, made: Made, key: Key) -> int | None:
    value = made.value(key)
    return value + (1 if value == 0 else rng.choice((-1, 1)))


def from_above(rng: random.Random, made: Made, key: Key) -> int | None:
    rows = list(_table(made, key[0]).rows)
    n = rows.index(key[1])
    return made.value((key[0], rows[n - 1], key[2])) if n else None


def _cells(count: int, value: Value, table: str, among: Callable[[Made, Key], bool] = lambda *_: True) -> Text:
    """So many cells of a table get a wrong value each."""

    def apply(rng: random.Random, made: Made) -> Mutation | None:
        keys = [key for key in _keys(made, table) if among(made, key)]
        rng.shuffle(keys)
        changed: dict[Key, str] = {}
        for key in keys:
            wrong = value(rng, made, key)
            if wrong is not None and wrong != made.value(key):
                changed[key] = str(wrong)
            if len(changed) == count:
                return _changed(made, changed, count)
        return None

    return apply


def _changed(made: Made, cells: Mapping[Key, str], faults: int = 1) -> Mutation:
    return Mutation(text=made.with_cells(cells).text(), faults=faults, cells=frozenset(cells))


def _any_slip(rng: random.Random, made: Made, key: Key) -> int | None:
    return rng.choice((wrong_digit, transposed, digit_lost, digit_doubled, one_off, from_above))(rng, made, key)


def _is_total(made: Made, key: Key) -> bool:
    return "total" in key[1] or "total" in key[2]


def _in_filled_group(made: Made, key: Key) -> bool:
    """In a group of table four whose total is printed: where it is blank, any number makes the group add up."""
    return made.cell((key[0], key[1], f"{key[2].split('_')[0]}_total")) != ""


# Several cells in one movement


def swapped(rng: random.Random, made: Made) -> Mutation | None:
    keys = _keys(made, "applications")
    pairs = [(a, b) for a in keys for b in keys if a < b and (a[1] == b[1] or a[2] == b[2])]
    pairs = [(a, b) for a, b in pairs if made.value(a) != made.value(b)]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return _changed(made, {one: made.cell(other), other: made.cell(one)})


def shifted_row(rng: random.Random, made: Made) -> Mutation | None:
    table = _table(made, "applications")
    rows = [row for row in table.rows if made.value(("applications", row, "total"))]
    if not rows:
        return None
    row = rng.choice(rows)
    keys = [key for key in _keys(made, "applications") if key[1] == row]
    if rng.random() < 0.5:
        keys.pop()  # the total stays in its place
    texts = [made.cell(key) for key in keys]
    texts = [texts[-1], *texts[:-1]] if rng.random() < 0.5 else [*texts[1:], texts[0]]
    changed = {key: text for key, text in zip(keys, texts, strict=True) if text != made.cell(key)}
    return _changed(made, changed) if changed else None


def wrong_column(rng: random.Random, made: Made) -> Mutation | None:
    parts = [column.id for column in _table(made, "applications").blocks[0].columns][:-1]
    found = [k for k in _keys(made, "applications") if k[2] in parts and made.value(k)]
    rng.shuffle(found)
    for table, row, column in found:
        n = parts.index(column)
        other = (table, row, parts[n + 1] if n + 1 < len(parts) else parts[n - 1])
        if made.value(other) == 0:
            zero = "" if made.zeros != "printed" else "0"
            return _changed(made, {(table, row, column): zero, other: made.cell((table, row, column))})
    return None


def blanked(rng: random.Random, made: Made) -> Mutation | None:
    keys = [k for table in ("applications", "disputes") for k in _keys(made, table) if made.value(k)]
    return _changed(made, {rng.choice(keys): ""}) if keys else None


# The shape of the report


def _row_line(made: Made, text: str, row: str) -> tuple[list[str], int]:
    """The lines of a report, and the index of a table-three row that is printed with its label alone on the line."""
    label = _table(made, "applications").rows[row][2].label
    lines = text.split("\n")
    return lines, next(n for n, line in enumerate(lines) if f"\t{label}\t" in f"\t{line}")


def dropped_row(rng: random.Random, made: Made) -> Mutation | None:
    rows = list(_table(made, "applications").rows)
    row = rng.choice([r for r in rows if r not in ("received", "granted")])
    lines, n = _row_line(made, made.text(), row)
    return Mutation(text="\n".join([*lines[:n], *lines[n + 1 :]]), rules=frozenset({"GK202"}))


def added_row(rng: random.Random, made: Made) -> Mutation | None:
    lines, n = _row_line(made, made.text(), "rejected_petition")
    values = "\t".join(str(rng.randint(0, 9)) for _ in range(7))
    return Mutation(text="\n".join([*lines[:n], f"\t\t小计\t{values}", *lines[n:]]), rules=frozenset({"GK203"}))


def changed_label(rng: random.Random, made: Made) -> Mutation | None:
    old, new = rng.choice(
        (("2.重复申请", "2.反复申请"), ("1.属于国家秘密", "1.涉及国家秘密"), ("法律服务机构", "法律服务组织"))
    )
    return Mutation(text=made.text().replace(old, new), rules=frozenset({"GK206", "GK202", "GK203", "GK204"}))


def _sections(made: Made) -> tuple[str, list[str]]:
    """What stands before the first heading, and the sections."""
    text = made.text()
    starts = [text.index(f"\n{s.ordinal}、{s.heading}") for s in made.standard.sections]
    pieces = [text[a:b] for a, b in pairwise([*starts, len(text)])]
    return text[: starts[0]], pieces


def dropped_section(rng: random.Random, made: Made) -> Mutation | None:
    head, pieces = _sections(made)
    pieces.pop(rng.randrange(len(pieces)))
    return Mutation(text=head + "".join(pieces), rules=frozenset({"GK101", "GK201"}))


def moved_section(rng: random.Random, made: Made) -> Mutation | None:
    head, pieces = _sections(made)
    n = rng.randrange(len(pieces) - 1)
    pieces[n], pieces[n + 1] = pieces[n + 1], pieces[n]
    return Mutation(text=head + "".join(pieces), rules=frozenset({"GK102", "GK104"}))


def renamed_section(rng: random.Random, made: Made) -> Mutation | None:
    old, new = rng.choice(
        (
            ("总体情况", "工作开展情况"),
            ("主动公开政府信息情况", "主动公开政务信息情况"),
            ("其他需要报告的事项", "其他说明的情况"),
        )
    )
    return Mutation(text=made.text().replace(f"、{old}\n", f"、{new}\n"), rules=frozenset({"GK101", "GK103"}))


def doubled_section(rng: random.Random, made: Made) -> Mutation | None:
    head, pieces = _sections(made)
    n = rng.choice((0, 4, 5))
    return Mutation(text=head + "".join([*pieces, pieces[n]]), rules=frozenset({"GK102", "GK104"}))


def wrong_standard(rng: random.Random, made: Made) -> Mutation | None:
    """A table of one format in a report of a year of the other."""
    years = made.standard.years
    year = years.last + 2 if years.last else years.first - 1
    return Mutation(text=made.text().replace(str(made.year), str(year)), rules=frozenset({"GK208"}))


_KINDS: tuple[tuple[str, Text], ...] = (
    ("wrong digit", _cells(1, wrong_digit, "applications")),
    ("digits exchanged", _cells(1, transposed, "applications")),
    ("digit lost", _cells(1, digit_lost, "applications")),
    ("digit doubled", _cells(1, digit_doubled, "applications")),
    ("one off", _cells(1, one_off, "applications")),
    ("value of the row above", _cells(1, from_above, "applications")),
    ("wrong total", _cells(1, _any_slip, "applications", _is_total)),
    ("two cells", _cells(2, _any_slip, "applications")),
    ("three cells", _cells(3, _any_slip, "applications")),
    ("two cells swapped", swapped),
    ("wrong column", wrong_column),
    ("row shifted", shifted_row),
    ("cell blanked", blanked),
    ("table 4: one cell", _cells(1, _any_slip, "disputes", _in_filled_group)),
    ("row dropped", dropped_row),
    ("row added", added_row),
    ("label changed", changed_label),
    ("section dropped", dropped_section),
    ("section moved", moved_section),
    ("section renamed", renamed_section),
    ("section doubled", doubled_section),
    ("wrong standard", wrong_standard),
)
FAULTS: dict[str, Fault] = {name: Fault(name, make) for name, make in _KINDS}
