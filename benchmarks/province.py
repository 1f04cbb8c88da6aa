"""A province's tree of reports: several years, several file formats, some files that cannot be read, and a few faults.

    python benchmarks/province.py [--counties N] [--years N]

Makes the tree in a temporary folder, checks it in one command as a reviewer would, and prints what was found of what was
put in, the processor time and the memory. Every county is a government and its departments; the numbers hold within each
report, from one year to the next, and from the departments to the government. Prose is that of the specimens: years and
neighbours repeat each other, so the rules on copied text are left out.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from corpus import Writer, writers
from gongkai.formatters.json import OutputWire
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Normalized, Source, choose_reader
from made import Made
from made_sets import added, last_year, made

DEPARTMENTS = ("教育局", "水务局", "交通运输局", "财政局")
_SHORT = {"人民政府": "政府", "交通运输局": "交通局"}
# Beside plain text.
_FORMATS = ("docx-word", "html-article", "xlsx", "json")
COPIES = "GK606,GK607,GK608,GK706"
"""The rules that are left out, see above."""


class Tree(Struct, frozen=True, kw_only=True):
    """What was made: how many reports, which files cannot be read, in which files a carried-over count is wrong, and
    which are of a body without a report of the year before."""

    reports: int
    unreadable: tuple[str, ...]
    wrong: tuple[str, ...]
    new: tuple[str, ...]


def build(folder: Path, catalogue: Catalogue, counties: int, years: int) -> Tree:
    """Write the tree, `bodies.csv` with it. The same arguments give the same files."""
    rng = random.Random(f"province/{counties}/{years}")
    standard = catalogue.standards["gkbg-2021"]
    last = 2025
    every: dict[tuple[int, str], Made] = {}
    rows = ["body,parent"]
    for county in range(counties):
        name = f"云川{_number(county)}县"
        now = [
            replace(
                made(standard, county * 31 + n, agency=f"{name}{each}", size=20), agency=f"{name}{each}", year=last
            )
            for n, each in enumerate(DEPARTMENTS)
        ]
        rows += [f"{made.agency},{name}人民政府" for made in now]
        for year in range(last, last - years, -1):
            for each in (*now, replace(now[0], agency=f"{name}人民政府", zeros="printed", numbers=added(now))):
                every[year, each.agency] = replace(each, zeros="printed")
            now = [last_year({"": standard}, each, county * 31 + n) for n, each in enumerate(now)]
            now = [replace(each, words={}) for each in now]
    departments = [key for key in every if key[0] == last and not key[1].endswith("政府")]
    wrong = dict.fromkeys(rng.sample(departments, max(1, counties // 3)))
    kinds = {writer.name: writer for writer in writers()}
    usable = (None, *(kinds[name] for name in _FORMATS))
    files: dict[tuple[int, str], str] = {}
    for n, (key, report) in enumerate(every.items()):
        writer = usable[n % len(usable)]
        path = folder / str(key[0]) / key[1][:4] / f"{key[1][4:]}{writer.suffix if writer else '.txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(_carried_wrongly(report) if key in wrong else report, writer, catalogue))
        files[key] = path.relative_to(folder.parent).as_posix()
    new = folder / str(last) / "云川一县" / "信访局.txt"
    new.write_text(
        made(standard, 7, agency="云川一县信访局", size=3).text().replace("2023", str(last)), encoding="utf-8"
    )
    broken = (folder / str(last) / "坏.docx", folder / str(last - 1) / "坏.pdf")
    for path in broken:
        path.write_bytes(b"PK\x03\x04 not a document")
    (folder / "bodies.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return Tree(
        reports=len(every) + 1,
        unreadable=tuple(path.relative_to(folder.parent).as_posix() for path in broken),
        wrong=tuple(files[key] for key in wrong),
        new=(new.relative_to(folder.parent).as_posix(),),
    )


def _number(n: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(n + 1))


def _carried_wrongly(report: Made) -> Made:
    """One more natural person carried in, one less received: the report itself still adds up."""
    cells = {}
    for column in ("natural_person", "total"):
        for row, change in (("carried_in", 1), ("received", -1)):
            key = ("applications", row, column)
            cells[key] = str(report.value(key) + change)
    return report.with_cells(cells)


def _bytes(report: Made, writer: Writer | None, catalogue: Catalogue) -> bytes:
    text = report.text()
    agency = report.agency
    for full, short in _SHORT.items():  # every other year in short
        if report.year % 2 and agency.endswith(full):
            text = text.replace(agency, agency.removesuffix(full) + short)
    data = text.encode()
    if writer is None:
        return data
    document = choose_reader(Source("a.txt", data), catalogue.readers, "text").read(Source("a.txt", data))
    if isinstance(document, Normalized):
        raise TypeError(document)
    return writer.write(document)


def command(folder: str) -> tuple[str, ...]:
    """How the tree is checked."""
    return (
        *("check", folder, "--previous", folder, "--relations", f"{folder}/bodies.csv", "--complete"),
        *("--ignore", COPIES),
    )


def differences(output: OutputWire, tree: Tree) -> Iterator[str]:
    """What was found otherwise than it was put in."""
    paths = {f.path for f in output.findings if f.rule in ("GK601", "GK602")}
    if paths != set(tree.wrong):
        yield f"carried over: {sorted(paths)}, not {sorted(tree.wrong)}"
    unread = sorted(i.path or i.message for i in output.incomplete)
    if unread != sorted(tree.unreadable):
        yield f"not checked: {unread}, not {sorted(tree.unreadable)}"
    new = {f.path for f in output.findings if f.rule == "GK923" and f.path in tree.new}
    if new != set(tree.new):
        yield f"new: {sorted(new)}, not {sorted(tree.new)}"


def main() -> int:
    parser = argparse.ArgumentParser(description="One command over a province's tree of reports.")
    parser.add_argument("--counties", type=int, default=10)
    parser.add_argument("--years", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "tree"
        tree = build(folder, collect(), options.counties, options.years)
        run = [sys.executable, "-c", "from gongkai.cli import main; main()", *command("tree")]
        done = subprocess.run(
            # In one process: the time of others would not be counted.
            [
                *run,
                "--jobs",
                "1",
                "--format",
                "json",
                "--format",
                "text=out.txt",
                "--group-by",
                "body",
                "--statistics",
            ],
            cwd=name,
            capture_output=True,
            check=False,
        )
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = msgspec.json.decode(done.stdout, type=OutputWire)
        text = (Path(name) / "out.txt").read_text(encoding="utf-8")
    wrong = list(differences(output, tree))
    rules = Counter(f"{f.severity} {f.rule}" for f in output.findings)
    print(f"{tree.reports} reports, {len(output.documents)} files, exit code {done.returncode}")
    print(f"{used.ru_utime + used.ru_stime:.1f} s of processor time, {used.ru_maxrss / 1024:.0f} MB")
    print(", ".join(f"{name} {count}" for name, count in sorted(rules.items())))
    print("\n".join(text.splitlines()[-12:]))
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
