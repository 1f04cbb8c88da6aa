"""Run by tools/verify.py with the wheel installed in a fresh environment: a rule of each family must fire."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai.plugins import collect
from gongkai.specimen import example_standard, write_example


def main() -> int:
    """Check one faulty example of each rule through the installed command."""
    catalogue = collect()
    gongkai = Path(sys.executable).parent / "gongkai"
    fired = set()
    with tempfile.TemporaryDirectory() as folder:
        for rule in catalogue.rules:
            example = next(example for example in rule.examples if not example.valid)
            if example.form:
                continue  # the command knows installed formats only
            standard = example_standard(example, catalogue.standards)
            path = Path(folder) / "example.txt"
            path.write_text(write_example(example, standard), encoding="utf-8")
            command = [str(gongkai), "check", str(path), "--format", "json", "--select", rule.id]
            if example.standard:
                command += ["--standard", example.standard]
            found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
            if any(finding["rule"] == rule.id for finding in found["findings"]):
                fired.add(rule.id[:3])
            else:
                print(f"{rule.id} did not fire on its example")
                return 1
    families = {rule.id[:3] for rule in catalogue.rules}
    print(f"The wheel works: {len(catalogue.rules)} rules fired, families {', '.join(sorted(families))}")
    return 0 if fired == families and families else 1


if __name__ == "__main__":
    sys.exit(main())
