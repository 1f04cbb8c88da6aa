"""The public API of Gongkai: everything that plugins and programs may use. Names load on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai._markers import API_VERSION, hookimpl
    from gongkai.bilingual import Arg, Text
    from gongkai.document import Document, Grid, GridCell, Paragraph, Reading
    from gongkai.errors import GongkaiError, PluginError, ReadError, SchemaError, UsageError
    from gongkai.finding import Addend, Diagnostic, Finding, Incident, Run, Severity, Sum
    from gongkai.formatter import Formatter, Rendering
    from gongkai.instrument import Article, Cite, Instrument
    from gongkai.lang import Lang
    from gongkai.number import State, parse
    from gongkai.place import At, Excerpt, Place, Where
    from gongkai.reader import Normalized, Reader, Source
    from gongkai.recognize.labels import key, similarity
    from gongkai.report import (
        Body,
        Cell,
        Column,
        LooseGrid,
        Passage,
        Period,
        Report,
        Row,
        Section,
        Stated,
        Table,
        TableMark,
    )
    from gongkai.resources import instruments_in, pack_in, rules_in, standards_in
    from gongkai.rule import Applies, Example, Invalid, Option, Rule, Valid, View
    from gongkai.standard import (
        BlockSpec,
        ColumnSpec,
        EquationSpec,
        RowSpec,
        SectionSpec,
        Specimen,
        Standard,
        TableSpec,
        Years,
    )
    from gongkai.sums import Equation, broken, equations, worked

_HOMES = {
    "_markers": ("API_VERSION", "hookimpl"),
    "bilingual": ("Arg", "Text"),
    "document": ("Document", "Grid", "GridCell", "Paragraph", "Reading"),
    "errors": ("GongkaiError", "PluginError", "ReadError", "SchemaError", "UsageError"),
    "finding": ("Addend", "Diagnostic", "Finding", "Incident", "Run", "Severity", "Sum"),
    "formatter": ("Formatter", "Rendering"),
    "instrument": ("Article", "Cite", "Instrument"),
    "lang": ("Lang",),
    "number": ("State", "parse"),
    "place": ("At", "Excerpt", "Place", "Where"),
    "reader": ("Normalized", "Reader", "Source"),
    "recognize.labels": ("key", "similarity"),
    "report": (
        "Body", "Cell", "Column", "LooseGrid", "Passage", "Period", "Report", "Row", "Section", "Stated", "Table",
        "TableMark",
    ),
    "resources": ("instruments_in", "pack_in", "rules_in", "standards_in"),
    "rule": ("Applies", "Example", "Invalid", "Option", "Rule", "Valid", "View"),
    "standard": (
        "BlockSpec", "ColumnSpec", "EquationSpec", "RowSpec", "SectionSpec", "Specimen", "Standard", "TableSpec",
        "Years",
    ),
    "sums": ("Equation", "broken", "equations", "worked"),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'gongkai' has no attribute '{name}'")
    import importlib

    value: object = getattr(importlib.import_module(f"gongkai.{_HOME[name]}"), name)
    globals()[name] = value
    return value


__all__ = [
    "API_VERSION",
    "Addend",
    "Applies",
    "Arg",
    "Article",
    "At",
    "BlockSpec",
    "Body",
    "Cell",
    "Cite",
    "Column",
    "ColumnSpec",
    "Diagnostic",
    "Document",
    "Equation",
    "EquationSpec",
    "Example",
    "Excerpt",
    "Finding",
    "Formatter",
    "GongkaiError",
    "Grid",
    "GridCell",
    "Incident",
    "Instrument",
    "Invalid",
    "Lang",
    "LooseGrid",
    "Normalized",
    "Option",
    "Paragraph",
    "Passage",
    "Period",
    "Place",
    "PluginError",
    "ReadError",
    "Reader",
    "Reading",
    "Rendering",
    "Report",
    "Row",
    "RowSpec",
    "Rule",
    "Run",
    "SchemaError",
    "Section",
    "SectionSpec",
    "Severity",
    "Source",
    "Specimen",
    "Standard",
    "State",
    "Stated",
    "Sum",
    "Table",
    "TableMark",
    "TableSpec",
    "Text",
    "UsageError",
    "Valid",
    "View",
    "Where",
    "Years",
    "__version__",
    "broken",
    "equations",
    "hookimpl",
    "instruments_in",
    "key",
    "pack_in",
    "parse",
    "rules_in",
    "similarity",
    "standards_in",
    "worked",
]
