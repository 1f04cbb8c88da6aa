"""Print what results cost: time and memory of writing and of counting them, by their number.

Both formats for analysis are written in one run, as they come, over made reports of which some have a wrong cell; then
`gongkai stats` counts each. Memory that does not grow with the number is what this is about.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from pyarrow import parquet

from gongkai.load import Loader
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source
from gongkai.report_json import encode
from gongkai.statistics.results import METADATA
from made import make
from scale import Cost, lines, ran

# Different reports, and the share of them with a wrong cell.
DIFFERENT, FAULTY = 300, 0.3
FORMATS = ("jsonl", "parquet")


class Results(Struct, frozen=True, kw_only=True):
    """One run and its results: what writing took, and by format the bytes, what counting took, and the documents that
    were counted. `documents` and `findings` are what the run wrote."""

    written: Cost
    documents: int
    findings: int
    sizes: dict[str, int]
    counted: dict[str, Cost]
    counts: dict[str, int]


def sources(catalogue: Catalogue, count: int = DIFFERENT) -> list[Source]:
    """Made reports as text, some with a wrong cell."""
    rng = random.Random("results")
    standard = catalogue.standards[max(catalogue.standards)]
    found = []
    for seed in range(count):
        made = make(standard, seed)
        if rng.random() < FAULTY:
            key = rng.choice([key for key in made.numbers if key[0] == "applications"])
            made = made.with_cells({key: str(made.numbers[key] + rng.randint(1, 90))})
        found.append(Source(f"2025/{seed:06}.txt", made.text().encode()))
    return found


def normalized(catalogue: Catalogue, given: Sequence[Source]) -> list[bytes]:
    """The same as normalized JSON on one line, without a path."""
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    found = []
    for source in given:
        data = json.loads(encode(loader.load(source)))
        del data["path"]
        found.append(json.dumps(data, ensure_ascii=False).encode().removeprefix(b"{"))
    return found


def of(known: Sequence[bytes], count: int) -> Results:
    """Write the results of so many reports, and count them."""
    with tempfile.TemporaryDirectory() as name:
        files = {each: Path(name, f"r.{each}") for each in FORMATS}
        targets = [part for each, file in files.items() for part in ("--format", f"{each}={file}")]
        written, _ = ran(["check", "-", "--as", "jsonl", "--no-cache", "--jobs", "1", *targets], lines(known, count))
        footer = json.loads(parquet.read_metadata(files["parquet"]).metadata[METADATA])[1]["summary"]
        counted, counts = {}, {}
        for each, file in files.items():
            out = Path(name, "counted.json")
            counted[each], _ = ran(["stats", str(file), "--format", "json", "--output-file", str(out)])
            counts[each] = json.loads(out.read_bytes())["total"]["documents"]
        return Results(
            written=written,
            documents=footer["documents"],
            findings=footer["errors"] + footer["warnings"] + footer["infos"],
            sizes={each: file.stat().st_size for each, file in files.items()},
            counted=counted,
            counts=counts,
        )


def main() -> None:
    """Measure growing numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of reports, growing")
    asked = parser.parse_args()
    catalogue = collect()
    known = normalized(catalogue, sources(catalogue))
    found = []
    for size in map(int, asked.sizes.split(",")):
        one = of(known, size)
        found.append(one)
        print(f"{one.documents} documents, {one.findings} findings")
        print(f"  both written     {one.written.cpu:7.1f} s CPU  {one.written.memory / 1e6:5.0f} MB")
        for each in FORMATS:
            cost = one.counted[each]
            print(
                f"  {each:7} {one.sizes[each] / 1e6:8.1f} MB; counted {cost.cpu:5.1f} s CPU  {cost.memory / 1e6:5.0f} MB"
            )
    if len(found) > 1:
        few, many = found[0], found[-1]
        grown = {"writing": many.written.memory - few.written.memory}
        grown |= {f"counting {each}": many.counted[each].memory - few.counted[each].memory for each in FORMATS}
        print(f"memory of {many.documents} beyond that of {few.documents} documents:")
        print("\n".join(f"  {name:17} {more / 1e6:+.1f} MB" for name, more in grown.items()))


if __name__ == "__main__":
    sys.exit(main())
