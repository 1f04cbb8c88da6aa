"""The office gives no private mailbox as its address (preview: common in small offices, and allowed).

Mailboxes of public mail services (qq, 163, 126 and the like; the option `services` names them) as the way to reach the
body. The address is not masked: it is published on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View, regex
from gongkai_rules._stretch import finding, pieces

_MAIL = regex(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10})", re.ASCII)


def check(view: View) -> Iterator[Finding]:
    services = view.words("services")
    for piece in view.derive(pieces):
        found = (
            [m.span() for m in _MAIL.finditer(piece.text) if m[1].lower() in services] if "@" in piece.text else []
        )
        if found:
            yield finding("private_service", piece, found)


RULE = Rule(
    id="GK848",
    name="pv-personal-email",
    severity="info",
    summary=Text(zh="对外联系使用单位邮箱", en="The office has a mailbox of its own"),
    advice=Text(zh="建议改用政务邮箱", en="Consider an official mailbox"),
    messages={"private_service": Text(zh="联系邮箱是个人邮箱服务的：{words}", en="The mailbox is one of a public mail service: {words}")},
    basis=(Cite("privacy-law-2021", "51"), Cite("regulation-2019", "24")),
    check=check,
    explanation=__doc__,
    preview=True,
    options=(
        Option(
            "services",
            ("qq.com", "163.com", "126.com", "sina.com", "139.com", "foxmail.com", "gmail.com", "outlook.com", "yeah.net", "sohu.com"),
            Text(zh="个人邮箱服务的域名", en="Domains of public mail services"),
        ),
    ),
    examples=(
        Valid("an official mailbox", replace={"编制。报告": "编制。邮箱：zwgk@yunchuan.gov.cn。报告"}),
        Invalid("a public service", replace={"编制。报告": "编制。邮箱：yunchuan01@163.com。报告"}, keys=("private_service",), at=("",)),
    ),
)  # fmt: skip
