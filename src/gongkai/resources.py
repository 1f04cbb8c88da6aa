"""Reading a plugin's package data and rule modules: what most plugins' hooks consist of."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from gongkai.bilingual import Text
from gongkai.duty import Duties, Duty
from gongkai.errors import PluginError
from gongkai.guard import Catcher
from gongkai.instrument import Instrument
from gongkai.rule import Rule
from gongkai.rule_index import indexed, keep_index, rule_of
from gongkai.schema import decode_json
from gongkai.standard import Standard
from gongkai.vocabulary import Vocabulary
from gongkai.wordlist import WordList

if TYPE_CHECKING:
    from gongkai.pack import PackContents

__all__ = ["duties_in", "instruments_in", "pack_in", "rules_in", "standards_in", "vocabulary_in", "words_in"]

T = TypeVar("T")


def rules_in(package: str) -> tuple[Rule, ...]:
    """The `RULE` of every module in a package, in order of the modules' names: a new rule is one new file.

    Raises PluginError for a module without a RULE.
    """
    names = _modules(package)
    rules = indexed(package, names)
    if rules is None:
        rules = tuple(rule_of(f"{package}.{name}") for name in names)
        # Plugins are loaded under a catcher. One that prints must be seen to print every time.
        if isinstance(sys.stdout, Catcher) and not sys.stdout.text:
            keep_index(package, names, rules)
    return rules


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


def vocabulary_in(package: str, name: str) -> Vocabulary:
    """The words of a kind of report from the package's data file `<name>.json`, to be put into its standards.

    Raises SchemaError with every violation, PluginError for kinds made of words that are not there.
    """
    vocabulary = _read("vocabulary", package, name, Vocabulary)
    if faults := tuple(vocabulary.faults()):
        raise PluginError(Text(zh=f"词表 {name} 有误：{'；'.join(faults)}", en=f"Words {name}: {'; '.join(faults)}"))
    return vocabulary


def instruments_in(package: str, *names: str) -> tuple[Instrument, ...]:
    """Instruments of law from the package's data files `<name>.json`. Raises SchemaError."""
    return tuple(_read("instrument", package, name, Instrument) for name in names)


def duties_in(package: str, *names: str) -> tuple[Duty, ...]:
    """Duties from the package's data files `<name>.json`, in their order. Raises SchemaError."""
    return tuple(duty for name in names for duty in _read("duties", package, name, Duties).duties)


def words_in(package: str, name: str) -> WordList:
    """A word list from the package's data file `<name>.json`. Raises SchemaError."""
    return _read("wordlist", package, name, WordList)


def pack_in(package: str, file: str) -> PackContents:
    """The YAML pack in a package's data file: its rules, standards and instruments, for a plugin's hooks.

    Raises PluginError when the file is not there, ReadError and SchemaError for what is wrong in it.
    """
    return _pack(_bytes(package, file).decode("utf-8-sig"), f"{package}/{file}")


@lru_cache(maxsize=8)
def _pack(text: str, name: str) -> PackContents:
    """Each of a plugin's hooks asks for the pack, and to read one takes some 20 ms."""
    from gongkai.pack import read_pack

    return read_pack(text, name)


def _read(schema: str, package: str, name: str, into: type[T]) -> T:
    data = _bytes(package, f"{name}.json")
    return decode_json(schema, data, into, Text(zh=f"{package}/{name}.json", en=f"{package}/{name}.json"))


def _bytes(package: str, file: str) -> bytes:
    try:
        return _data(package, file)
    except OSError as error:
        raise PluginError(Text(zh=f"{package} 中没有 {file}", en=f"No {file} in {package}")) from error


def _data(package: str, file: str) -> bytes:
    """The bytes of a package's file, from wherever its loader has it (a folder, a zipped wheel)."""
    module = importlib.import_module(package)
    loader = module.__spec__.loader if module.__spec__ else None
    get_data: Callable[[str], bytes] | None = getattr(loader, "get_data", None)
    if get_data is None:
        raise FileNotFoundError(file)
    return get_data(os.path.join(next(iter(module.__path__)), file))


def _modules(package: str) -> list[str]:
    """The names of a package's public modules, sorted. Hidden files are none: editors lay theirs beside what is edited."""
    folder = next(iter(importlib.import_module(package).__path__))
    if os.path.isdir(folder):
        names = [file.removesuffix(".py") for file in os.listdir(folder) if file.endswith(".py")]
    else:  # a zipped wheel; pkgutil costs more to import than the rest of this module
        import pkgutil

        names = [info.name for info in pkgutil.iter_modules([folder])]
    return sorted(name for name in names if not name.startswith(("_", ".")))
