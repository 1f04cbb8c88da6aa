"""The links of a report lead somewhere (only with `--online`: readings `link-answer`; see docs/inputs.md).

A link is dead when its server says so to HEAD and GET, by 404 or 410, or when the host's name does not exist although other names can
be resolved. All else (a server's own trouble, 403, a certificate, no answer in time, addresses of a private network) tells nothing of
the link: one hint names what was not told, so that nobody takes it for checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import At, Cite, Finding, Invalid, Place, Reading, Rule, Text, Valid, View
from gongkai_rules._web import readings, web_place

_GONE = ("404", "410")
_LISTED = 5
_WHY = {
    "broken-off": Text(zh="连接中断", en="broken off"),
    "no-time": Text(zh="时间用完", en="no time left"),
    "not-web": Text(zh="不是一般网址", en="no common address"),
    "private": Text(zh="内部网络的地址", en="an address of a private network"),
    "redirect": Text(zh="跳转没有结果", en="redirects lead nowhere"),
    "refused": Text(zh="拒绝连接", en="connection refused"),
    "timeout": Text(zh="超时", en="no answer in time"),
    "tls": Text(zh="证书或加密有问题", en="trouble with its certificate or encryption"),
    "too-many": Text(zh="链接太多", en="too many links"),
}
_OTHER = Text(zh="连不上", en="not reached")


def check(view: View) -> Iterator[Finding]:
    untold = []
    for reading in readings(view.report, "link-answer"):
        status, failed = reading.details.get("status", ""), reading.details.get("failed", "")
        if status in _GONE:
            yield Finding("gone", _place(view, reading), {"link": reading.value, "status": status})
        elif failed == "no-such-host":
            yield Finding("host", _place(view, reading), {"link": reading.value})
        elif not status.startswith("2") and failed != "no-network":  # that is an incident of the run (GK910)
            untold.append(reading)
    if untold:
        told = tuple(_told(reading) for reading in untold[:_LISTED])
        first, *rest = (_place(view, reading) for reading in untold[:20])
        yield Finding("untold", first, {"count": len(untold), "links": told}, related=tuple(rest), at_most="info")


def _told(reading: Reading) -> Text:
    status = reading.details.get("status", "")
    why = Text(zh=status, en=status) if status else _WHY.get(reading.details.get("failed", ""), _OTHER)
    return Text(zh=f"{reading.value}（{why.zh}）", en=f"{reading.value} ({why.en})")


def _place(view: View, reading: Reading) -> Place:
    """Where a link is printed: in the paragraph at its position; otherwise it is one of the page's."""
    return next(
        (place for place in _printed(view, reading.value) if reading.at in (place.at, At())), web_place(reading)
    )


def _printed(view: View, link: str) -> Iterator[Place]:
    for piece in view.report.passages:
        start = piece.text.find(link) if link else -1
        while start >= 0:
            yield piece.place(start, start + len(link))
            start = piece.text.find(link, start + len(link))


def _answer(link: str, **details: str) -> Reading:
    return Reading(name="link-answer", value=link, details=details)


_PRINTED = {"other": "详见县政府网站（http://www.qingyue.example/zwgk/2025.html）。无其他需要报告的事项。"}
_LINK = "http://www.qingyue.example/zwgk/2025.html"

RULE = Rule(
    id="GK886",
    name="wb-dead-link",
    severity="warning",
    summary=Text(zh="报告里的链接可以打开（联网检查时）", en="The report's links can be opened (when checked online)"),
    advice=Text(zh="改正链接，或发布它所指的内容", en="Correct the link, or publish what it points at"),
    messages={
        "gone": Text(zh="链接打不开：{link}（{status}）", en="The link is dead: {link} ({status})"),
        "host": Text(zh="没有这个网站：{link}", en="There is no such site: {link}"),
        "untold": Text(zh="{count}个链接没能核对，请自行打开看看：{links}", en="{count} link(s) could not be looked up, so open them yourself: {links}"),
    },
    basis=(Cite("regulation-2019", "24"),),
    check=check,
    explanation=__doc__,
    reads=("link-answer",),
    examples=(
        Valid(),
        Valid("nobody asked", sections=_PRINTED),
        Valid("it answers", sections=_PRINTED, readings=(_answer(_LINK, status="200"),)),
        Valid("without a network", sections=_PRINTED, readings=(_answer(_LINK, failed="no-network"),)),
        Invalid("not there", sections=_PRINTED, readings=(_answer(_LINK, status="404"),), keys=("gone",), at=("other",)),
        Invalid("no such site", sections=_PRINTED, readings=(_answer(_LINK, failed="no-such-host"),), keys=("host",), at=("other",)),
        Invalid("a file of the page", readings=(_answer("./a.docx", status="410"),), keys=("gone",), at=("",)),
        Invalid(
            "what tells nothing",
            sections=_PRINTED,
            readings=(_answer(_LINK, status="503"), _answer("b.docx", failed="timeout")),
            keys=("untold",),
            at=("other",),
        ),
    ),
)  # fmt: skip
