"""Write correct reports in every format, read them back, and print how many cells came back right.

`--count N` reports of each standard (default 5); `--only NAME` one writer; `--keep FOLDER` keeps the files. The
exit code is 1 if a cell is wrong, 3 if a writer could not run here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from msgspec import Struct

from corpus import Sample, UnavailableError, Writer, samples, writers
from corpus.draw import draw
from gongkai.cli.office import convert
from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report import Report


class Score(Struct):
    """Cells that came back right, of those expected; what went wrong; why a writer could not run."""

    right: int = 0
    expected: int = 0
    faults: list[str] = []
    unavailable: str = ""


def compare(sample: Sample, report: Report) -> tuple[int, list[str]]:
    """How many cells of the sample stand in the report as they should, and what else is not as it was written."""
    right, faults = 0, list[str]()
    for (table_id, row, column), text in sample.cells.items():
        table = report.table(table_id)
        cell = table.cell(row, column) if table else None
        if cell is not None and cell.text == text:
            right += 1
        elif len(faults) < 5:
            faults.append(f"{table_id}.{row}.{column}: wrote {text}, read {cell.text if cell else None}")
    want = [section.id for section in sample.standard.sections]
    if [section.id for section in report.sections] != want:
        faults.append(f"sections: {[section.id for section in report.sections]}")
    if report.agency is None or report.agency.value != sample.standard.specimen.agency:
        faults.append(f"agency: {report.agency}")
    if report.fiscal_year != sample.standard.specimen.year:
        faults.append(f"year: {report.fiscal_year}")
    prose = {"".join(passage.text.split()) for passage in report.passages}
    wanted = [line for text in sample.standard.specimen.sections.values() for line in text.split("\n")]
    faults += [f"lost: {line[:30]}" for line in wanted if "".join(line.split()) not in prose]
    if report.fidelity.score < 1:
        faults.append(f"fidelity: {report.fidelity.score}")
    return right, faults


def score(writer: Writer, every: Sequence[Sample], catalogue: Catalogue, keep: Path | None = None) -> Score:
    """Write and read back all samples by one writer."""
    result = Score(faults=[])
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards, office=convert)
    for sample in every:
        name = f"{writer.name}-{sample.standard.id}-{sample.seed}"
        try:
            data = writer.write(draw(sample.standard, sample.cells))
        except UnavailableError as error:
            result.unavailable = str(error)
            return result
        if keep:
            (keep / (name + writer.suffix)).write_bytes(data)
        result.expected += len(sample.cells)
        try:
            report = loader.load(Source(f"report{writer.suffix}", data))
        except ReadError as error:
            result.faults.append(f"{name}: {error}")
            continue
        right, faults = compare(sample, report)
        result.right += right
        result.faults += [f"{name}: {fault}" for fault in faults]
    return result


def main() -> int:
    """Print one line for each writer, and the first faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--only")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    catalogue = collect()
    every = [s for _, spec in sorted(catalogue.standards.items()) for s in samples(spec, options.count)]
    wrong = missed = False
    print(f"{len(every)} reports of {len(catalogue.standards)} standards\n")
    print(f"{'format':<16}{'cells right / expected':>24}")
    for writer in writers():
        if options.only not in (None, writer.name):
            continue
        result = score(writer, every, catalogue, options.keep)
        told = f"not run: {result.unavailable}" if result.unavailable else f"{result.right} / {result.expected}"
        print(f"{writer.name:<16}{told:>24}")
        for fault in result.faults[:8]:
            print(f"    {fault}")
        wrong |= bool(result.faults)
        missed |= bool(result.unavailable)
    return 1 if wrong else 3 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
