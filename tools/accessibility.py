"""Check web pages with axe-core in headless Chromium: `python tools/accessibility.py PAGE.html...` lists violations.

axe-core comes from npm (once, into a cache folder). It is put into a copy of the page, run there, and its result
read from the page: no driver is needed.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

AXE = "axe-core@4.10.3"
CACHE = Path(tempfile.gettempdir()) / "gongkai-axe"
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
RUN = """
<script>%s</script><script>
axe.run(document, {resultTypes: ["violations"]}).then((result) => {
  const found = result.violations.map((v) => [v.id, v.impact, v.nodes.map((n) => n.html.slice(0, 200)).slice(0, 5)]);
  document.body.innerHTML = "<pre id='axe'></pre>";
  document.getElementById("axe").textContent = JSON.stringify({found, passes: result.passes.length});
});
</script>"""


def missing() -> list[str]:
    """The programs that are not here."""
    return [name for name in ("chromium", "npm") if shutil.which(name) is None]


def _axe() -> str:
    place = CACHE / "package" / "axe.min.js"
    if not place.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", AXE], cwd=CACHE, check=True, capture_output=True, text=True
        )
        shutil.unpack_archive(CACHE / packed.stdout.split()[-1], CACHE)
    return place.read_text(encoding="utf-8")


def chromium(page: Path, *options: str) -> str:
    """Open a page, with a profile of its own. Returns what Chromium prints."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *CHROMIUM, f"--user-data-dir={profile}", *options, page.resolve().as_uri()]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def violations(page: Path) -> list[tuple[str, str, list[str]]]:
    """Each violated rule of axe-core with its impact and the first elements that break it."""
    text = page.read_text(encoding="utf-8").replace("</body>", RUN % _axe() + "</body>")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(text, encoding="utf-8")
        dom = chromium(copy, "--virtual-time-budget=20000", "--dump-dom")
    told = re.search(r"<pre id=\"axe\">(.*?)</pre>", dom, re.DOTALL)
    if told is None:
        raise RuntimeError("axe-core gave no result")
    result = json.loads(html.unescape(told[1]))
    if not result["passes"]:
        raise RuntimeError("axe-core checked nothing")
    return [(name, impact, nodes) for name, impact, nodes in result["found"]]


def main() -> int:
    found = [(page, each) for page in sys.argv[1:] for each in violations(Path(page))]
    for page, (name, impact, nodes) in found:
        print(f"{page}: {name} ({impact})")
        print("".join(f"    {node}\n" for node in nodes), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
