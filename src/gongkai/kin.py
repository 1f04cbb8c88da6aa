"""The reports beside one report: last year's, its parent's, its children's and its neighbours'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar, cast

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.report import Report

__all__ = ["NO_KIN", "NO_REPORTS", "RELATIONS", "Kin", "Relation", "ReportSet"]

T = TypeVar("T")
Relation: TypeAlias = Literal["previous", "parent", "children", "siblings"]
"""What a rule can ask for beside its report."""
RELATIONS: Mapping[Relation, Text] = {
    "previous": Text("上一年度的报告", "report of the year before"),
    "parent": Text("上级的报告", "parent's report"),
    "children": Text("下级的报告", "children's reports"),
    "siblings": Text("同级的报告", "neighbours' reports"),
}
"""The same in words."""


class ReportSet:
    """Several reports by path. Each is loaded when it is asked for and not kept: memory holds one at a time, however
    many there are."""

    def __init__(self, paths: Sequence[str], load: Callable[[str], Report]) -> None:
        """`load` gives the report of one of the paths, the same each time."""
        self.paths = tuple(paths)
        self._load = load
        self._known: dict[object, object] = {}

    @classmethod
    def of(cls, reports: Sequence[Report]) -> ReportSet:
        """A set of reports that are in memory."""
        known: Mapping[str, Report] = {report.path: report for report in reports}
        return cls(tuple(known), known.__getitem__)

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[Report]:
        return map(self._load, self.paths)

    def load(self, path: str) -> Report:
        """The report of one of the set's paths."""
        return self._load(path)

    def derive(self, fact: Callable[[ReportSet], T]) -> T:
        """fact(this set), computed once for all reports and rules that share the set. `fact` must be pure."""
        if fact not in self._known:
            self._known[fact] = fact(self)
        return cast("T", self._known[fact])


NO_REPORTS = ReportSet.of(())


class Kin(Struct, frozen=True, kw_only=True):
    """What stands beside one report.

    `previous` is the same body's report of the fiscal year before, `parent` that of the body which sums this one up,
    `children` those of the bodies which this one sums up, `children_before` theirs of the year before; `siblings` are
    all reports of one set and year, the report itself among them. `missing` names children that were declared but
    have no report of this year; `complete` says that the user declared the children to be all there are. `summed` says
    that the parent's report is checked, too, with this one among its children: rules on children tell what is wrong
    between the two.
    """

    previous: Report | None = None
    parent: Report | None = None
    children: ReportSet = NO_REPORTS
    children_before: ReportSet = NO_REPORTS
    siblings: ReportSet = NO_REPORTS
    missing: tuple[str, ...] = ()
    complete: bool = False
    summed: bool = False

    def has(self, relation: Relation) -> bool:
        """Whether there is what the relation asks for. Declared children without a report are something, too."""
        if relation == "children":
            return bool(self.children) or bool(self.missing)
        if relation == "siblings":
            return len(self.siblings) > 1
        return (self.previous if relation == "previous" else self.parent) is not None


NO_KIN = Kin()
