"""The normalized report as JSON: round trips, hand-written reports, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.config import Config
from gongkai.engine import check_report
from gongkai.errors import ReadError
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report_json import decode, encode
from gongkai.schema import violations
from gongkai.selection import choose
from gongkai.testing import report

ROOT = Path(__file__).parent.parent
FILES = (ROOT / "examples" / "huodian-2020.txt", ROOT / "tests" / "examples" / "city-2025.txt")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_reads_back_equal_with_the_same_findings(path: Path, catalogue: Catalogue) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    about = loader.load(Source(path.name, path.read_bytes()))
    data = encode(about)
    assert violations("report", json.loads(data)) == ()
    again = decode(data, catalogue.standards)
    assert again == about
    assert encode(again) == data
    chosen = choose(catalogue.rules, Config())
    assert check_report(again, chosen) == check_report(about, chosen)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"),
        max_size=12,
    ),
    row=st.sampled_from(["received", "granted", "denied_query", "carried_out"]),
)
def test_any_text_in_a_cell_survives(text: str, row: str, catalogue: Catalogue) -> None:
    about = report(catalogue=catalogue, cells={f"applications.{row}.total": text})
    assert decode(encode(about), catalogue.standards) == about


def small() -> dict[str, object]:
    rows = {"cases": {"review_upheld": {"text": "2", "value": 2}, "review_total": {"text": "2", "value": 2}}}
    return {
        "schema": "urn:gongkai:schema:report:1",
        "standard": "gkbg-2021",
        "fiscal_year": 2024,
        "sections": [{"id": "disputes", "ordinal": "四", "heading": "政府信息公开行政复议、行政诉讼情况"}],
        "tables": {"disputes": rows},
    }


class TestReportsWrittenByHand:
    def test_a_table_without_layout_is_drawn_as_the_standard_prints_it(self, catalogue: Catalogue) -> None:
        about = decode(json.dumps(small()).encode(), catalogue.standards)
        table = about.table("disputes")
        assert table is not None
        assert table.value("cases", "review_total") == 2
        assert table.section == "disputes"
        assert len(table.columns) == 15

    def test_fidelity_is_measured_when_it_is_not_given(self, catalogue: Catalogue) -> None:
        about = decode(json.dumps(small()).encode(), catalogue.standards)
        assert (about.fidelity.sections, about.fidelity.tables, about.fidelity.cells) == (1, 1, 2)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"standard": "gkbg-1999"}, "no standard"),
            ({"tables": {"budget": {}}}, "no table"),
            ({"tables": {"disputes": {"case": {}}}}, "no rows case"),
            ({"tables": {"disputes": {"cases": {"sum": {"text": "1", "value": 1}}}}}, "no column"),
            ({"tables": {"disputes": {"cases": {"review_total": {"text": "1", "value": 2}}}}}, "is not the value 2"),
            (
                {
                    "tables": {
                        "disputes": {
                            "cases": {
                                "review_upheld": {"text": "1", "value": 1},
                                "review_total": {"text": "1", "value": None},
                            }
                        }
                    }
                },
                "is not the value None",
            ),
        ],
    )
    def test_names_that_the_standard_does_not_have_are_refused(
        self, catalogue: Catalogue, change: dict[str, object], words: str
    ) -> None:
        with pytest.raises(ReadError) as raised:
            decode(json.dumps({**small(), **change}).encode(), catalogue.standards)
        assert words in raised.value.message.en
