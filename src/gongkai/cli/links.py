"""The links of a report, and what came of looking them up, as readings for rules to judge (`check --online`).

Only links that are certain are looked up: an address that may have been cut off at the end of a line, or may go on in
the words behind it, is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from msgspec import Struct
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.document import Paragraph, Reading
from gongkai.finding import Incident
from gongkai.place import At
from gongkai.report import Report
from gongkai.selection import Chosen

if TYPE_CHECKING:
    from gongkai.cli.visit import Visitor

__all__ = ["ANSWER", "LookUp", "links", "offline"]

ANSWER = "link-answer"
"""The name of the readings: the link as printed; `details` have `status`, a code of HTTP, or `failed`, why there is none."""
# So many links of a report are looked up, so many at a time; of so many is told whether they were.
MOST, ABREAST, NAMED = 50, 4, 1000
_LONGEST = 1000
# The HTML reader cuts addresses at this length: what was cut is not the address.
_CUT = 300
_PRINTED = re.compile(
    r"(?:(?<![A-Za-z0-9])https?://|(?<![A-Za-z0-9@./_-])www\.(?=[A-Za-z0-9-]{1,63}\.[A-Za-z]))"
    r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,1000}",
    re.IGNORECASE,
)
_ASCII_WORD = re.compile(r"\s{0,3}[A-Za-z0-9/?&=_#%~-]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
# What a machine meets that has no network, or one that lets nothing out; and what nobody was asked for.
_UNHEARD = frozenset({"timeout", "refused", "unreachable", "no-name-service"})
_UNASKED = frozenset({"private", "not-web", "no-time"})
_NO_NETWORK = "no-network"


class _Link(Struct, frozen=True):
    printed: str
    url: str
    at: At


class LookUp:
    """Looks up the links of reports, with one visitor for all of them."""

    def __init__(self, visitor: Visitor | None = None) -> None:
        if visitor is None:
            from gongkai.cli.visit import Visitor

            visitor = Visitor()
        self._visitor = visitor

    def answered(self, report: Report) -> Report:
        """The report with a reading for each link: that it was looked up, or why not. Earlier answers in it go."""
        rest = tuple(each for each in report.readings if each.name != ANSWER)
        found = [] if report.is_blank_form else list(links(report))
        urls = list(dict.fromkeys(link.url for link in found))
        asked = urls[:MOST]
        turn = self._visitor.turn()
        with ThreadPoolExecutor(ABREAST) as threads:
            answers = _without_network(dict(zip(asked, threads.map(turn, asked), strict=True)))
        readings = (
            Reading(
                name=ANSWER, value=link.printed, at=link.at, details=answers.get(link.url, {"failed": "too-many"})
            )
            for link in found
        )
        return replace(report, readings=(*rest, *readings))

    @staticmethod
    def wanted(chosen: Sequence[Chosen]) -> bool:
        """Whether one of the rules judges answers."""
        return any(ANSWER in each.rule.reads for each in chosen)

    @staticmethod
    def missed(report: Report | None) -> Incident | None:
        """That links were not looked up because there is no network, if so."""
        return offline(report) if report is not None else None


def links(report: Report) -> Iterator[_Link]:
    """The links of a report as printed, each once: web addresses in its prose, then files that its page links below
    the first heading; those with relative addresses only where the page tells its own."""
    seen: set[str] = set()
    for link in chain(_printed(report), _linked(report)):
        if len(seen) < NAMED and link.printed not in seen:
            seen.add(link.printed)
            yield link


def offline(report: Report) -> Incident | None:
    """That the links of a report could not be looked up because there is no network, if so."""
    missed = [each for each in report.readings if each.name == ANSWER and each.details.get("failed") == _NO_NETWORK]
    if not missed:
        return None
    return Incident(
        code="GK910",
        path=report.path,
        message=Text(
            zh=f"连不上网络，{len(missed)}个链接没有核对",
            en=f"There is no network: {len(missed)} link(s) were not looked up",
        ),
        advice=Text(
            zh="在能直接上网的机器上检查（不经代理），或去掉 --online",
            en="Check on a machine with direct access to the network (no proxy), or leave out --online",
        ),
    )


def _without_network(answers: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The answers, where nothing at all answered on several sites: then it is the network, not the sites."""
    tried = {url: answer for url, answer in answers.items() if answer.get("failed") not in _UNASKED}
    sites = {url.split("/")[2] for url in tried}
    if len(sites) < 2 or any(answer.get("failed") not in _UNHEARD for answer in tried.values()):
        return answers
    return answers | {url: {"failed": _NO_NETWORK} for url in tried}


def _printed(report: Report) -> Iterator[_Link]:
    passages = report.passages
    for passage, following in pairwise((*passages, None)):
        if passage is None:  # only the last can be
            continue
        after = following.text if following else ""
        for start, end in _spans(passage.paragraph, after):
            printed = passage.text[start:end]
            url = printed if "://" in printed else f"http://{printed}"
            yield _Link(printed, urldefrag(url)[0], passage.place(start, end).at)


def _spans(paragraph: Paragraph, after: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand whole in a paragraph; `after` is the text of the next one."""
    text, anchors = paragraph.text, paragraph.anchors
    for match in _PRINTED.finditer(text):
        start, end = match.span()
        joint = bisect_right(anchors, start, key=lambda anchor: anchor[0])
        cut = joint < len(anchors) and anchors[joint][0] <= end
        rest = text[end:] or after
        if cut or end - start >= _LONGEST or _ASCII_WORD.match(rest):
            continue
        end = start + len(_trimmed(match[0]))
        host, slash, path = text[start:end].removeprefix("http://").removeprefix("https://").partition("/")
        # Paths may hold Chinese words, and then nobody knows where the address ends.
        if host and not (slash and path and _IDEOGRAPH.match(text, end)):
            yield start, end


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url and (
        url[-1] in ".,;:!?'" or any(url[-1] == b and url.count(a) < url.count(b) for a, b in ("()", "[]"))
    ):
        url = url[:-1]
    return url


def _linked(report: Report) -> Iterator[_Link]:
    page = next((each.value for each in report.readings if each.name == "url"), "")
    page = page if page.lower().startswith(("http://", "https://")) and len(page) < _CUT else ""
    begin = report.sections[0].at.sort_key() if report.sections else None
    for link in report.readings:
        if link.name != "attachment" or "suffix" not in link.details or len(link.value) >= _CUT:
            continue
        if begin is None or link.at.sort_key() < begin:
            continue
        try:
            url = urldefrag(urljoin(page, link.value))[0]
        except ValueError:  # brackets that are no address
            continue
        if url.lower().startswith(("http://", "https://")):
            yield _Link(link.value, url, link.at)
