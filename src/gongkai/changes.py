"""What differs between two editions of the law: two standards, or the years that choose them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.duty import Duty
from gongkai.in_force import Force
from gongkai.rule import Rule
from gongkai.standard import BlockSpec, ColumnSpec, EquationSpec, RowSpec, SectionSpec, Standard, TableSpec

__all__ = ["GROUPS", "Change", "Edition", "Group", "changes"]

Group = Literal["section", "table", "block", "row", "column", "sum", "rule", "duty"]
GROUPS: tuple[Group, ...] = ("section", "table", "block", "row", "column", "sum", "rule", "duty")
T = TypeVar("T")


class Edition(Struct, frozen=True):
    """A standard with a fiscal year that it is for."""

    standard: Standard
    year: int


class Change(Struct, frozen=True, kw_only=True):
    """One difference: what stood there (`was`, None for new) and what stands there now (None for gone).

    `id` is the path of ids in the standard, such as `proactive.article20_1.issued`, or the id of the rule or duty;
    `where` names the table or block for people.
    """

    group: Group
    id: str
    where: Text | None = None
    was: Text | None = None
    now: Text | None = None


def changes(
    old: Edition, new: Edition, rules: Sequence[Rule], duties: Sequence[Duty], force: Force
) -> tuple[Change, ...]:
    """Every difference, by kind in the order of `GROUPS`; inside each, new and changed things before those gone."""

    def rules_of(edition: Edition) -> dict[str, Rule]:
        return {r.id: r for r in rules if force.rule_for(r, edition.standard, edition.year)}

    def duties_of(edition: Edition) -> dict[str, Duty]:
        # A newer format repeats duties of the older one under its own name: by its words, a duty stays the same.
        mine = [duty for duty in duties if force.duty_for(duty, edition.standard, edition.year)]
        ids = {duty.what: duty.id for duty in reversed(duties)}
        return {ids[duty.what]: duty for duty in mine}

    found = [
        *_compare("section", "", _sections(old.standard), _sections(new.standard), _section_words),
        *_compare("table", "", _tables(old.standard), _tables(new.standard), lambda table: table.name),
        *_inside(old.standard, new.standard),
        *_compare("rule", "", rules_of(old), rules_of(new), _rule_words),
        *_compare("duty", "", duties_of(old), duties_of(new), lambda duty: duty.what),
    ]
    return tuple(sorted(found, key=lambda change: GROUPS.index(change.group)))


def _compare(
    group: Group,
    path: str,
    old: Mapping[str, T],
    new: Mapping[str, T],
    words: Callable[[T], Text],
    where: Text | None = None,
) -> Iterator[Change]:
    for name in (*new, *(name for name in old if name not in new)):
        was = words(old[name]) if name in old else None
        now = words(new[name]) if name in new else None
        if was != now:
            yield Change(group=group, id=f"{path}{name}", where=where, was=was, now=now)


def _inside(old: Standard, new: Standard) -> Iterator[Change]:
    """Blocks, rows, columns and sums of the tables that both have. What is in a new or lost block goes with it."""
    before = _tables(old)
    for table in new.tables:
        if table.id not in before:
            continue
        former = before[table.id]
        blocks, former_blocks = ({b.id: b for b in each.blocks} for each in (table, former))
        yield from _compare("block", f"{table.id}.", former_blocks, blocks, _block_words, table.name)
        for name in (name for name in blocks if name in former_blocks):
            path, where = f"{table.id}.{name}.", _in(table, blocks[name])
            mine, theirs = blocks[name], former_blocks[name]
            yield from _compare("row", path, _by_id(theirs.rows), _by_id(mine.rows), _spec_words, where)
            yield from _compare("column", path, _by_id(theirs.columns), _by_id(mine.columns), _spec_words, where)
        yield from _sums(former, table)


def _sums(old: TableSpec, new: TableSpec) -> Iterator[Change]:
    """Sums by id; of one that both have, the terms it gained and lost."""
    before, after = ({e.id: e for e in table.equations} for table in (old, new))
    for name in (*after, *(name for name in before if name not in after)):
        was, now = before.get(name), after.get(name)
        terms, former = _terms(new, now), _terms(old, was)
        if set(terms) == set(former):
            continue
        gained = "＋".join(terms[term] for term in terms if term not in former)
        lost = "＋".join(former[term] for term in former if term not in terms)
        yield Change(
            group="sum",
            id=f"{new.id}.{name}",
            where=new.name,
            was=_sum_words(was, "减少：", "without: ", lost if now else "") if was else None,
            now=_sum_words(now, "增加：", "with: ", gained if was else "") if now else None,
        )


def _terms(table: TableSpec, equation: EquationSpec | None) -> dict[str, str]:
    """The labels of a sum's terms by their ids."""
    labels = {spec.id: spec.label for block in table.blocks for spec in block.specs}
    return {term: labels[term] for term in (*equation.left, *equation.right)} if equation else {}


def _sum_words(equation: EquationSpec, zh: str, en: str, terms: str) -> Text:
    name = equation.name
    return Text(zh=f"{name.zh}；{zh}{terms}", en=f"{name.en}; {en}{terms}") if terms else name


Spec = TypeVar("Spec", RowSpec, ColumnSpec)


def _by_id(specs: Sequence[Spec]) -> dict[str, Spec]:
    return {spec.id: spec for spec in specs}


def _sections(standard: Standard) -> dict[str, SectionSpec]:
    return {section.id: section for section in standard.sections}


def _tables(standard: Standard) -> dict[str, TableSpec]:
    return {table.id: table for table in standard.tables}


def _plain(words: str) -> Text:
    return Text(zh=words, en=words)


def _section_words(section: SectionSpec) -> Text:
    return _plain(f"{section.ordinal}、{section.heading}")


def _rule_words(rule: Rule) -> Text:
    return Text(zh=f"{rule.name} {rule.summary.zh}", en=f"{rule.name} {rule.summary.en}")


def _spec_words(spec: RowSpec | ColumnSpec) -> Text:
    return _plain("／".join((*spec.path, spec.label)))


def _block_words(block: BlockSpec) -> Text:
    """The caption; a block without one by its first row."""
    return _plain(block.caption or (block.rows[0].label if block.rows else "") or block.id)


def _in(table: TableSpec, block: BlockSpec) -> Text:
    caption = f" {block.caption}" if block.caption else ""
    return Text(zh=f"{table.name.zh}{caption}", en=f"{table.name.en}{caption}")
