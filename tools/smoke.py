"""Run by tools/verify.py with the wheel installed in a fresh environment: a rule of each family must fire."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gongkai import Example, Report, Rule
from gongkai.plugins import Catalogue, collect
from gongkai.report_json import encode
from gongkai.specimen import example_standard, write_example
from gongkai.testing import kin

# So many rules of each family are tried: one would do, the others are cheap.
TRIED = 3


def main() -> int:
    """Check a faulty example of some rules of each family through the installed command."""
    catalogue = collect()
    families: dict[str, int] = {rule.id[:3]: 0 for rule in catalogue.rules}
    with tempfile.TemporaryDirectory() as folder:
        for rule in catalogue.rules:
            # Faults of the file rather than of its text cannot be written as text, and the command knows installed
            # formats only; children without a report would need a table of relations.
            plain = [e for e in rule.examples if not (e.valid or e.file_format or e.readings or e.form or e.missing)]
            if not plain or families[rule.id[:3]] >= TRIED:
                continue
            families[rule.id[:3]] += 1
            if not fires(rule, plain[0], catalogue, Path(folder, rule.id)):
                print(f"{rule.id} did not fire on its example")
                return 1
    silent = sorted(family for family, tried in families.items() if not tried)
    print(f"The wheel works: {sum(families.values())} rules fired, families {', '.join(sorted(families))}")
    if silent:
        print(f"No rule fired of {', '.join(silent)}")
    return 1 if silent or not families else 0


def fires(rule: Rule, example: Example, catalogue: Catalogue, folder: Path) -> bool:
    """Whether the installed command tells of the rule on the example, with the reports beside it."""
    folder.mkdir()
    path = folder / "example.txt"
    path.write_text(write_example(example, example_standard(example, catalogue.standards)), encoding="utf-8")
    gongkai = Path(sys.executable).parent / "gongkai"
    command = [str(gongkai), "check", str(path), "--format", "json", "--select", rule.id]
    if example.standard:
        command += ["--standard", example.standard]
    command += beside(example, catalogue, folder)
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return any(finding["rule"] == rule.id for finding in found["findings"])


def beside(example: Example, catalogue: Catalogue, folder: Path) -> list[str]:
    """Write the reports beside the example, and the options that give them."""
    given = kin(example, catalogue=catalogue)
    sets: dict[str, Iterable[Report]] = {
        "previous": [*filter(None, [given.previous]), *given.children_before],
        "parent": filter(None, [given.parent]),
        "children": given.children,
        "siblings": given.siblings,
    }
    options = ["--complete"] if example.complete else []
    for name, reports in sets.items():
        for report in reports:
            (folder / name).mkdir(exist_ok=True)
            file = folder / name / f"{report.path}.json"
            file.write_bytes(encode(report))
            options += [f"--{name}", str(file)]
    return options


if __name__ == "__main__":
    sys.exit(main())
