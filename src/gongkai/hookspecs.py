"""The hooks: what a plugin can give. Each is called once, when plugins are collected, and returns values.

A plugin is a module named by an entry point in the group `gongkai`. It sets `GONGKAI_API = 1` and implements
any of these with `@gongkai.hookimpl`.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai._markers import hookspec
from gongkai.config import Profile
from gongkai.duty import Duty
from gongkai.formatter import Formatter
from gongkai.instrument import Instrument
from gongkai.reader import Reader
from gongkai.rule import Rule
from gongkai.standard import Standard

__all__ = [
    "gongkai_duties",
    "gongkai_formatters",
    "gongkai_instruments",
    "gongkai_profiles",
    "gongkai_readers",
    "gongkai_rules",
    "gongkai_standards",
]


@hookspec
def gongkai_rules() -> Iterable[Rule]:
    """Rules to run. Ids must not clash with those of other plugins. Since API 1."""
    return ()


@hookspec
def gongkai_standards() -> Iterable[Standard]:
    """Report formats, usually read from data by `gongkai.standards_in`. Since API 1."""
    return ()


@hookspec
def gongkai_instruments() -> Iterable[Instrument]:
    """Instruments of law that rules cite, usually read from data by `gongkai.instruments_in`. Since API 1."""
    return ()


@hookspec
def gongkai_duties() -> Iterable[Duty]:
    """What articles ask of a report, and which rules check it, usually read by `gongkai.duties_in`. Since API 1."""
    return ()


@hookspec
def gongkai_readers() -> Iterable[Reader]:
    """Input formats. Since API 1."""
    return ()


@hookspec
def gongkai_formatters() -> Iterable[Formatter]:
    """Output formats for `--format`. Since API 1."""
    return ()


@hookspec
def gongkai_profiles() -> Iterable[Profile]:
    """Settings under a name, for `extends` in configurations and `--profile`. Since API 1."""
    return ()
