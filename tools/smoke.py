"""Run by tools/verify.py with the wheel installed in a fresh environment: a rule of each family must fire."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai import Example, Rule
from gongkai.plugins import Catalogue, collect
from gongkai.specimen import example_standard, write_example

# So many rules of each family are tried: one would do, the others are cheap.
TRIED = 3


def main() -> int:
    """Check a faulty example of some rules of each family through the installed command."""
    catalogue = collect()
    families: dict[str, int] = {rule.id[:3]: 0 for rule in catalogue.rules}
    with tempfile.TemporaryDirectory() as folder:
        for rule in catalogue.rules:
            # Some faults are in the file rather than in its text: their examples cannot be written as text.
            plain = [e for e in rule.examples if not e.valid and not e.file_format and not e.readings]
            if not plain or families[rule.id[:3]] >= TRIED:
                continue
            families[rule.id[:3]] += 1
            if not fires(rule, plain[0], catalogue, Path(folder) / "example.txt"):
                print(f"{rule.id} did not fire on its example")
                return 1
    silent = sorted(family for family, tried in families.items() if not tried)
    print(f"The wheel works: {sum(families.values())} rules fired, families {', '.join(sorted(families))}")
    if silent:
        print(f"No rule fired of {', '.join(silent)}")
    return 1 if silent or not families else 0


def fires(rule: Rule, example: Example, catalogue: Catalogue, path: Path) -> bool:
    """Whether the installed command tells of the rule on the example."""
    path.write_text(write_example(example, example_standard(example, catalogue.standards)), encoding="utf-8")
    gongkai = Path(sys.executable).parent / "gongkai"
    command = [str(gongkai), "check", str(path), "--format", "json", "--select", rule.id]
    if example.standard:
        command += ["--standard", example.standard]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return any(finding["rule"] == rule.id for finding in found["findings"])


if __name__ == "__main__":
    sys.exit(main())
