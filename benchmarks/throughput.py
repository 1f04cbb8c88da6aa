"""What reading and checking cost: per format, the CPU time as a ratio to the bare parse of the same bytes.

    python benchmarks/throughput.py [--only WORD] [--brief] [--rounds N] [--rules] [--gate]

The bare parse is what the library underneath does with the bytes, and nothing else. Each writer of the round-trip
corpus writes two correct reports: a small body's, and a city's with some forty more paragraphs. Bare parse, reading, recognizing
and checking are timed in turns; a ratio is the median of the rounds, so that a machine that slows down slows all alike.
Garbage is collected as rarely as in a run of `gongkai`, for the bare parse as well.
Where a library offers the same parse in a dearer way, as pypdfium2 does by its classes, the last column is the ratio of
all steps to that. `--brief` takes one writer a format, `--rules` prints what the slowest rules cost, `--gate` fails when
a format costs more than it may.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree as ET

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import bare_pdf
from corpus import UnavailableError, writers
from corpus.draw import draw
from gongkai.__main__ import COLLECTING
from gongkai.config import Config
from gongkai.document import Document
from gongkai.engine import check_report
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source, choose_reader
from gongkai.report import Report
from gongkai.rule import Facts, View
from gongkai.selection import Chosen, choose
from long_prose import lengthen

T = TypeVar("T")
# The parts of a DOCX file that its text is in or depends on; a reader has to parse all of them.
DOCX_PARTS = ("document", "styles", "numbering", "settings", "footer1", "comments")


def bare_docx(data: bytes) -> None:
    """Unzip and parse the XML of the text, its styles and its lists."""
    package = zipfile.ZipFile(io.BytesIO(data))
    for name in package.namelist():
        if name.startswith("word/") and Path(name).stem in DOCX_PARTS and name.endswith(".xml"):
            ET.fromstring(package.read(name))


def bare_xlsx(data: bytes) -> None:
    """Unzip and parse the XML of the sheets and their texts."""
    package = zipfile.ZipFile(io.BytesIO(data))
    for name in package.namelist():
        if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
            ET.fromstring(package.read(name))


def bare_html(data: bytes) -> None:
    """The tree of the page by libxml2, a parser in C."""
    import lxml.html

    lxml.html.document_fromstring(data)


def bare_json(data: bytes) -> None:
    """Python's own JSON decoder."""
    import json

    json.loads(data)


def bare_text(data: bytes) -> None:
    """Lines and their cells."""
    for line in data.decode().splitlines():
        line.split("\t")


class Format(Struct, frozen=True):
    """How a format is parsed bare, how many times that a report may cost, and how many before a build fails.

    `aim` and `gate` are for the mean of the documents of a format; None: no aim. `classes` is the same as `bare` in the
    way in which the library itself offers it, where that is another.
    """

    bare: Callable[[bytes], object]
    aim: float | None = None
    gate: float | None = None
    classes: Callable[[bytes], object] | None = None


FORMATS: dict[str, Format] = {
    ".docx": Format(bare_docx, 2.5, 3.0),
    ".html": Format(bare_html, 5.0, 20.0),
    ".json": Format(bare_json, 10.0, 14.0),
    ".md": Format(bare_text),
    ".pdf": Format(bare_pdf.by_raw_calls, 1.3, 2.7, bare_pdf.by_library),
    ".txt": Format(bare_text),
    ".xlsx": Format(bare_xlsx, None, 12.0),
}


class Cost(Struct, frozen=True):
    """CPU milliseconds of the bare parse, and the other steps as ratios to it; `classes`, if known, is the ratio of all
    steps to the same parse in the library's own way."""

    bare: float
    read: float
    recognize: float
    rules: float
    classes: float | None = None

    @property
    def whole(self) -> float:
        return self.read + self.recognize + self.rules


class Bench:
    """The installed readers, standards and default rules."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
        self.chosen: tuple[Chosen, ...] = choose(catalogue.rules, Config())

    def cost(self, source: Source, known: Format, rounds: int) -> Cost:
        """What one file costs, warm."""
        reader = choose_reader(source, self.catalogue.readers)
        times: list[list[float]] = []
        reports: list[Report] = []
        for number in range(rounds + 2):
            parsed, _ = _timed(lambda: known.bare(source.data))
            other, _ = _timed(lambda: known.classes and known.classes(source.data))
            read, _ = _timed(lambda: reader.read(source))
            # A report remembers what was asked of it, so every round has its own; to let go of it is a part of checking.
            loaded, _ = _timed(lambda: reports.append(self.loader.load(source)))
            checked, _ = _timed(lambda: self.check(reports.pop()))
            if number > 1:
                times.append([parsed, read, loaded, checked, other])
        read, load, rules = (statistics.median(row[n] / row[0] for row in times) for n in (1, 2, 3))
        to_library = statistics.median((row[2] + row[3]) / row[4] for row in times) if known.classes else None
        return Cost(statistics.median(row[0] for row in times) * 1000, read, max(load - read, 0.0), rules, to_library)

    def check(self, report: Report) -> None:
        check_report(report, self.chosen, 0.6, self.catalogue.instruments)

    def rules(self, source: Source, rounds: int) -> list[tuple[str, float]]:
        """(rule, CPU milliseconds), the slowest first. A fact that several share counts for the first that asks."""
        times: dict[str, list[float]] = {}
        for _ in range(rounds):
            report = self.loader.load(source)
            facts = Facts(report)
            for each in self.chosen:
                if each.rule.judges(report):
                    view = View(report, each.options, facts)
                    spent, _ = _timed(lambda each=each, view=view: list(each.rule.check(view)))
                    times.setdefault(each.rule.id, []).append(spent)
        return sorted(
            ((name, statistics.median(row) * 1000) for name, row in times.items()), key=lambda pair: -pair[1]
        )


def _timed(step: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds and what came of it."""
    begun = time.process_time()
    result = step()
    return time.process_time() - begun, result


def files(catalogue: Catalogue, only: str, *, brief: bool = False) -> Iterator[tuple[str, Source]]:
    """(writer and report, file) for every writer of a format that has a bare parse; `brief`: for one a format."""
    standard = catalogue.standards[max(catalogue.standards)]
    cells = {
        (table, row, column): text
        for table, rows in standard.specimen.cells.items()
        for row, columns in rows.items()
        for column, text in columns.items()
    }
    small = draw(standard, cells)
    reports: dict[str, Document] = {"small": small, "city": lengthen(small)}
    done: set[str] = set()
    for writer in writers():
        if writer.suffix not in FORMATS or only not in writer.name or (brief and writer.suffix in done):
            continue
        try:
            written = {size: writer.write(document) for size, document in reports.items()}
        except UnavailableError as error:
            print(f"{writer.name:<24}not run: {error}")
            continue
        done.add(writer.suffix)
        for size, data in written.items():
            yield f"{writer.name} {size}", Source(f"report{writer.suffix}", data)


def main() -> int:
    """One line a file, then one a format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="writers with this word in their name")
    parser.add_argument("--brief", action="store_true", help="one writer a format")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--rules", action="store_true", help="print what the slowest rules cost")
    parser.add_argument("--gate", action="store_true", help="fail when a format costs more than it may")
    asked = parser.parse_args()
    gc.set_threshold(*COLLECTING)
    bench = Bench(collect())
    found: dict[str, list[Cost]] = {}
    last = None
    print(
        f"{'file':<26}{'bytes':>8}{'bare, ms':>10}{'read':>9}{'recognize':>11}{'rules':>9}{'all':>9}{'library':>10}"
    )
    for name, source in files(bench.catalogue, asked.only, brief=asked.brief):
        suffix = Path(source.path).suffix
        cost = bench.cost(source, FORMATS[suffix], asked.rounds)
        found.setdefault(suffix, []).append(cost)
        last = source
        library = f"{cost.classes:>9.1f}×" if cost.classes else ""
        print(
            f"{name:<26}{len(source.data):>8}{cost.bare:>10.2f}{cost.read:>8.1f}×{cost.recognize:>10.1f}×"
            f"{cost.rules:>8.1f}×{cost.whole:>8.1f}×{library}"
        )
    if asked.rules and last:
        slowest = bench.rules(last, asked.rounds)
        print(f"\nrules, ms (all {sum(ms for _, ms in slowest):.2f})")
        print("\n".join(f"  {rule} {ms:.3f}" for rule, ms in slowest[:10]))
    return verdict(found, fail=asked.gate)


def verdict(found: dict[str, list[Cost]], *, fail: bool) -> int:
    """Print the mean of each format with its aim; 1 when one is over its gate and that counts."""
    failed = False
    print()
    for suffix, costs in sorted(found.items()):
        known = FORMATS[suffix]
        mean = statistics.fmean(cost.whole for cost in costs)
        over = known.gate is not None and mean > known.gate
        failed |= over
        aim = f"   aim {known.aim:g}×" if known.aim else ""
        aim += f"   fails from {known.gate:g}×" if known.gate else ""
        print(f"{suffix[1:]:<6}{mean:>8.1f}×{aim}{'   TOO SLOW' if over else ''}")
        told = [cost.classes for cost in costs if cost.classes]
        if told:
            print(f"{'':<6}{statistics.fmean(told):>8.1f}×   of what the library's own classes cost")
    return int(failed and fail)


if __name__ == "__main__":
    sys.exit(main())
