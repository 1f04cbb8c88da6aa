"""Which territory a body belongs to: only what its name says, or a table that somebody gives."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias, get_args

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.errors import UsageError
from gongkai.recognize.body import territory
from gongkai.report import Level

__all__ = ["LEVELS", "NATIONAL", "Gazetteer", "gazetteer", "region"]

LEVELS: tuple[Level, ...] = get_args(Level)
"""From the widest down."""
NATIONAL = "全国"
"""The region of national bodies."""
OWN = "本级"
"""What follows a territory's name where only its own bodies are meant, without those of the territories in it."""
# Cities that are provinces: their districts are part of no other city.
MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))

Steps: TypeAlias = tuple[tuple[Level, str], ...]


class Gazetteer(Struct, frozen=True, dict=True):
    """Names of territories, or of bodies whose names tell none, and what each is part of. A name may have several
    parents: then it tells nothing unless the body's name holds one of them."""

    parents: Mapping[str, tuple[str, ...]] = {}

    @cached_property
    def _known(self) -> dict[str, tuple[Steps, ...]]:
        return {}

    def chains(self, name: str) -> tuple[Steps, ...]:
        """Every way from a name up, written from the widest down; the name itself is the last."""
        if name not in self._known:
            self._known[name] = ()  # what is part of itself leads nowhere
            self._known[name] = tuple(
                (*chain, (_below(name, chain), name))
                for parent in self.parents.get(name, ())
                for chain in (self.chains(parent) if parent else ((),))
            )
        return self._known[name]


def _below(name: str, chain: Steps) -> Level:
    """The level of a territory by its name; one inside another is at least a step narrower, as 南溪市 in 云川市 is."""
    own = territory(name)
    level = LEVELS.index(own[-1][0]) if own else 0
    inside = LEVELS.index(chain[-1][0] if chain else "national") + 1
    return LEVELS[min(max(level, inside), len(LEVELS) - 1)]


def gazetteer(text: str, name: str) -> Gazetteer:
    """A table in CSV with the columns name and parent; the widest territories have no parent, or none of their own row.
    Raises UsageError."""
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines()))
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    if head[:2] not in (["name", "parent"], ["名称", "上级"]):
        raise UsageError(
            Text(zh=f"{name} 的第一行应是：name,parent（或：名称,上级）", en=f"The first line of {name} must be: name,parent")
        )  # fmt: skip
    parents: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2 or not cells[0]:
            raise UsageError(
                Text(zh=f"{name} 第{number}行缺少名称或上级", en=f"{name}, line {number}: lacks a name or a parent")
            )
        parents[cells[0]] = tuple(dict.fromkeys((*parents.get(cells[0], ()), cells[1])))
    for parent in {each for several in parents.values() for each in several if each}:
        parents.setdefault(parent, ("",))
    return Gazetteer(parents)


def steps(agency: str, table: Gazetteer) -> Steps:
    """The territories that a body belongs to, as far as its name and the table tell without doubt."""
    said = territory(agency)
    if agency in table.parents and not (said and said[-1][1] == agency):
        chains = table.chains(agency)
        return chains[0][:-1] if len(chains) == 1 else said
    if not said:
        return ()
    names = {name for _, name in said}
    fitting = [chain for chain in table.chains(said[-1][1]) if names <= {name for _, name in chain}]
    return fitting[0] if len(fitting) == 1 else said


def region(agency: str | None, level: Level, table: Gazetteer) -> str | None:
    """The name of the body's territory, from the widest down to this level; None where that is not known."""
    if not agency:
        return None
    found = steps(agency, table)
    if not found:
        return None
    kept = [(each, name) for each, name in found if LEVELS.index(each) <= LEVELS.index(level)]
    label = "".join(name for _, name in kept)
    municipal = level == "city" and found[0][1] in MUNICIPALITIES
    if any(each == level for each, _ in kept) or municipal:
        return label
    # A bureau of a province belongs to no city; that a county does is left out of 云川县财政局.
    return label + OWN if label and len(kept) == len(found) else None
