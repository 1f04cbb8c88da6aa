"""Write docs/check.svg, the README's picture of real output on the example; --check says whether it is current."""

from __future__ import annotations

import html
import io
import re
import sys
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.formatter import Rendering
from gongkai.formatters.text import lines, styled
from gongkai.load import Loader
from gongkai.plugins import collect
from gongkai.reader import Source
from gongkai.selection import choose

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/huodian-2020.txt"
PICTURE = ROOT / "docs" / "check.svg"
WIDTH = 110
_FONT_FACE = re.compile(r"\s*@font-face \{[^}]*\}")
_PIECE = re.compile(r'(<text[^>]*textLength=")[\d.]+"([^>]*)>([^<]*)<')
_CELL = 12.2  # rich's width of one cell in the picture


def svg() -> str:
    """The output of `gongkai check` on the example as an SVG made by rich."""
    catalogue = collect()
    config = Config()
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    source = Source(EXAMPLE, (ROOT / EXAMPLE).read_bytes())
    outcome = check_source(
        source, loader, choose(catalogue.rules, config), config.min_fidelity, catalogue.instruments
    )
    run = finish([outcome], catalogue.incidents, config.fail_level)
    rendering = Rendering(lang="zh", instruments=catalogue.instruments, color=True, width=WIDTH)
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), highlight=False, markup=False, force_terminal=True
    )
    for line in lines(run, rendering):
        console.print(styled(line), soft_wrap=True)
    return _mended(console.export_svg(title=f"gongkai check {EXAMPLE}", unique_id="gongkai"))


def _mended(text: str) -> str:
    """rich gives every character one cell of width, so Chinese would be squeezed; and it links fonts elsewhere."""
    text = _FONT_FACE.sub("", text)
    return _PIECE.sub(lambda m: f'{m[1]}{round(cell_len(html.unescape(m[3])) * _CELL, 1):g}"{m[2]}>{m[3]}<', text)


def main() -> int:
    """Write or compare."""
    text = svg()
    if "--check" in sys.argv[1:]:
        if PICTURE.read_text(encoding="utf-8") != text:
            print("docs/check.svg is out of date. Run: python tools/picture.py")
            return 1
        return 0
    PICTURE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
