"""Reading a plugin's package data and rule modules: what most plugins' hooks consist of."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

from gongkai.bilingual import Text
from gongkai.errors import PluginError
from gongkai.instrument import Instrument
from gongkai.rule import Rule
from gongkai.schema import decode_json
from gongkai.standard import Standard
from gongkai.wordlist import WordList

__all__ = ["instruments_in", "rules_in", "standards_in", "words_in"]

T = TypeVar("T")


def rules_in(package: str) -> tuple[Rule, ...]:
    """The `RULE` of every module in a package, in order of the modules' names: a new rule is one new file.

    Raises PluginError for a module without a RULE.
    """
    found = []
    for name in _modules(package):
        module = importlib.import_module(f"{package}.{name}")
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule):
            raise PluginError(Text(zh=f"{module.__name__} 没有 RULE", en=f"{module.__name__} has no RULE"))
        found.append(rule)
    return tuple(found)


def standards_in(package: str, *names: str) -> tuple[Standard, ...]:
    """Standards from the package's data files `<name>.json`, checked by the schema and for what it cannot say.

    Raises SchemaError with every violation, PluginError for sums and sections that name what is not there.
    """
    found = []
    for name in names:
        standard = _read("standard", package, name, Standard)
        if faults := tuple(standard.faults()):
            raise PluginError(
                Text(zh=f"标准 {name} 有误：{'；'.join(faults)}", en=f"Standard {name}: {'; '.join(faults)}")
            )
        found.append(standard)
    return tuple(found)


def instruments_in(package: str, *names: str) -> tuple[Instrument, ...]:
    """Instruments of law from the package's data files `<name>.json`. Raises SchemaError."""
    return tuple(_read("instrument", package, name, Instrument) for name in names)


def words_in(package: str, name: str) -> WordList:
    """A word list from the package's data file `<name>.json`. Raises SchemaError."""
    return _read("wordlist", package, name, WordList)


def _read(schema: str, package: str, name: str, into: type[T]) -> T:
    data = pkgutil.get_data(package, f"{name}.json")
    if data is None:
        raise PluginError(Text(zh=f"{package} 中没有 {name}.json", en=f"No {name}.json in {package}"))
    return decode_json(schema, data, into, Text(zh=f"{package}/{name}.json", en=f"{package}/{name}.json"))


def _modules(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    return sorted(info.name for info in pkgutil.iter_modules(path) if not info.name.startswith("_"))
