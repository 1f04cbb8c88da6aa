"""Fill the generated parts of docs/plugins.md and docs/packs.md from the code; --check says whether they are current."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

import gongkai
from gongkai import hookspecs
from gongkai.pack.checks import FIELDS
from gongkai.pack.model import PackRule

DOCS = Path(__file__).parent.parent / "docs"


def hooks() -> Iterator[str]:
    """Each hook with its signature and docstring."""
    for name in hookspecs.__all__:
        function = getattr(hookspecs, name)
        yield f"### `{name}{inspect.signature(function)}`".replace("'", "")
        yield ""
        yield inspect.getdoc(function) or ""
        yield ""


def api() -> Iterator[str]:
    """Each public name with the first line of its docstring."""
    yield "| name | what it is |"
    yield "|---|---|"
    for name in gongkai.__all__:
        value = getattr(gongkai, name)
        documented = name != "hookimpl" and (
            inspect.isclass(value) or inspect.isroutine(value) or hasattr(value, "__wrapped__")
        )
        text = (inspect.getdoc(value) or "").split("\n")[0] if documented else _comment(name)
        yield f"| `{name}` | {text} |"


def _comment(name: str) -> str:
    """The first line of the string that follows a constant's assignment in its module."""
    home = gongkai._HOME.get(name)  # noqa: SLF001 - the API's own table
    if home is None:
        return ""
    body = ast.parse(inspect.getsource(importlib.import_module(f"gongkai.{home}"))).body
    for node, after in pairwise(body):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            text = ast.get_docstring(ast.Module([after], [])) if isinstance(after, ast.Expr) else None
            return (text or "").split("\n")[0]
    return ""


def rule() -> Iterator[str]:
    """The fields of a pack's rule."""
    yield from _fields(PackRule)


def kinds() -> Iterator[str]:
    """Each kind of check with its fields and its message fields."""
    for kind, fields in FIELDS.items():
        yield f"### `{kind.__struct_config__.tag}`"
        yield ""
        yield inspect.getdoc(kind) or ""
        yield ""
        yield from _fields(kind)
        yield ""
        yield "Message fields: " + ", ".join(f"`{{{field}}}`" for field in sorted(fields))
        yield ""


def _fields(kind: type[msgspec.Struct]) -> Iterator[str]:
    yield "| field | type | default |"
    yield "|---|---|---|"
    hints = inspect.get_annotations(kind)
    for field in msgspec.structs.fields(kind):
        default = "required" if field.required else f"`{_default(field)!r}`"
        hint = re.sub(r"Annotated\[(.+), Meta.*", r"\1", str(hints[field.name])).replace("|", "\\|")
        yield f"| `{field.encode_name}` | {hint} | {default} |"


def _default(field: msgspec.structs.FieldInfo) -> object:
    made = field.default_factory
    return field.default if made is msgspec.NODEFAULT else made()


PARTS = {"plugins.md": {"hooks": hooks, "api": api}, "packs.md": {"rule": rule, "kinds": kinds}}


def filled(page: str) -> str:
    """The page's text with its generated parts made anew."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, make in PARTS[page].items():
        body = "\n".join(make()).strip()
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = pattern.sub(lambda m, body=body: f"{m[1]}\n{body}\n\n{m[2]}", text)
    return text


def main() -> int:
    """Write or compare."""
    stale = [page for page in PARTS if filled(page) != (DOCS / page).read_text(encoding="utf-8")]
    if "--check" in sys.argv[1:]:
        if stale:
            print(f"Out of date: {', '.join(stale)}. Run: python tools/reference.py")
        return 1 if stale else 0
    for page in stale:
        (DOCS / page).write_text(filled(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
