"""Check the structure: who may import whom, no cycles, no input or output where there must be none.

Imports are read from the source, so late imports inside functions count as well; those under TYPE_CHECKING do
not, because they are never executed.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSES = {"gongkai": ROOT / "src", "gongkai_rules": ROOT / "rules", "gongkai_schemas": ROOT / "schemas"}

# Every arrow goes from right to left: a module imports only what stands in its own group or before it.
LAYERS = (
    ("lang", "limits", "kept", "late", "patterns", "bytecode"),
    ("bilingual",),
    ("place", "number", "instrument", "errors", "vocabulary"),
    ("document", "standard"),
    ("table",),
    ("report",),
    ("finding", "bodies", "kin"),
    (
        "rule",
        "duty",
        "reader",
        "formatter",
        "balance",
        "claims",
        "wire",
        "schema",
        "fingerprint",
        "incidents",
        "suppression",
        "baseline",
        "privacy",
        "wordlist",
    ),
    ("copied",),
    ("_markers", "entry_points", "guard"),
    ("config", "recognize", "rule_shape", "specimen", "consistent"),
    ("pack",),
    ("rule_file", "rule_index", "resources"),
    ("hookspecs", "selection", "report_json", "table_json", "acceptance"),
    ("hooks",),
    ("plugins", "in_force"),
    ("coverage", "changes", "comparison", "kinship", "statistics"),
    ("readers", "formatters"),
    ("builtin", "load", "unchecked"),
    ("engine",),
    ("audit", "testing", "isolation"),
    ("conformance", "scaffold"),
    ("cli",),
    ("pytest_plugin", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# What no reader, rule or formatter may touch: they are pure functions.
FORBIDDEN = {"os", "pathlib", "io", "shutil", "socket", "subprocess", "tempfile", "urllib", "http", "requests"}
FORBIDDEN_CALLS = {"open", "print", "input", "exit"}
PURE = (
    "gongkai.readers",
    "gongkai.formatters",
    "gongkai.recognize",
    "gongkai.claims",
    "gongkai.copied",
    "gongkai_rules",
)
# What each may use after all: rich writes to a string, packed files are read from and written to bytes, and urllib.parse
# only writes percent signs. Nothing is opened.
ALLOWED = {
    ("gongkai.formatters.text", "io"),
    ("gongkai.formatters.sarif", "urllib"),
    ("gongkai.readers.package", "io"),
    ("gongkai.formatters.sheet", "io"),
    ("gongkai.formatters.statistics.data", "io"),
    ("gongkai.formatters.statistics.plot", "io"),
    ("gongkai.formatters.comments", "io"),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the project by its name, parsed."""
    for house, base in HOUSES.items():
        for path in sorted((base / house).rglob("*.py")):
            parts = list(path.relative_to(base).with_suffix("").parts)
            if parts[-1] == "__init__":
                parts.pop()
            yield ".".join(parts), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """The modules and names that a module imports."""
    found: set[str] = set()
    hidden = {id(n) for node in ast.walk(tree) if _type_checking(node) for n in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def _type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def faults() -> Iterator[str]:
    """Every way in which the structure is broken."""
    trees = dict(modules())
    graph: dict[str, set[str]] = {}
    for name, tree in trees.items():
        names = imported(tree)
        # What a package's face imports late is its own; a module inside does not go back through the face.
        graph[name] = {n for n in names if n in trees and n != name and not name.startswith(f"{n}.")}
        yield from _direction(name, names)
        if name.startswith(PURE):
            yield from _purity(name, tree, names)
    yield from _cycles(graph)


def _direction(name: str, names: set[str]) -> Iterator[str]:
    house, _, rest = name.partition(".")
    for other in sorted(names):
        top, _, inside = other.partition(".")
        if house == "gongkai" and top == "gongkai_rules":
            yield f"{name} imports {other}: the engine knows no rule pack"
        if house == "gongkai_rules" and top == "gongkai" and inside and "." in inside:
            yield f"{name} imports {other}: rules use only the public API, `from gongkai import …`"
        if house == "gongkai_rules" and top == "gongkai" and inside in RANK:
            yield f"{name} imports {other}: rules use only the public API, `from gongkai import …`"
        if house == "gongkai" and top == "gongkai" and rest and inside:
            mine, theirs = rest.split(".")[0], inside.split(".")[0]
            if mine not in RANK:
                yield f"{name} has no place in LAYERS"
            elif theirs in RANK and RANK[theirs] > RANK[mine]:
                yield f"{name} imports {other}: that comes later in the chain"


def _purity(name: str, tree: ast.Module, names: set[str]) -> Iterator[str]:
    for other in sorted(names):
        if other.split(".")[0] in FORBIDDEN and (name, other.split(".")[0]) not in ALLOWED:
            yield f"{name} imports {other}: readers, rules and formatters do no input or output"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield f"{name}:{node.lineno} calls {node.func.id}()"


def _cycles(graph: dict[str, set[str]]) -> Iterator[str]:
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> Iterator[str]:
        if name in trail:
            yield "cycle: " + " → ".join((*trail[trail.index(name) :], name))
            return
        if name in done:
            return
        for other in sorted(graph.get(name, ())):
            yield from walk(other, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        yield from walk(name, ())


def main() -> int:
    """Print the faults; 1 if there are any."""
    found = sorted(set(faults()))
    print("\n".join(found) if found else f"{sum(1 for _ in modules())} modules: structure as designed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
