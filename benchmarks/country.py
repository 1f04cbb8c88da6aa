"""What a country's year of reports would take: bytes, CPU hours, memory and storage, worked out from reports checked here
and now.

CPU time is given as a multiple of what `python -c pass` takes in the same run (P), so that it can be carried to another
machine: measure that there, and multiply. An estimate: real reports are longer or shorter than these, which are made.

Prints the table of docs/scale.md; `--write` puts it there.
"""

from __future__ import annotations

import argparse
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).parent))
from corpus import UnavailableError, samples, writers
from corpus.draw import draw
from gongkai.cli.office import convert
from gongkai.config import Config
from gongkai.engine import Outcome, check_source
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report_json import encode
from gongkai.selection import choose
from results import FORMATS, Results, normalized, of, sources

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- benchmarks/country.py -->\n", "<!-- end -->\n"
REPORTS = 200_000
ROUNDS = 20
# What LibreOffice converts first: seconds each.
CONVERTED = ("doc", "odt", "rtf")
NAMES = {
    "json": "normalized JSON", "txt": "text", "md": "Markdown", "html": "web page", "xlsx": "XLSX", "docx": "DOCX", "pdf": "PDF",
    "doc": "DOC, by LibreOffice", "odt": "ODT, by LibreOffice", "rtf": "RTF, by LibreOffice",
}  # fmt: skip
# A country's formats, as shares; and the share of reports that come as DOC beside them.
MIX = {"html": 0.6, "docx": 0.3, "pdf": 0.1}
OLD = 0.05
CORES = 2
# Numbers of reports of which results are written and counted: what each further one takes is told by the difference.
FEW, MANY = 1_000, 10_000


class Cost(Struct, frozen=True):
    """What a report takes: bytes, and seconds of CPU to check it."""

    bytes: int
    cpu: float


def spent() -> float:
    """Seconds of CPU until now, also those of programs that were started and have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def fastest(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of CPU, the fastest of several runs: a busy machine only ever adds."""
    times = []
    for _ in range(rounds):
        begun = spent()
        run()
        times.append(spent() - begun)
    return min(times)


def bare_start() -> float:
    """Seconds of CPU that a bare interpreter takes."""
    return fastest(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 15)


def checks(catalogue: Catalogue) -> Callable[[Source], Outcome]:
    """Reading and checking with all default rules."""
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards, office=convert)
    chosen = choose(catalogue.rules, Config())
    return lambda source: check_source(source, loader, chosen, 0.7, catalogue.instruments)


def per_format(catalogue: Catalogue, check: Callable[[Source], Outcome]) -> dict[str, Cost]:
    """What a report takes in each format, the mean over its ways of writing one."""
    standard = catalogue.standards[max(catalogue.standards)]
    sample = next(iter(samples(standard, 1)))
    found: dict[str, list[tuple[int, float]]] = {}
    for writer in writers():
        try:
            data = writer.write(draw(standard, sample.cells))
        except UnavailableError as error:
            print(f"{writer.name}: not run: {error}", file=sys.stderr)
            continue
        source = Source(f"report{writer.suffix}", data)
        report = check(source).report
        if report is None:
            print(f"{writer.name}: not read here", file=sys.stderr)
            continue
        rounds = 2 if writer.suffix[1:] in CONVERTED else ROUNDS
        cost = fastest(lambda source=source: check(source), rounds)
        found.setdefault(writer.suffix[1:], []).append((len(data), cost))
        if writer.suffix == ".docx":
            data = encode(report)
            source = Source("report.json", data)
            found.setdefault("json", []).append((len(data), fastest(lambda source=source: check(source))))
    return {
        name: Cost(sum(n for n, _ in each) // len(each), sum(cost for _, cost in each) / len(each))
        for name, each in found.items()
    }


def table(unit: float, formats: dict[str, Cost], few: Results, many: Results, count: int) -> Iterator[str]:
    """The lines of the table: what was measured of a report, and what so many come to."""
    yield f"| measured, with P = {unit * 1000:.1f} ms and Python {platform.python_version()} | a report | {count:,} reports |"
    yield "|---|---|---|"
    for name in sorted(formats, key=lambda name: formats[name].cpu):
        cost = formats[name]
        yield _row(NAMES[name], f"{cost.bytes / 1000:.0f} kB, {cost.cpu / unit:.1f} P", f"{cost.bytes * count / 1e9:.1f} GB, {_hours(cost.cpu * count)}")  # fmt: skip
    if MIX.keys() <= formats.keys():
        mixed = Cost(
            int(sum(share * formats[name].bytes for name, share in MIX.items())),
            sum(share * formats[name].cpu for name, share in MIX.items()),
        )
        shares = ", ".join(f"{share:.0%} {NAMES[name]}" for name, share in MIX.items())
        minutes = mixed.cpu * count / CORES / 60
        yield _row(f"a country: {shares}", f"{mixed.bytes / 1000:.0f} kB, {mixed.cpu / unit:.1f} P", f"{mixed.bytes * count / 1e9:.1f} GB, {_hours(mixed.cpu * count)}: {minutes:.0f} minutes on {CORES} cores")  # fmt: skip
    if "doc" in formats:
        cost = formats["doc"]
        yield _row(f"{OLD:.0%} more as DOC", f"{OLD * cost.cpu / unit:.1f} P", f"{_hours(OLD * cost.cpu * count)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    yield _row("memory of one process that checked all of these formats", "", _megabytes(peak))
    found = many.findings / many.documents
    for name in FORMATS:
        size = many.sizes[name] / many.documents
        yield _row(f"results as `{name}`, {found:.1f} findings a report", f"{size / 1000:.1f} kB", f"{size * count / 1e9:.2f} GB")  # fmt: skip
    yield _row(f"memory of a run that writes both, {FEW:,} and {MANY:,} reports", "", f"{_megabytes(few.written.memory)}, {_megabytes(many.written.memory)}")  # fmt: skip
    for name in FORMATS:
        each = (many.counted[name].cpu - few.counted[name].cpu) / (many.documents - few.documents)
        memory = f"{_megabytes(few.counted[name].memory)}, {_megabytes(many.counted[name].memory)}"
        yield _row(f"`gongkai stats` of `{name}`; memory for {FEW:,} and {MANY:,}", f"{each / unit * 1000:.1f} P for 1,000", f"{each * count:.0f} s of CPU; {memory}")  # fmt: skip


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} CPU hours"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB"


def main() -> int:
    """Measure, print the table, and put it into the page if that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--write", action="store_true", help="put the table into docs/scale.md")
    asked = parser.parse_args()
    catalogue = collect()
    unit = bare_start()
    formats = per_format(catalogue, checks(catalogue))
    known = normalized(catalogue, sources(catalogue))
    lines = list(table(unit, formats, of(known, FEW), of(known, MANY), asked.reports))
    print("\n".join(lines))
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        _, mark, after = rest.partition(END)
        if not mark:
            print(f"{PAGE.name} has no place for it: {BEGIN.strip()} … {END.strip()}", file=sys.stderr)
            return 1
        PAGE.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
