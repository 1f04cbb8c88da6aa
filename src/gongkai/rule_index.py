"""An index of a package's rules, so that a run imports only the modules of rules that it runs.

It holds all that a rule says of itself; `check` and `examples` come from the module on first need. An index is used
only while nothing changed that it was made from: the files of the package's whole top-level package, those of all other
modules that were loaded (Gongkai's among them), and the interpreter. Files are judged by names, sizes and times, as
Python judges its own bytecode. Otherwise the modules are imported as without it.
"""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TypeAlias, overload

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from gongkai.bilingual import Text
from gongkai.errors import PluginError
from gongkai.finding import Finding
from gongkai.kept import forget, keep, keeps, kept, used
from gongkai.rule import Described, Example, Rule, View

__all__ = ["indexed", "keep_index", "rule_of"]

# Times are whole seconds: copies, archives and images keep no more. A file that changes twice within one tick looks
# unchanged, so nothing younger is indexed.
_TICK = 2

Stamp: TypeAlias = tuple[str, int, int]
"""A file: its path, its time of change in whole seconds, its size."""


class _Index(Struct, frozen=True, array_like=True):
    interpreter: str
    tree: tuple[Stamp, ...]
    others: tuple[Stamp, ...]
    modules: tuple[str, ...]
    rules: tuple[Described, ...]


_Slice: TypeAlias = "slice[int | None, int | None, int | None]"


class _LateCheck:
    """A rule's `check`, imported when it is called."""

    def __init__(self, package: str, module: str, rule: str) -> None:
        self._package, self._module, self._id = package, module, rule
        self._rule: Rule | None = None

    def __call__(self, view: View) -> Iterator[Finding]:
        return self.rule().check(view)

    def rule(self) -> Rule:
        """The rule itself. Raises what importing its module raises; PluginError when another rule is there now."""
        if self._rule is None:
            try:
                self._rule = self._imported()
            except BaseException:
                # The next run imports everything again and names the plugin that cannot be loaded.
                forget(_name(self._package))
                raise
        return self._rule

    def _imported(self) -> Rule:
        name = f"{self._package}.{self._module}"
        rule = rule_of(name)
        if rule.id != self._id:
            raise PluginError(Text(zh=f"{name} 在运行中变了", en=f"{name} changed during the run"))
        return rule


class _LateExamples(Sequence[Example]):
    """A rule's examples, imported when they are looked at."""

    def __init__(self, check: _LateCheck) -> None:
        self._check = check

    @overload
    def __getitem__(self, index: int) -> Example: ...

    @overload
    def __getitem__(self, index: "_Slice") -> Sequence[Example]: ...

    def __getitem__(self, index: "int | _Slice") -> Example | Sequence[Example]:
        return self._check.rule().examples[index]

    def __len__(self) -> int:
        return len(self._check.rule().examples)


def rule_of(module: str) -> Rule:
    """The RULE of a module, which is imported. Raises PluginError when it has none."""
    rule = getattr(import_module(module), "RULE", None)
    if not isinstance(rule, Rule):
        raise PluginError(Text(zh=f"{module} 没有 RULE", en=f"{module} has no RULE"))
    return rule


def indexed(package: str, modules: Sequence[str]) -> tuple[Rule, ...] | None:
    """The rules of these modules of a package from its index; None if there is none that holds."""
    data = kept(_name(package)) if used() else None
    try:
        index = msgspec.msgpack.decode(data or b"", type=_Index)
    except msgspec.DecodeError:
        return None
    if index.interpreter != _interpreter() or index.modules != tuple(modules):
        return None
    if index.tree != _tree(package) or any(stamp != _stamp(stamp[0]) for stamp in index.others):
        return None
    return tuple(_late(package, module, rule) for module, rule in zip(index.modules, index.rules, strict=True))


def keep_index(package: str, modules: Sequence[str], rules: Sequence[Rule]) -> None:
    """Keep an index of the rules that these modules gave, if it would say all that they say of themselves."""
    if not keeps() or not all(type(rule) is Rule for rule in rules):
        return
    tree, others = _tree(package), _others(package)
    if not tree or max(stamp[1] for stamp in (*tree, *others)) > time.time() - _TICK:
        return
    described = tuple(_described(rule) for rule in rules)
    index = _Index(_interpreter(), tree, others, tuple(modules), described)
    try:
        data = msgspec.msgpack.encode(index, enc_hook=_plain)
        whole = msgspec.msgpack.decode(data, type=_Index) == index
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
        return
    if whole:
        keep(_name(package), data)


def _described(rule: Rule) -> Described:
    return Described(**{name: getattr(rule, name) for name in Described.__struct_fields__})


def _late(package: str, module: str, described: Described) -> Rule:
    check = _LateCheck(package, module, described.id)
    return Rule(**asdict(described), check=check, examples=_LateExamples(check))


def _plain(value: object) -> object:
    """Messages may stand in any mapping."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(value)


def _name(package: str) -> str:
    """The index's name: each place that a package is installed in has its own."""
    place = f"{sys.prefix}\n{_folders(package)}\n{sys.implementation.cache_tag}"
    return f"rules-{package}-{crc32(place.encode('utf-8', 'surrogateescape')):08x}"


def _interpreter() -> str:
    return f"{sys.version} {sys.flags.optimize}"


def _folders(package: str) -> list[str]:
    """Where the package's top-level package is: a folder, or several of a namespace package."""
    return list(import_module(package.partition(".")[0]).__path__)


def _tree(package: str) -> tuple[Stamp, ...]:
    """All files of the package's top-level package; none where it is not in folders."""
    found: list[Stamp] = []
    folders = _folders(package)
    try:
        while folders:
            for entry in os.scandir(folders.pop()):
                if entry.name.startswith(".") or entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    status = entry.stat()
                    found.append((entry.path, int(status.st_mtime), status.st_size))
    except OSError:
        return ()
    return tuple(sorted(found))


def _others(package: str) -> tuple[Stamp, ...]:
    """The files of the other modules that are loaded, without Python's own: rules may be made of what they say."""
    mine = {package.partition(".")[0], "__main__", *sys.stdlib_module_names}
    files = {
        getattr(module, "__file__", None)
        for name, module in sys.modules.items()
        if name.partition(".")[0] not in mine
    }
    return tuple(_stamp(file) for file in sorted(file for file in files if file))


def _stamp(file: str) -> Stamp:
    try:
        status = os.stat(file)
    except OSError:
        return file, 0, -1
    return file, int(status.st_mtime), status.st_size
