"""The public API of Gongkai: everything that plugins and programs may use. Names load on first use."""

from __future__ import annotations

# Type checkers take it for true. `typing` itself comes with thirty modules, which the command line imports only after it
# has asked for less collecting of garbage (`__main__`).
TYPE_CHECKING = False

if TYPE_CHECKING:
    from gongkai._markers import API_VERSION, hookimpl
    from gongkai.balance.across import BalancedReports, JointKey, Located, Tie, balance_reports, tie_cell
    from gongkai.balance.localize import Limits, localize
    from gongkai.balance.system import Balance, Candidate, Cause, Change, Entry, Linear, Move, Slip, Solved
    from gongkai.balance.tables import BalancedReport, CellKey, TableSum, Unmet, balance_report, unmet
    from gongkai.balance.telling import alternatives, balance_messages, findings
    from gongkai.bilingual import Arg, Text
    from gongkai.claims import Claim, PartList, Share, claimed, exceeding_lists, part_lists, shares
    from gongkai.config import Profile
    from gongkai.copied import (
        Copies,
        Copy,
        Likeness,
        Near,
        Shared,
        Signature,
        Widespread,
        Written,
        alike,
        signature,
        written,
    )
    from gongkai.document import Document, Grid, GridCell, Paragraph, Reading
    from gongkai.duty import Duty
    from gongkai.errors import GongkaiError, PluginError, ReadError, SchemaError, UsageError
    from gongkai.finding import (
        Acceptance,
        Addend,
        Alternative,
        Diagnostic,
        Finding,
        Incident,
        Proposal,
        Run,
        Severity,
        Sum,
        Tally,
    )
    from gongkai.formatter import Formatter, Material, Rendering, Stream
    from gongkai.instrument import Article, Cite, Instrument
    from gongkai.kin import Kin, Relation, ReportSet
    from gongkai.lang import Lang
    from gongkai.number import State, parse
    from gongkai.patterns import regex
    from gongkai.place import At, Excerpt, Place, Where
    from gongkai.reader import Normalized, Reader, Source
    from gongkai.recognize.labels import key, similarity
    from gongkai.report import (
        Body,
        Caption,
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
    from gongkai.resources import duties_in, instruments_in, pack_in, rules_in, standards_in, vocabulary_in, words_in
    from gongkai.rule import Applies, Example, Invalid, Option, Rule, Valid, View
    from gongkai.standard import (
        BlockSpec,
        ColumnSpec,
        EquationSpec,
        RowSpec,
        SectionSpec,
        Specimen,
        Standard,
        SumSpec,
        TableSpec,
        Years,
    )
    from gongkai.vocabulary import KindSpec, Vocabulary
    from gongkai.wordlist import Hit, WordEntry, WordList

_HOMES = {
    "_markers": ("API_VERSION", "hookimpl"),
    "balance.across": ("BalancedReports", "JointKey", "Located", "Tie", "balance_reports", "tie_cell"),
    "balance.localize": ("Limits", "localize"),
    "balance.system": ("Balance", "Candidate", "Cause", "Change", "Entry", "Linear", "Move", "Slip", "Solved"),
    "balance.tables": ("BalancedReport", "CellKey", "TableSum", "Unmet", "balance_report", "unmet"),
    "balance.telling": ("alternatives", "balance_messages", "findings"),
    "bilingual": ("Arg", "Text"),
    "claims": ("Claim", "PartList", "Share", "claimed", "exceeding_lists", "part_lists", "shares"),
    "config": ("Profile",),
    "copied": (
        "Copies", "Copy", "Likeness", "Near", "Shared", "Signature", "Widespread", "Written", "alike", "signature",
        "written",
    ),
    "document": ("Document", "Grid", "GridCell", "Paragraph", "Reading"),
    "duty": ("Duty",),
    "errors": ("GongkaiError", "PluginError", "ReadError", "SchemaError", "UsageError"),
    "finding": (
        "Acceptance", "Addend", "Alternative", "Diagnostic", "Finding", "Incident", "Proposal", "Run", "Severity",
        "Sum", "Tally",
    ),
    "formatter": ("Formatter", "Material", "Rendering", "Stream"),
    "instrument": ("Article", "Cite", "Instrument"),
    "kin": ("Kin", "Relation", "ReportSet"),
    "lang": ("Lang",),
    "number": ("State", "parse"),
    "patterns": ("regex",),
    "place": ("At", "Excerpt", "Place", "Where"),
    "reader": ("Normalized", "Reader", "Source"),
    "recognize.labels": ("key", "similarity"),
    "report": (
        "Body", "Caption", "Cell", "Column", "LooseGrid", "Passage", "Period", "Report", "Row", "Section",
        "Stated", "Table", "TableMark",
    ),
    "resources": ("duties_in", "instruments_in", "pack_in", "rules_in", "standards_in", "vocabulary_in", "words_in"),
    "rule": ("Applies", "Example", "Invalid", "Option", "Rule", "Valid", "View"),
    "standard": (
        "BlockSpec", "ColumnSpec", "EquationSpec", "RowSpec", "SectionSpec", "Specimen", "Standard", "SumSpec",
        "TableSpec", "Years",
    ),
    "vocabulary": ("KindSpec", "Vocabulary"),
    "wordlist": ("Hit", "WordEntry", "WordList"),
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
    "Acceptance",
    "Addend",
    "Alternative",
    "Applies",
    "Arg",
    "Article",
    "At",
    "Balance",
    "BalancedReport",
    "BalancedReports",
    "BlockSpec",
    "Body",
    "Candidate",
    "Caption",
    "Cause",
    "Cell",
    "CellKey",
    "Change",
    "Cite",
    "Claim",
    "Column",
    "ColumnSpec",
    "Copies",
    "Copy",
    "Diagnostic",
    "Document",
    "Duty",
    "Entry",
    "EquationSpec",
    "Example",
    "Excerpt",
    "Finding",
    "Formatter",
    "GongkaiError",
    "Grid",
    "GridCell",
    "Hit",
    "Incident",
    "Instrument",
    "Invalid",
    "JointKey",
    "Kin",
    "KindSpec",
    "Lang",
    "Likeness",
    "Limits",
    "Linear",
    "Located",
    "LooseGrid",
    "Material",
    "Move",
    "Near",
    "Normalized",
    "Option",
    "Paragraph",
    "PartList",
    "Passage",
    "Period",
    "Place",
    "PluginError",
    "Profile",
    "Proposal",
    "ReadError",
    "Reader",
    "Reading",
    "Relation",
    "Rendering",
    "Report",
    "ReportSet",
    "Row",
    "RowSpec",
    "Rule",
    "Run",
    "SchemaError",
    "Section",
    "SectionSpec",
    "Severity",
    "Share",
    "Shared",
    "Signature",
    "Slip",
    "Solved",
    "Source",
    "Specimen",
    "Standard",
    "State",
    "Stated",
    "Stream",
    "Sum",
    "SumSpec",
    "Table",
    "TableMark",
    "TableSpec",
    "TableSum",
    "Tally",
    "Text",
    "Tie",
    "Unmet",
    "UsageError",
    "Valid",
    "View",
    "Vocabulary",
    "Where",
    "Widespread",
    "WordEntry",
    "WordList",
    "Written",
    "Years",
    "__version__",
    "alike",
    "alternatives",
    "balance_messages",
    "balance_report",
    "balance_reports",
    "claimed",
    "duties_in",
    "exceeding_lists",
    "findings",
    "hookimpl",
    "instruments_in",
    "key",
    "localize",
    "pack_in",
    "parse",
    "part_lists",
    "regex",
    "rules_in",
    "shares",
    "signature",
    "similarity",
    "standards_in",
    "tie_cell",
    "unmet",
    "vocabulary_in",
    "words_in",
    "written",
]
