"""What a country's year of reports would take: bytes, CPU hours and storage, worked out from reports checked here and now.

CPU time is given as a multiple of what `python -c pass` takes in the same run, so that it can be carried to another
machine: measure that there, and multiply. An estimate: real reports are longer or shorter than these, which are made.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).parent))
from corpus import UnavailableError, samples, writers
from corpus.draw import draw
from gongkai.builtin import gongkai_formatters
from gongkai.cli.office import convert
from gongkai.config import Config
from gongkai.engine import Outcome, check_source, finish
from gongkai.formatter import Rendering
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report_json import encode
from gongkai.selection import choose
from gongkai.statistics import read_jsonl, tally
from made import make

REPORTS = 200_000
ROUNDS = 20
# What LibreOffice converts first: seconds each.
CONVERTED = (".doc", ".odt", ".rtf")
# Reports of which results are weighed, and the share of them with a wrong cell.
WEIGHED, FAULTY = 300, 0.3


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


def per_format(catalogue: Catalogue, check: Callable[[Source], Outcome]) -> Iterator[tuple[str, int, float]]:
    """For each format: bytes of a report and seconds of CPU to check it, both the mean over its ways of writing one."""
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
        rounds = 2 if writer.suffix in CONVERTED else ROUNDS
        cost = fastest(lambda source=source: check(source), rounds)
        found.setdefault(writer.suffix[1:], []).append((len(data), cost))
        if writer.suffix == ".docx":
            data = encode(report)
            source = Source("report.json", data)
            found.setdefault("json", []).append((len(data), fastest(lambda source=source: check(source))))
    for name, each in sorted(found.items()):
        yield name, sum(n for n, _ in each) // len(each), sum(cost for _, cost in each) / len(each)


def results(catalogue: Catalogue, check: Callable[[Source], Outcome]) -> dict[str, bytes]:
    """JSON lines and Parquet of a run over reports of which some have a wrong cell."""
    rng = random.Random("country")
    standard = catalogue.standards[max(catalogue.standards)]
    outcomes = []
    for seed in range(WEIGHED):
        made = make(standard, seed)
        if rng.random() < FAULTY:
            key = rng.choice([key for key in made.numbers if key[0] == "applications"])
            made = made.with_cells({key: str(made.numbers[key] + rng.randint(1, 90))})
        outcomes.append(check(Source(f"2025/{seed:06}.txt", made.text().encode())))
    run = finish(outcomes, (), "error")
    how = Rendering(lang="zh", instruments=catalogue.instruments, version="1")
    formatters = {each.name: each for each in gongkai_formatters()}
    written = {name: formatters[name].render(run, how) or b"" for name in ("jsonl", "parquet")}
    return {name: data.encode() if isinstance(data, str) else data for name, data in written.items()}


def main() -> int:
    """Print the tables of docs/scale.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS)
    count = parser.parse_args().reports
    catalogue = collect()
    check = checks(catalogue)
    unit = bare_start()
    print(f"python -c pass: {unit * 1000:.1f} ms of CPU on this machine (P)\n")
    print(f"| format | bytes a report | CPU a report | input, {count:,} reports | CPU hours here |")
    print("|---|---|---|---|---|")
    for name, size, cost in per_format(catalogue, check):
        print(
            f"| {name} | {size:,} | {cost / unit:.1f} P | {size * count / 1e9:.1f} GB | {cost * count / 3600:.1f} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmemory of this process, which checked them all: {peak:.0f} MB\n")
    written = results(catalogue, check)
    lines = written["jsonl"].splitlines()
    kinds: dict[str, list[int]] = {}
    for line in lines:
        kinds.setdefault(msgspec.json.decode(line)["type"], []).append(len(line))
    print("| results | bytes | share of a report |\n|---|---|---|")
    for kind, sizes in kinds.items():
        if kind in ("document", "finding"):
            print(f"| jsonl, a {kind} | {sum(sizes) // len(sizes):,} | {len(sizes) / WEIGHED:.2f} |")
    for name, data in written.items():
        per = len(data) / WEIGHED
        print(f"| {name}, a report with its findings | {per:,.0f} | {per * count / 1e9:.2f} GB for {count:,} |")
    cost = fastest(lambda: tally(read_jsonl(io.BytesIO(written["jsonl"]), "-"))) / WEIGHED
    print(
        f"\ncounting (gongkai stats): {cost / unit * 1000:.1f} P for 1,000 reports; {cost * count:.0f} s of CPU here for {count:,}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
