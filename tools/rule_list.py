"""Write docs/rules.md, the reference of all built-in rules, from the rules; --check says whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.formatter import Rendering, cite
from gongkai.incidents import INCIDENTS
from gongkai.kin import RELATIONS
from gongkai.plugins import Catalogue, collect
from gongkai.rule import Example, Rule

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
SHOWN = 2


def page(catalogue: Catalogue) -> Iterator[str]:
    """The lines of the page."""
    yield "# Rules 规则"
    yield ""
    yield "Made from the rules by `python tools/rule_list.py`. In the terminal: `gongkai rules`, `gongkai rules GK303`."
    yield ""
    yield "| id | name | severity | what it asks | 要求 |"
    yield "|---|---|---|---|---|"
    for rule in catalogue.rules:
        severity = rule.severity + (" (preview)" if rule.preview else "")
        yield f"| [{rule.id}](#{rule.id.lower()}) | {rule.name} | {severity} | {rule.summary.en} | {rule.summary.zh} |"
    for kind in INCIDENTS:
        yield f"| {kind.id} | {kind.name} | {kind.severity or 'not checked'} | {kind.summary.en} | {kind.summary.zh} |"
    for rule in catalogue.rules:
        yield ""
        yield from entry(rule, catalogue)


def entry(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """One rule in full."""
    yield f"## {rule.id}"
    yield ""
    yield f"**{rule.name}** · {rule.severity}{' · preview' if rule.preview else ''}"
    yield ""
    yield f"{rule.summary.zh}"
    yield ""
    if rule.why:
        yield f"{rule.why.zh}"
        yield ""
    yield rule.explanation.strip()
    yield ""
    for text in rule.messages.values():
        yield f"- “{text.zh}” / “{text.en}”"
    yield ""
    yield f"改法 Advice: {rule.advice.zh} / {rule.advice.en}"
    yield ""
    basis = [cite(rule.basis, Rendering(lang=lang, instruments=catalogue.instruments)) for lang in ("zh", "en")]
    yield f"依据 Basis: {basis[0]} / {basis[1]}"
    if rule.asks:
        yield ""
        yield f"Compares with 比较对象: {', '.join(f'{RELATIONS[r].en} {RELATIONS[r].zh}' for r in rule.asks)}"
    for option in rule.options:
        yield ""
        yield f"Option `{option.name}` (default `{option.default!r}`): {option.help.en} {option.help.zh}"
    for valid in (True, False):
        examples = [example for example in rule.examples if example.valid is valid]
        yield ""
        yield "Accepted:" if valid else "Faulted:"
        yield ""
        for example in examples[:SHOWN]:
            yield f"- {describe(example)}"


def describe(example: Example) -> str:
    """An example in a line: its note and its changes to the correct report."""
    changes = [f"`{path}` = `{text}`" for path, text in example.cells.items()]
    changes += [f"section {section}: {text}" for section, text in example.sections.items()]
    changes += [f"`{old}` → `{new}`" for old, new in example.replace.items()]
    parts = [example.note or "the correct report" * (not changes), "; ".join(changes)]
    return ": ".join(" ".join(part.split()) for part in parts if part)


def main() -> int:
    """Write or compare."""
    text = "\n".join(page(collect())) + "\n"
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            print("docs/rules.md is out of date. Run: python tools/rule_list.py")
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
