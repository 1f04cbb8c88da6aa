"""The report says whom to ask: an address or a telephone number (preview: practice only)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Rule, Text, Valid, View, regex
from gongkai_rules._prose import prose

_CONTACT = regex(r"电话|地址|邮编|联系(?:人|方式)|邮箱|(?<!\d)\d{3,4}[-—－]\d{7,8}(?!\d)")


def check(view: View) -> Iterator[Finding]:
    if not any(_CONTACT.search(text) for text in view.derive(prose)):
        yield Finding("absent", view.report.place())


RULE = Rule(
    id="GK508",
    name="ms-contact",
    severity="info",
    summary=Text(zh="写明联系方式", en="The report says whom to ask"),
    advice=Text(zh="可在开头写明联系地址和电话", en="An address and a telephone number may be given in the opening"),
    messages={"absent": Text(zh="没有写联系方式", en="No address or telephone number is given")},
    basis=(Cite("regulation-2019", "50"),),
    check=check,
    explanation=__doc__,
    preview=True,
    examples=(
        Valid("given", replace={"编制。报告": "编制。联系电话：0999-1234567。报告"}),
        Invalid("none", keys=("absent",), at=("",)),
    ),
)
