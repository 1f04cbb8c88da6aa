"""Write schemas/gongkai_schemas/*.schema.json from the types, or with --check say whether they are equal."""

from __future__ import annotations

import json
import sys
from inspect import cleandoc
from pathlib import Path
from types import UnionType

import msgspec

from gongkai.baseline import Baseline
from gongkai.config import Config
from gongkai.duty import Duties
from gongkai.formatters.changes import ChangesWire
from gongkai.formatters.claims import ClaimsWire
from gongkai.formatters.comparison import ComparisonWire
from gongkai.formatters.coverage import CoverageWire
from gongkai.formatters.json import OutputWire
from gongkai.formatters.records import Record
from gongkai.formatters.statistics.data import StatisticsWire
from gongkai.instrument import Instrument
from gongkai.pack.model import Pack
from gongkai.standard import Standard
from gongkai.suppression import SuppressionFile
from gongkai.vocabulary import Vocabulary
from gongkai.wire import ReportWire
from gongkai.wordlist import WordList

FOLDER = Path(__file__).parent.parent / "schemas" / "gongkai_schemas"
SCHEMAS: dict[str, tuple[type | UnionType, str]] = {
    "baseline": (Baseline, "Findings that were there before (gongkai baseline write)"),
    "changes": (ChangesWire, "What `gongkai rules diff --format json` prints"),
    "claims": (ClaimsWire, "What `gongkai claims --format json` prints"),
    "comparison": (ComparisonWire, "What `gongkai compare --format json` prints"),
    "configuration": (Config, "Configuration of Gongkai (gongkai.toml, or [tool.gongkai] in pyproject.toml)"),
    "coverage": (CoverageWire, "What `gongkai coverage --format json` prints"),
    "duties": (Duties, "What articles of law ask of a report, and which rules check it"),
    "instrument": (Instrument, "An instrument of law that rules can cite"),
    "output": (OutputWire, "What `gongkai check --format json` prints"),
    "pack": (Pack, "A rule pack in YAML"),
    "record": (Record, "A line of what `gongkai check --format jsonl` prints"),
    "report": (ReportWire, "A normalized report"),
    "suppressions": (SuppressionFile, "Findings that someone answered for"),
    "standard": (Standard, "An official report format"),
    "statistics": (StatisticsWire, "What `gongkai stats --format json` prints"),
    "vocabulary": (Vocabulary, "The words in which a kind of report states its figures"),
    "wordlist": (WordList, "Words that should not stand in a report"),
}


def schema_text(name: str) -> str:
    """The schema of one type, with its id."""
    kind, title = SCHEMAS[name]
    (top,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    # A union has no part of its own: it is a list of parts.
    body = parts.pop(str(top["$ref"]).rsplit("/", 1)[-1]) if "$ref" in top else top
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gongkai:schema:{name}:1",
        **body,
        "title": title,
        "$defs": parts,
    }
    return json.dumps(_undented(schema), ensure_ascii=False, indent=2) + "\n"


def _undented(value: object) -> object:
    """The schema with its descriptions, which are docstrings, as Python 3.13 has them: without the source's indentation."""
    if isinstance(value, dict):
        return {
            key: cleandoc(part) if key == "description" and isinstance(part, str) else _undented(part)
            for key, part in value.items()
        }
    return [_undented(part) for part in value] if isinstance(value, list | tuple) else value


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for name in sorted(SCHEMAS):
        path, text = FOLDER / f"{name}.schema.json", schema_text(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"Out of date: {', '.join(stale)}. Run: python tools/schemas.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
