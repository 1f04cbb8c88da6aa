"""The output on the given example, byte for byte. After a wanted change: `python tests/test_golden.py` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.formatter import Rendering
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.selection import choose

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    "huodian-2020": ROOT / "examples" / "huodian-2020.txt",
    "city-2025": ROOT / "tests" / "examples" / "city-2025.txt",
}
GOLDEN = Path(__file__).parent / "golden"
KINDS = {"zh.txt": ("text", "zh"), "en.txt": ("text", "en"), "json": ("json", "zh")}


def rendered(name: str, kind: str) -> tuple[str, int]:
    """What `gongkai check` prints for an example, and the exit code."""
    catalogue, config = collect(), Config()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    source = Source(f"{name}.txt", EXAMPLES[name].read_bytes())
    outcome = check_source(
        source, loader, choose(catalogue.rules, config), config.min_fidelity, catalogue.instruments
    )
    run = finish([outcome], catalogue.incidents, config.fail_level)
    format_name, lang = KINDS[kind]
    rendering = Rendering(lang="en" if lang == "en" else "zh", instruments=catalogue.instruments, width=0)
    return catalogue.formatters[format_name].render(run, rendering), run.exit_code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_output_is_the_stored_one(name: str, kind: str) -> None:
    assert rendered(name, kind)[0] == (GOLDEN / f"{name}.{kind}").read_text(encoding="utf-8")


def test_the_given_example_shows_what_a_careful_reviewer_finds() -> None:
    text, code = rendered("huodian-2020", "zh.txt")
    assert code == 3
    for rule in ("GK219 tb-shifted-row", "GK507 ms-period-stated", "GK818 lg-stray-foreign-word", "GK903"):
        assert rule in text
    assert "GK3" not in text


def test_the_correct_report_gives_nothing() -> None:
    assert rendered("city-2025", "zh.txt") == ("", 0)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for example in EXAMPLES:
        for output in KINDS:
            (GOLDEN / f"{example}.{output}").write_text(rendered(example, output)[0], encoding="utf-8")
