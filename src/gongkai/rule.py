"""What a rule is, and what it sees."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, TypedDict, TypeVar, Unpack

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.document import Reading
from gongkai.finding import Finding, Severity
from gongkai.instrument import Cite
from gongkai.kin import NO_KIN, Kin, Relation
from gongkai.report import Report
from gongkai.standard import DISCLOSURE, Standard

__all__ = ["Applies", "Described", "Example", "Facts", "Invalid", "Option", "OptionValue", "Rule", "Valid", "View"]

T = TypeVar("T")
OptionValue: TypeAlias = bool | int | float | str | tuple[str, ...]


class Option(Struct, frozen=True):
    """A setting of a rule: its default (which fixes its type), bounds for numbers, and what it means."""

    name: str
    default: OptionValue
    help: Text
    minimum: float | None = None


class Applies(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which reports a rule is for. Empty means all; `kinds` are kinds of reports, by default disclosure reports."""

    kinds: tuple[str, ...] = (DISCLOSURE,)
    standards: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    bodies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def to(self, report: Report) -> bool:
        """Whether a report is one of those."""
        year = report.fiscal_year
        if self.kinds and report.standard.kind not in self.kinds:
            return False
        if self.standards and report.standard.id not in self.standards:
            return False
        if self.bodies and report.body.kind not in self.bodies:
            return False
        if self.levels and report.body.level not in self.levels:
            return False
        if self.first_year is not None and (year is None or year < self.first_year):
            return False
        return self.last_year is None or (year is not None and year <= self.last_year)


class Example(Struct, frozen=True, kw_only=True):
    """A small report that a rule must accept (`Valid`) or must find fault with (`Invalid`).

    It is the standard's specimen with changes. In this order: `cells` (“table.row.column”: text) are filled
    in; `sections` (id: text) replace prose; the report is written as text; `replace` exchanges words in that text
    (each must occur). Or `source` is the whole text. `year` moves the specimen to another fiscal year, `agency`
    to another body. The report is read from text; `file_format` and `readings` are then what a reader of another
    format would have told.
    `form` is a format of the example's own.
    `previous`, `parent`, `children` and `siblings` are examples of the reports beside it (whether they are said to be
    valid does not matter); `missing` and `complete` are what was declared of the children.
    """

    note: str = ""
    standard: str = ""
    year: int | None = None
    agency: str | None = None
    cells: Mapping[str, str] = {}
    sections: Mapping[str, str] = {}
    replace: Mapping[str, str] = {}
    source: str | None = None
    file_format: str = ""
    readings: tuple[Reading, ...] = ()
    form: Standard | None = None
    previous: "Example | None" = None
    parent: "Example | None" = None
    children: "tuple[Example, ...]" = ()
    children_before: "tuple[Example, ...]" = ()
    siblings: "tuple[Example, ...]" = ()
    missing: tuple[str, ...] = ()
    complete: bool = False
    valid: bool
    keys: tuple[str, ...] = ()
    at: tuple[str, ...] = ()


class Changes(TypedDict, total=False):
    """What an example may say of its report: the fields of `Example`."""

    standard: str
    year: int | None
    agency: str | None
    cells: Mapping[str, str]
    sections: Mapping[str, str]
    replace: Mapping[str, str]
    source: str | None
    file_format: str
    readings: tuple[Reading, ...]
    form: Standard | None
    previous: Example | None
    parent: Example | None
    children: tuple[Example, ...]
    children_before: tuple[Example, ...]
    siblings: tuple[Example, ...]
    missing: tuple[str, ...]
    complete: bool


def Valid(note: str = "", **changes: Unpack[Changes]) -> Example:
    """An example in which the rule must find nothing. The arguments are those of `Example`."""
    return Example(note=note, valid=True, **changes)


def Invalid(
    note: str = "", *, keys: tuple[str, ...] = (), at: tuple[str, ...] = (), **changes: Unpack[Changes]
) -> Example:
    """An example in which the rule must find something: messages `keys` at logical paths `at`, where given."""
    return Example(note=note, valid=False, keys=keys, at=at, **changes)


class Facts(dict[Callable[[Report], object], object]):
    """Facts derived from one report, each computed on first need: facts[fact] is fact(report)."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def __missing__(self, fact: Callable[[Report], object]) -> object:
        found = self[fact] = fact(self._report)
        return found


class View(Struct, frozen=True):
    """What a rule sees: the report, its own options, facts that are derived once for all rules, and the reports beside
    this one (those that the rule `asks` for are there)."""

    report: Report
    options: Mapping[str, OptionValue] = {}
    facts: Facts | None = None
    kin: Kin = NO_KIN

    def derive(self, fact: Callable[[Report], T]) -> T:
        """fact(report), computed once per report however many rules ask. `fact` must be a pure function."""
        return fact(self.report) if self.facts is None else self.facts[fact]  # type: ignore[return-value] # see Facts

    def number(self, option: str) -> float:
        """The value of a numeric option. Raises KeyError for one that the rule does not have."""
        value = self._option(option)
        if not isinstance(value, int | float):
            raise TypeError(f"option {option} is not a number")
        return value

    def words(self, option: str) -> tuple[str, ...]:
        """The value of an option that is a list of words. Raises KeyError for one that the rule does not have."""
        value = self._option(option)
        if not isinstance(value, tuple):
            raise TypeError(f"option {option} is not a list")
        return value

    def _option(self, name: str) -> OptionValue:
        try:
            return self.options[name]
        except KeyError:
            raise KeyError(
                f"no option “{name}” among the rule's options ({', '.join(self.options) or 'none'})"
            ) from None


Check: TypeAlias = Callable[[View], Iterator[Finding]]


class Described(Struct, frozen=True, kw_only=True):
    """What a rule says of itself: all of it that selecting, listing and reporting need."""

    id: str
    name: str
    severity: Severity
    summary: Text
    advice: Text
    messages: Mapping[str, Text]
    basis: tuple[Cite, ...]
    explanation: str = ""
    why: Text | None = None
    applies: Applies = Applies()
    asks: tuple[Relation, ...] = ()
    reads: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    preview: bool = False

    def judges(self, report: Report, kin: Kin = NO_KIN) -> bool:
        """Whether the rule has what it needs: a report that it is for, and the reports that it asks for beside it."""
        if self.asks and (kin is NO_KIN or not all(map(kin.has, self.asks))):
            return False
        return self.applies.to(report) and self.has_readings(report)

    def has_readings(self, report: Report) -> bool:
        """Whether the report has one of the readings that the rule is about, if it is about any."""
        return not self.reads or any(reading.name in self.reads for reading in report.readings)

    @property
    def state(self) -> Literal["default", "preview"]:
        return "preview" if self.preview else "default"


class Rule(Described, frozen=True, kw_only=True):
    """One rule, whole: what it asks, why, how sure it is, and examples that are its tests and its manual.

    `explanation` is the rule module's docstring, for those who read and write rules; `why` says in a sentence or
    two, for the clerk who has the finding, why this is asked and what is not meant. A rule that `asks` for reports
    beside its own runs only when they are there, one that `reads` only for reports with one of these readings. A
    `preview` rule is not precise enough yet and runs only when it is selected by name.
    """

    check: Check
    examples: Sequence[Example] = ()
