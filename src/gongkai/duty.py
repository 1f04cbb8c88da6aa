"""Duties as data: what an article asks of a report, and who checks it: rules, a person, or nobody yet."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

from typing import Literal

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.instrument import Cite
from gongkai.report import Level
from gongkai.rule import Applies

__all__ = ["Duties", "Duty"]


class Duty(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing that one article asks of a report.

    `rules` (ids) check it; one that is not installed does not count. What rules find is held against the duty when it
    stands in one of `sections`, or in none; without `sections`, wherever it stands. `person` says what only a person
    can judge: always, or (`when` "undated") only of a report that states no day of publication. `applies` and `levels`
    say which reports the duty is for; empty means all. A duty with neither rules nor `person` is not checked by anyone.
    """

    id: str
    cite: Cite
    what: Text
    rules: tuple[str, ...] = ()
    person: Text | None = None
    when: Literal["always", "undated"] = "always"
    sections: tuple[str, ...] = ()
    applies: Applies = Applies()
    levels: tuple[Level, ...] = ()


class Duties(Struct, frozen=True, forbid_unknown_fields=True):
    """A data file of duties, in the order in which they are shown."""

    duties: tuple[Duty, ...]
