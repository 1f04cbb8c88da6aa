"""What a report tells of its parts."""

from __future__ import annotations

import pytest

from gongkai.plugins import Catalogue
from gongkai.testing import report


def test_the_headings_of_a_correct_report_follow_its_form(catalogue: Catalogue) -> None:
    assert report(catalogue=catalogue).headings_follow_form
    assert report(catalogue=catalogue, standard="gkbg-2019").headings_follow_form


@pytest.mark.parametrize(
    "changes",
    [
        {"一、总体情况": "一、总体情况概述"},
        {"六、其他需要报告的事项": "七、其他需要报告的事项"},
        {"四、政府信息公开行政复议、行政诉讼情况\n": ""},
        {"六、其他需要报告的事项\n": "六、公开平台建设情况\n按期完成。\n七、其他需要报告的事项\n"},
    ],
    ids=["other words", "another number", "one that is missing", "one more"],
)
def test_the_headings_do_not_follow_the_form_with(changes: dict[str, str], catalogue: Catalogue) -> None:
    assert not report(catalogue=catalogue, replace=changes).headings_follow_form


def test_the_passages_are_the_preamble_and_those_of_the_sections(catalogue: Catalogue) -> None:
    found = report(catalogue=catalogue)
    assert found.passages == (*found.preamble, *(each for section in found.sections for each in section.passages))
