"""From figures and equations to root causes: `localize`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from gongkai.balance.search import Residual, Search
from gongkai.balance.slips import EQUAL, MOVEMENTS, cost, judge, judge_move
from gongkai.balance.system import Balance, Candidate, Cause, Entry, K, Linear, Move, Number
from gongkai.balance.unknowns import Reduced, reduce

__all__ = ["Limits", "localize"]


class Limits(Struct, frozen=True):
    """How far to search. All sets of up to `exact` figures are tried, then movements, then larger sets up to
    `changes` figures as far as they are easy to find. `budget` bounds the steps of each component (about a
    microsecond to ten each); `shown` bounds the candidates of a cause."""

    exact: int = 2
    changes: int = 6
    budget: int = 20_000
    shown: int = 8


def localize(
    entries: Iterable[Entry[K]],
    equations: Sequence[Linear[K]],
    moves: Callable[[], Sequence[Move[K]]] = tuple,
    limits: Limits | None = None,
) -> Balance[K]:
    """Find out which figures are most probably wrong.

    Every key of an equation that is in no entry is an unknown. `moves` is only asked when something does not hold.
    The same input gives the same result in the same order; causes come in the order of their first equation.
    """
    limits = limits or Limits()
    known = {entry.key: entry for entry in entries}
    done = reduce(known, equations)
    values: dict[K, Number] = {key: entry.value for key, entry in known.items() if entry.value is not None}
    values.update(done.assumed)
    values.update(dict.fromkeys(done.zero, 0))
    residual: Residual = {}
    for n, row in enumerate(done.rows):
        if total := sum(coefficient * values[key] for key, coefficient in row.terms.items()):
            residual[n] = total
    causes: list[Cause[K]] = []
    if residual:
        filled = {
            key: entry if entry.value is not None else Entry(
                key=key, value=values.get(key), minimum=entry.minimum, maximum=entry.maximum, whole=entry.whole,
                weight=entry.weight, blank=True,
            )
            for key, entry in known.items()
        }  # fmt: skip
        for key in done.assumed:
            filled.setdefault(key, Entry(key=key, value=0, minimum=None, blank=True))
        movements = moves()
        for part in _components(done, residual, range(len(done.rows))):
            causes += _Component(done, filled, values, part, limits).causes(movements)
    causes.sort(key=lambda cause: cause.equations)
    broken = {n for cause in causes for n in cause.equations}
    solved = [
        each
        for each in done.solved(values)
        if each.key in done.zero or broken.isdisjoint(done.definitions[each.key].members)
    ]
    return Balance(causes=tuple(causes), solved=tuple(solved), open=tuple(done.open), unjudged=tuple(done.unjudged))


def _components(done: Reduced[K], residual: Residual, lines: Collection[int]) -> list[Residual]:
    """The equations that do not hold, apart where no chain of `lines` with common figures joins them."""
    group = {n: n for n in lines}

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    owner: dict[K, int] = {}
    for n in lines:
        for key in done.rows[n].terms:
            group[root(n)] = root(owner.setdefault(key, n))
    parts: dict[int, Residual] = {}
    for n, total in residual.items():
        parts.setdefault(root(n), {})[n] = total
    return list(parts.values())


class _Component(Search[K]):
    """One component, from its residual to its causes."""

    def __init__(
        self,
        done: Reduced[K],
        entries: Mapping[K, Entry[K]],
        values: Mapping[K, Number],
        residual: Residual,
        limits: Limits,
    ) -> None:
        super().__init__(done.rows, entries, values, limits.budget)
        self.done = done
        self.residual = residual
        self.limits = limits
        self.tried = 0

    def causes(self, moves: Sequence[Move[K]]) -> list[Cause[K]]:
        """The component as a whole; else its parts that share no figure, each by itself; what is left, as a whole."""
        if found := self._exact(moves):
            return found
        causes: list[Cause[K]] = []
        rest: Residual = {}
        for part in _components(self.done, self.residual, self.residual):
            self.residual, whole = part, self.residual
            mine = self._exact(moves) if len(part) < len(whole) else []
            self.residual = whole
            causes += mine
            rest |= {} if mine else part
        if rest:
            self.residual = rest
            causes += self._large()
        return causes

    def _exact(self, moves: Sequence[Move[K]]) -> list[Cause[K]]:
        """The causes if few figures or one movement explain everything; none otherwise."""
        found: list[Candidate[K]] = []
        for size in range(1, self.limits.exact + 1):
            if size > 1:
                found = self._moved_whole(moves)
            found += self._judged(self.sets(self.residual, size))
            self.tried = size if self.budget >= 0 else self.tried
            if found:
                return self._apart(found)
        return []

    def _large(self) -> list[Cause[K]]:
        for size in range(self.limits.exact + 1, self.limits.changes + 1):
            for loose in (0, 1):
                if found := self._judged(self.sets(self.residual, size, loose=loose)):
                    return self._apart(found)
        return [Cause(equations=self._members(self.residual), tried=self.tried)]

    def _judged(self, sets: Iterable[Mapping[K, Number]]) -> list[Candidate[K]]:
        return [judge(changes, self.entries, self.values) for changes in sets if self._possible(changes)]

    def _possible(self, changes: Mapping[K, Number]) -> bool:
        """Whether the unknowns still have allowed values after the changes."""
        if not self.done.definitions:
            return True
        values = {**self.values, **changes}
        for key in self.done.definitions:
            value = self.done.follow(key, values)
            if value is not None and key in self.entries and not self.entries[key].allows(value):
                return False
        return True

    def _moved_whole(self, moves: Sequence[Move[K]]) -> list[Candidate[K]]:
        """Movements that settle the component, alone or with one more figure."""
        found = []
        for move in moves:
            changes = {key: value for key, value in move.values if self.values.get(key, value) != value}
            if not changes or any(key not in self.columns for key in changes):
                continue
            rest = self.after(self.residual, changes)
            if not rest:
                found.append(judge_move(move, changes, None, self.entries))
            elif len(rest) < len(self.residual):
                for more in self.sets(rest, 1):
                    if more.keys().isdisjoint(changes):
                        one = judge(more, self.entries, self.values)
                        found.append(judge_move(move, changes, one, self.entries))
        return found

    def _members(self, lines: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({n for line in lines for n in self.rows[line].members}))

    def _apart(self, found: list[Candidate[K]]) -> list[Cause[K]]:
        """Causes of their own for changes that have nothing to do with each other, however the ties are broken."""
        order = {key: n for n, key in enumerate(self.columns)}
        found.sort(key=lambda c: (c.cost, [order[change.key] for change in c.changes]))
        best = [c for c in found if c.cost < found[0].cost + EQUAL]
        parts = {line: line for line in self.residual}

        def root(line: int) -> int:
            while parts[line] != line:
                line = parts[line]
            return line

        split = {id(c): self._pieces(c) for c in found}
        for candidate in best:
            for _, lines in split[id(candidate)]:
                for line in lines[1:]:
                    parts[root(line)] = root(lines[0])
        blocks: dict[int, list[int]] = {}
        for line in self.residual:
            blocks.setdefault(root(line), []).append(line)
        return [each for block in blocks.values() for each in self._causes(block, [split[id(c)] for c in found])]

    def _pieces(self, candidate: Candidate[K]) -> list[tuple[Candidate[K], list[int]]]:
        """The candidate cut into changes that share equations, each with the lines of the residual it settles."""
        rest = list(candidate.changes)
        pieces = []
        while rest:
            mine, lines = [rest.pop(0)], set[int]()
            grown = True
            while grown:
                lines = {n for change in mine for n in self.columns[change.key]}
                kinds = {change.slip.kind for change in mine if change.slip}
                joined = [
                    c
                    for c in rest
                    if not lines.isdisjoint(self.columns[c.key])
                    or (c.slip and c.slip.kind in MOVEMENTS and c.slip.kind in kinds)
                ]
                rest = [c for c in rest if c not in joined]
                mine += joined
                grown = bool(joined)
            whole = Candidate(tuple(mine), cost(mine, self.entries))
            pieces.append((whole, [n for n in self.residual if n in lines]))
        return pieces

    def _causes(self, block: list[int], split: Sequence[Sequence[tuple[Candidate[K], list[int]]]]) -> list[Cause[K]]:
        """What the candidates say of one block of equations. If there is but one, and each of its figures has an
        equation of its own that shows it wrong, each figure is a cause of its own."""
        inside = set(block)
        options: dict[frozenset[tuple[K, Number]], Candidate[K]] = {}
        for pieces in split:
            mine = [piece for piece, lines in pieces if inside.issuperset(lines)]
            covered = {line for _, lines in pieces if inside.issuperset(lines) for line in lines}
            if covered != inside:
                continue
            changes = tuple(change for piece in mine for change in piece.changes)
            key = frozenset((change.key, change.required) for change in changes)
            options.setdefault(key, Candidate(changes, sum(piece.cost for piece in mine)))
        ranked = sorted(options.values(), key=lambda c: c.cost)
        equal = sum(c.cost < ranked[0].cost + EQUAL for c in ranked)
        if len(ranked) == 1 and (alone := self._each_alone(ranked[0])):
            return alone
        shown = tuple(ranked[: max(self.limits.shown, 1)])
        return [Cause(equations=self._members(block), candidates=shown, equal=equal, tried=self.tried)]

    def _each_alone(self, candidate: Candidate[K]) -> list[Cause[K]]:
        """A cause for each change; none if a change shows only together with another, or would break an equation that
        only another one keeps."""
        if any(n not in self.residual for change in candidate.changes for n in self.columns[change.key]):
            return []
        lines = [[n for n in self.columns[change.key] if n in self.residual] for change in candidate.changes]
        found = []
        for change, mine in zip(candidate.changes, lines, strict=True):
            others = {n for each in lines if each is not mine for n in each}
            if others.issuperset(mine) or (change.slip and change.slip.kind in MOVEMENTS):
                return []
            one = Candidate((change,), cost((change,), self.entries))
            beside = sum(not set(mine).isdisjoint(each) for each in lines if each is not mine)
            members = self._members(mine)
            found.append(Cause(equations=members, candidates=(one,), equal=1, beside=beside, tried=self.tried))
        return found
