"""What a pack names of the formats: each name that none of them has is told, with the one that was probably meant."""

from __future__ import annotations

import pytest

from gongkai.errors import SchemaError
from gongkai.pack import read_pack
from gongkai.plugins import Catalogue

HEAD = """
pack: p
title: {zh: 包, en: pack}
rules:
  - id: PP101
    name: pp-one
    severity: info
    summary: {zh: 一, en: one}
    message: {zh: 一, en: one}
    advice: {zh: 一, en: one}
    check: CHECK
    valid: [{}]
    invalid: [{}]
"""


@pytest.mark.parametrize(
    "check",
    [
        "{kind: required-text, all: [甲], scope: [title, preamble, other]}",
        "{kind: required-section, heading: 甲, inside: overview}",
        "{kind: cell-condition, table: applications, rows: [received], columns: [total], least: 0}",
        "{kind: cross-reference, words: [甲], cell: proactive.fees.amount, least: 0}",
        "{kind: equation, table: applications, along: rows, left: [natural_person], right: [total]}",
        "{kind: equation, table: applications, along: columns, left: [received], right: [total]}",
        "{kind: equation, left: [applications.received.total], right: [disputes.cases.review_total]}",
        "{kind: claim-count, claim: applications.received}",
    ],
)
def test_what_a_format_has_passes(catalogue: Catalogue, check: str) -> None:
    assert read_pack(HEAD.replace("CHECK", check), "p", catalogue.standards).rules


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ("{kind: required-text, all: [甲], scope: [othre]}", "“othre” (did you mean “other”?)"),
        ("{kind: required-section, heading: 甲, inside: overviews}", "“overviews”"),
        ("{kind: cell-condition, table: application, least: 0}", "“application” (did you mean “applications”?)"),
        (
            "{kind: cell-condition, table: applications, rows: [recieved], least: 0}",
            "“recieved” (did you mean “received”?)",
        ),
        ("{kind: cell-condition, table: applications, columns: [sum], least: 0}", "“sum”; there are business"),
        ("{kind: cross-reference, words: [甲], cell: proactive.fees.amuont, least: 0}", "“amuont”"),
        ("{kind: equation, table: applications, along: rows, left: [received], right: [total]}", "“received”"),
        ("{kind: equation, table: applications, along: columns, left: [business], right: [total]}", "“business”"),
        ("{kind: equation, left: [a.b.c], right: [disputes.cases.review_total]}", "“a”; there are"),
        ("{kind: claim-count, claim: applications.recieved}", "“applications.recieved” (did you mean"),
        ("{kind: forbidden-text, words: [甲], scope: [title]}", "“title”; there are"),
        ("{kind: text-length, scope: [title], most: 9}", "“title”; there are"),
        (
            "{kind: cross-reference, words: [甲], cell: proactive.fees.issued, least: 0}",
            "row “fees” of “proactive” has no column issued",
        ),
        (
            "{kind: cell-condition, table: proactive, rows: [fees], columns: [issued], least: 0}",
            "has no column issued",
        ),
        (
            "{kind: equation, table: proactive, along: rows, left: [issued], right: [amount]}",
            "no part of “proactive” has all of issued, amount",
        ),
    ],
)
def test_what_none_has_is_told(catalogue: Catalogue, check: str, told: str) -> None:
    with pytest.raises(SchemaError) as raised:
        read_pack(HEAD.replace("CHECK", check), "p", catalogue.standards)
    assert told in raised.value.message.en


def test_where_the_formats_are_not_known_nothing_is_said() -> None:
    assert read_pack(HEAD.replace("CHECK", "{kind: cell-condition, table: of_another_plugin, least: 0}"), "p").rules
