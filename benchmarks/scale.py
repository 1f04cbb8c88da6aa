"""Print what many reports cost: time and memory by their number, two cores against one, a second run against the first.

Reports are made and piped to the command as JSON lines, so that nothing but the run itself holds them. Time is that of
the processor, of all processes together: on a machine that others use at the same moment it tells more than the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import IOBase
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.report_json import encode
from made import make

GONGKAI = [sys.executable, "-c", "from gongkai.__main__ import run; run()"]  # what the `gongkai` command does
# So many reports are made; more are these again under other names.
DIFFERENT = 250
# All processes are looked at so often, and so many times more often those that belong to the run: to look at all takes
# milliseconds, which the run would miss where it uses every core.
SECONDS, OFTEN = 0.25, 5
# What a pipe holds.
PIPE = 65536
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Cost(Struct, frozen=True, kw_only=True):
    """What one run took: processor seconds of all its processes and of the busiest, seconds by the clock, and the
    most memory that all of them had at one time, in bytes. `documents` is what its trailer says."""

    cpu: float
    busiest: float
    clock: float
    memory: int
    documents: int = 0


def reports(different: int = DIFFERENT) -> list[bytes]:
    """Different correct reports as JSON on one line, without a path."""
    catalogue = collect()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    standard = catalogue.standards["gkbg-2021"]
    found = []
    for seed in range(different):
        data = json.loads(encode(loader.load(Source("r.txt", make(standard, seed).text().encode()))))
        del data["path"]
        found.append(json.dumps(data, ensure_ascii=False).encode().removeprefix(b"{"))
    return found


def lines(known: Sequence[bytes], count: int) -> Iterator[bytes]:
    """So many reports, each with a path of its own."""
    for n in range(count):
        yield b'{"path": "county/%06d.docx", ' % n + known[n % len(known)] + b"\n"


def measured(arguments: Sequence[str], given: Iterable[bytes] = (), folder: str | None = None) -> Cost:
    """One run of `check`, with the lines as its standard input (a file: directly)."""
    cost, last = ran(["check", *arguments, "--format", "jsonl"], given, folder)
    return replace(cost, documents=json.loads(last)["summary"]["documents"])


def ran(arguments: Sequence[str], given: Iterable[bytes] = (), folder: str | None = None) -> tuple[Cost, bytes]:
    """One run of the command with this standard input, and the last line of its output."""
    # Bytecode is written, as it is for an installed package.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    process = subprocess.Popen(
        [*GONGKAI, *arguments],
        stdin=given if isinstance(given, IOBase) else subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=folder, env=environment, start_new_session=True,
    )  # fmt: skip
    watch = _Watch(process.pid)
    last = b""

    def read() -> None:
        nonlocal last
        while process.stdout and (more := process.stdout.read1(PIPE)):
            last = (last + more)[-PIPE:]

    reading = threading.Thread(target=read)
    reading.start()
    if process.stdin:
        for line in given:
            process.stdin.write(line)
        process.stdin.close()
    reading.join()
    process.wait()
    if process.stdout:
        process.stdout.close()
    clock = time.monotonic() - begun
    cpu, busiest, memory = watch.stop()
    return Cost(cpu=cpu, busiest=busiest, clock=clock, memory=memory), (last.splitlines() or [b""])[-1]


class _Watch:
    """Looks at all processes of a session until it is stopped."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._cpu: dict[int, float] = {}
        self._memory = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        looks = 0
        while not self._ended.is_set():
            known = self._cpu if looks % OFTEN else [int(e.name) for e in Path("/proc").iterdir() if e.name.isdigit()]
            self._memory = max(self._memory, sum(self._look(pid) for pid in list(known)))
            self._ended.wait(SECONDS / OFTEN if looks else 0)
            looks += 1

    def _look(self, pid: int) -> int:
        try:
            fields = (
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            )
        except OSError:
            return 0
        if int(fields[3]) != self._session:
            return 0
        self._cpu[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
        return int(fields[21]) * _PAGE

    def stop(self) -> tuple[float, float, int]:
        self._ended.set()
        self._thread.join()
        return sum(self._cpu.values()), max(self._cpu.values(), default=0.0), self._memory


def growth(known: Sequence[bytes], sizes: Sequence[int], jobs: int) -> list[Cost]:
    """Runs of growing size, and how time grows with it: the slope of log time over log number, 1 where it is linear."""
    found = []
    print(f"\nnormalized reports as JSON lines, {jobs} jobs, no cache")
    for size in sizes:
        cost = measured(["-", "--as", "jsonl", "--no-cache", "--jobs", str(jobs)], lines(known, size))
        found.append(cost)
        each = cost.cpu / size * 1000
        print(
            f"{cost.documents:7d} documents  {cost.cpu:7.1f} s CPU  {each:5.2f} ms each  {cost.memory / 1e6:5.0f} MB"
        )
    if len(found) > 1:
        few, many = found[0], found[-1]
        times, sizes_ratio = many.cpu / few.cpu, many.documents / few.documents
        print(
            f"{sizes_ratio:.0f}x documents: {times:.1f}x time ({times / sizes_ratio:.2f} of linear), "
            f"{many.memory / few.memory:.2f}x memory"
        )
        step = (many.cpu - few.cpu) / (many.documents - few.documents)
        print(f"slope {step * 1000:.2f} ms for each further document")
    return found


def cores(known: Sequence[bytes], size: int, rounds: int) -> None:
    """Two jobs against one, in turns; beside that what two separate runs of half the reports each give, which share
    nothing: more no program can get of the machine as it is. By the clock, the best round of each; the reports come
    from files, so that nothing else works meanwhile."""
    print(f"\n{size} reports, two jobs against one ({rounds} rounds, load {os.getloadavg()[0]:.1f})", flush=True)
    check = ["-", "--as", "jsonl", "--no-cache", "--jobs"]
    one, two, apart = [], [], []
    with tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as first, tempfile.TemporaryFile() as second:
        for file, part in ((whole, size), (first, size // 2), (second, size - size // 2)):
            file.writelines(lines(known, part))
        for _ in range(rounds):
            for file in (whole, first, second):
                file.seek(0)
            one.append(measured([*check, "1"], whole))
            whole.seek(0)
            two.append(measured([*check, "2"], whole))
            with ThreadPoolExecutor(2) as both:
                begun = time.monotonic()
                list(both.map(lambda file: measured([*check, "1"], file), (first, second)))
                apart.append(time.monotonic() - begun)
            print(
                f"  {one[-1].clock:5.1f} s, {two[-1].clock:5.1f} s, two runs of half {apart[-1]:5.1f} s", flush=True
            )
    alone, together = min(c.clock for c in one), min(c.clock for c in two)
    # What two free cores could do at best: all work halved, and none shorter than the busiest process.
    free = min(c.cpu for c in one) / min(max(c.cpu / 2, c.busiest) for c in two)
    more = min(c.cpu for c in two) / min(c.cpu for c in one)
    print(
        f"{alone / together:5.2f}x by the clock (aim 1.8x), of {alone / min(apart):.2f}x that two separate runs give"
    )
    print(f"{min(apart) / together:6.1%} of what this machine gives two processes")
    print(f"{free:5.2f}x by processor time, as on two free cores; all work together {more:.2f}x that of one")


def again(known: Sequence[bytes], size: int) -> None:
    """A second run over an unchanged folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        for n, line in enumerate(lines(known, size)):
            (folder / "reports" / f"{n:06}.json").write_bytes(line)
        os.environ["GONGKAI_CACHE_DIR"] = str(folder / "cache")
        first, second = (measured(["reports", "--jobs", "1"], folder=name) for _ in range(2))
        kept = sum(file.stat().st_size for file in (folder / "cache").iterdir())
    print(f"\n{size} files, a second run over the unchanged folder")
    print(f"{first.cpu:7.1f} s CPU, then {second.cpu:.1f} s: {first.cpu / second.cpu:.1f}x (aim 20x)")
    print(f"{second.cpu / size * 1000:.2f} ms each; the cache has {kept / size / 1000:.1f} kB for each")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,50000", help="numbers of reports, growing")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pair", type=int, default=5000, help="reports for two cores against one")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=5000, help="files for the second run")
    parser.add_argument("--only", choices=["growth", "cores", "again"])
    asked = parser.parse_args()
    known = reports()
    if asked.only in (None, "growth"):
        growth(known, [int(size) for size in asked.sizes.split(",")], asked.jobs)
    if asked.only in (None, "cores"):
        cores(known, asked.pair, asked.rounds)
    if asked.only in (None, "again"):
        again(known, asked.files)


if __name__ == "__main__":
    main()
