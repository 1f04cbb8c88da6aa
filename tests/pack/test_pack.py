"""YAML packs: what each kind finds and leaves alone, and what is said about a pack that is wrong."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gongkai.errors import SchemaError
from gongkai.finding import Diagnostic
from gongkai.pack import read_pack
from gongkai.pack.checks import FIELDS
from gongkai.pack.model import Check
from gongkai.plugins import Catalogue
from gongkai.rule import Rule
from gongkai.testing import report, run_rule

HEAD = """\
pack: test
title: {zh: 测试, en: Test}
rules:
  - id: TT101
    name: tt-rule
    severity: error
    summary: {zh: 要求, en: Demand}
    message: {zh: "不对MESSAGE", en: "wrong MESSAGE"}
    advice: {zh: 改, en: mend}
    valid: [{note: ok}]
    invalid: [{note: bad}]
    check: CHECK
"""


def rule(check: str, message: str = "") -> Rule:
    (made,) = read_pack(HEAD.replace("CHECK", check).replace("MESSAGE", message), "p.yaml").rules
    return made


def found(catalogue: Catalogue, check: str, message: str = "", **about: object) -> tuple[Diagnostic, ...]:
    made = report(catalogue=catalogue, **about)  # type: ignore[arg-type]
    return run_rule(rule(check, message), made)


CASES: list[tuple[str, Mapping[str, object], Mapping[str, object] | None, str]] = [
    # check, a report it accepts, a report it faults (None: the specimen), the place of the finding
    ("{kind: required-section, heading: 监督保障, inside: overview}", {}, {"sections": {"overview": "做了工作。"}}, "overview"),
    ("{kind: required-section, heading: 附件}", {"replace": {"六、其他需要报告的事项": "六、其他需要报告的事项\n\n七、附件"}}, None, ""),
    ("{kind: required-text, all: [检索], scope: [overview]}", {}, {"replace": {"检索": "查找"}}, "overview"),
    ("{kind: required-text, any: [二维码, 检索功能]}", {}, {"replace": {"检索功能": "查找功能"}}, ""),
    ("{kind: required-text, all: [政府信息公开工作年度报告], scope: [title]}", {}, {"replace": {"县人民政府2025年政府信息公开工作年度报告": "县人民政府2025年政府信息公开年度报告"}}, ""),
    ("{kind: forbidden-text, words: [图文解读]}", {"replace": {"图文解读": "解读"}}, None, "overview"),
    ("{kind: forbidden-text, words: [解读], scope: [overview], except_in: [图文解读]}", {}, {"replace": {"图文解读": "解读"}}, "overview"),
    ("{kind: forbidden-text, words: [解读], most: 9}", {}, {"sections": {"overview": "解读" * 10}}, "overview"),
    ("{kind: text-length, scope: [overview], most: 500}", {}, {"sections": {"overview": "公" * 501}}, "overview"),
    ("{kind: text-length, scope: [problems], least: 20}", {}, {"sections": {"problems": "存在不足。"}}, "problems"),
    ("{kind: cell-condition, table: proactive, rows: [fees], most: 100}", {}, {"cells": {"proactive.fees.amount": "101"}}, "proactive/proactive/fees/amount"),
    ("{kind: cell-condition, table: proactive, states: [number]}", {}, {"cells": {"proactive.fees.amount": "/"}}, "proactive/proactive/fees/amount"),
    ("{kind: equation, left: [disputes.cases.after_total], right: [disputes.cases.review_total], relation: <=}", {}, {"cells": {"disputes.cases.after_total": "4"}}, "disputes/disputes/cases/review_total"),
    ("{kind: equation, table: proactive, along: rows, left: [issued], right: [in_force], relation: <=}", {}, {"cells": {"proactive.normative_documents.issued": "29"}}, "proactive/proactive/normative_documents/in_force"),
    ("{kind: equation, table: applications, along: columns, left: [granted], right: [total], relation: <=}", {}, {"cells": {"applications.granted.research": "1"}}, "applications/applications/total/research"),
    ("{kind: date-limit, latest: 01-31}", {"replace": {"一、总体情况": "发布日期：2026-01-31\n\n一、总体情况"}}, {"replace": {"一、总体情况": "发布日期：2026-02-01\n\n一、总体情况"}}, ""),
    ("{kind: cross-reference, words: [应诉], cell: disputes.cases.direct_total, least: 1}", {}, {"replace": {"医疗": "应诉"}}, "overview"),
    ("{kind: claim-count, claim: applications.new, least: 1, most: 100}", {}, {"replace": {"新收政府信息公开申请36件": "新收政府信息公开申请136件"}}, "overview"),
    ("{kind: claim-count, claim: applications.carried_in}", {}, {"replace": {"上年结转2件，": ""}}, ""),
    ("{kind: claim-count, claim: disputes.reviews, most: 5, optional: true}", {}, {"sections": {"overview": "2025年，因政府信息公开工作被申请行政复议6件。"}}, "overview"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "good", "bad", "place"), CASES, ids=lambda case: str(case)[:60])
def test_each_kind_finds_its_fault_and_nothing_else(
    catalogue: Catalogue, check: str, good: Mapping[str, object], bad: Mapping[str, object] | None, place: str
) -> None:
    assert found(catalogue, check, **good) == ()
    (diagnostic,) = found(catalogue, check, **(bad or {}))
    assert diagnostic.place.where.path == place


def test_every_kind_is_shown() -> None:
    assert {check.partition("kind: ")[2].split(",")[0] for check, *_ in CASES} == {
        str(kind.__struct_config__.tag) for kind in FIELDS
    }
    assert set(FIELDS) == set(Check.__args__)


def test_a_rule_about_what_is_not_there_is_silent(catalogue: Catalogue) -> None:
    """That a section or a table is missing is another rule's finding."""
    head, _, _ = "六、其他需要报告的事项", "", ""
    gone = {"replace": {head: "其他的话"}}
    assert found(catalogue, "{kind: text-length, scope: [other], least: 999}", **gone) == ()
    assert found(catalogue, "{kind: cell-condition, table: budget, states: [text]}") == ()


def test_messages_are_filled(catalogue: Catalogue) -> None:
    (diagnostic,) = found(
        catalogue,
        "{kind: text-length, scope: [overview], most: 5}",
        "{length}>{most}",
        sections={"overview": "公开信息工作"},
    )
    assert diagnostic.message.en == "wrong 6>5"


@pytest.mark.parametrize(
    ("check", "message", "said"),
    [
        ("{kind: text-lenght, scope: [overview]}", "", "text-length"),
        ("{kind: text-length, scope: [overview], mots: 5}", "", "did you mean “most”"),
        ("{kind: text-length, scope: overview}", "", "expected a list"),
        ("{kind: text-length, scope: [overview], most: -1}", "", "-1"),
        ("{kind: text-length, scope: [overview], most: 5}", "{word}", "no field word"),
        ("{kind: text-length, scope: [overview], most: 5}", "{", "unbalanced braces"),
        ("{kind: text-length, scope: [overview]}", "", "give least or most"),
        ("{kind: text-length, scope: [overview], least: 9, most: 5}", "", "least (9) is more than most (5)"),
        ("{kind: required-section, heading: ''}", "", "heading is empty"),
        ("{kind: required-text, scope: [overview]}", "", "give all or any"),
        ("{kind: required-text, any: [甲, '']}", "", "one of the words is empty"),
        ("{kind: forbidden-text, words: ['']}", "", "one of the words is empty"),
        ("{kind: forbidden-text, words: []}", "", "words is empty"),
        ("{kind: cell-condition, table: proactive}", "", "give states, least or most"),
        ("{kind: equation, left: [], right: [a.b.c]}", "", "give both left and right"),
        ("{kind: equation, left: [a], right: [b]}", "", "table.row.column"),
        ("{kind: equation, left: [a], right: [b], table: t}", "", "both table and along"),
        ("{kind: cross-reference, words: [a], cell: x, most: 0}", "", "table.row.column"),
        ("{kind: cross-reference, words: [a], cell: x.y.z}", "", "give least or most"),
        ("{kind: cross-reference, words: [], cell: x.y.z, most: 0}", "", "words is empty"),
        ("{kind: date-limit}", "", "neither earliest nor latest"),
        ("{kind: date-limit, latest: 1 月 31 日}", "", "rules[0].check.latest"),
        ("{kind: date-limit, latest: 13-01}", "", "no day of every year: 13-01"),
        ("{kind: date-limit, latest: 02-29}", "", "no day of every year: 02-29"),
        ("{kind: date-limit, earliest: 02-01, latest: 01-31}", "", "earliest (02-01) is after latest (01-31)"),
    ],
)
def test_what_is_wrong_is_said_with_its_path(check: str, message: str, said: str) -> None:
    with pytest.raises(SchemaError) as raised:
        rule(check, message)
    assert "rules[0]" in raised.value.message.en
    assert said in raised.value.message.en


def test_an_id_twice_is_said() -> None:
    one = HEAD.replace("CHECK", "{kind: date-limit, latest: 01-31}")
    with pytest.raises(SchemaError) as raised:
        read_pack(one + one.partition("rules:\n")[2], "p.yaml")
    assert "“TT101” stands twice" in raised.value.message.en
    assert "“tt-rule” stands twice" in raised.value.message.en


@pytest.mark.parametrize(("relation", "told"), [("=", ("=", 4, 3)), ("<=", (">=", 3, 4))])
def test_a_relation_is_told_as_it_is(catalogue: Catalogue, relation: str, told: tuple[str, int, int]) -> None:
    """A sum knows “=” and “at least”: “at most” is that with its sides exchanged. The message keeps the pack's sides."""
    check = (
        "{kind: equation, left: [disputes.cases.after_total], right: [disputes.cases.review_total], "
        f"relation: '{relation}'}}"
    )
    (diagnostic,) = found(catalogue, check, "{left}/{right}/{difference}", cells={"disputes.cases.after_total": "4"})
    (done,) = diagnostic.sums
    assert (done.relation, done.left_total, done.right_total) == told
    assert diagnostic.message.en == "wrong 4/3/1"
    assert diagnostic.place.where.column == "review_total"
