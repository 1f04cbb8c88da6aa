"""The schemas, the types, and what is said about data that breaks them."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gongkai.bilingual import Text
from gongkai.config import Config
from gongkai.errors import ReadError, SchemaError
from gongkai.plugins import Catalogue
from gongkai.report_json import encode
from gongkai.schema import convert, decode_json, violations
from gongkai.suppression import SuppressionFile
from gongkai.testing import report
from gongkai.wire import ReportWire
from gongkai_schemas import NAMES, load

ROOT = Path(__file__).parent.parent
WHAT = Text("数据", "The data")
SUPPRESSION = {
    "rule": "GK303", "path": "a.txt", "anchor": "0" * 32, "reason": "r", "approver": "a", "date": "2026-01-31",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_and_has_its_id(name: str) -> None:
    schema = load(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:gongkai:schema:{name}:1"


def test_the_schemas_are_those_of_the_types() -> None:
    done = subprocess.run(
        [sys.executable, "tools/schemas.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_built_in_data_passes_its_schemas() -> None:
    for schema, folder in (
        ("standard", "standards"),
        ("instrument", "instruments"),
        ("duties", "duties"),
        ("vocabulary", "vocabularies"),
        ("wordlist", "words"),
    ):
        files = sorted((ROOT / "rules" / "gongkai_rules" / folder).glob("*.json"))
        assert files
        for path in files:
            assert violations(schema, json.loads(path.read_text(encoding="utf-8"))) == (), path.name


def _nodes(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [path]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += _nodes(inner, (*path, name))
    elif isinstance(value, list):
        for n, inner in enumerate(value[:3]):
            found += _nodes(inner, (*path, n))
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_fast_gate_and_the_schema_agree_on_damaged_reports(data: st.DataObject, catalogue: Catalogue) -> None:
    """Whatever one of them refuses, the other refuses as well: each explains what the other decides."""
    good = json.loads(encode(report(catalogue=catalogue)))
    damaged = copy.deepcopy(good)
    path = data.draw(st.sampled_from([p for p in _nodes(good) if p]))
    value = copy.deepcopy(data.draw(st.sampled_from([None, 0, -1, 1.5, "", "x", True, [], {}, ["x"], {"x": 1}])))
    target = damaged
    for part in path[:-1]:
        target = target[part]
    if data.draw(st.booleans()):
        target[path[-1]] = value
    elif isinstance(target, dict):
        del target[path[-1]]
    try:
        msgspec.json.decode(json.dumps(damaged).encode(), type=ReportWire)
        accepted = True
    except msgspec.ValidationError:
        accepted = False
    assert accepted == (violations("report", damaged) == ()), path


class TestWhatIsSaid:
    def test_every_violation_is_told_with_its_path(self) -> None:
        data = {"schema": "urn:gongkai:schema:report:1", "standard": 5, "sections": "x", "tables": {}}
        with pytest.raises(SchemaError) as raised:
            decode_json("report", json.dumps(data).encode(), ReportWire, WHAT)
        said = {(v.path, v.message.en) for v in raised.value.violations}
        assert said == {
            ("", "missing fiscal_year"),
            ("sections", "expected a list, found “x”"),
            ("standard", "expected text, found 5"),
        }

    def test_unknown_fields_are_told_with_the_nearest_known_one(self) -> None:
        with pytest.raises(SchemaError) as raised:
            convert("configuration", {"selekt": ["GK3"]}, Config, WHAT)
        (violation,) = raised.value.violations
        assert violation.message.en == "unknown field selekt (did you mean “select”?)"
        assert violation.message.zh == "不认识的字段：selekt（是不是“select”？）"

    def test_wrong_words_are_told_with_the_ones_that_fit(self) -> None:
        with pytest.raises(SchemaError) as raised:
            convert("configuration", {"fail-level": "eror"}, Config, WHAT)
        assert "expected one of “error”, “info”, “warning”" in raised.value.violations[0].message.en
        assert "did you mean “error”" in raised.value.violations[0].message.en

    def test_what_is_no_date_is_told_in_both_languages(self) -> None:
        data = {"suppression": [{**SUPPRESSION, "date": "2026-13-01"}]}
        with pytest.raises(SchemaError) as raised:
            convert("suppressions", data, SuppressionFile, WHAT)
        (violation,) = raised.value.violations
        assert violation.path == "suppression[0].date"
        assert violation.message.en == "expected a date such as 2026-01-31, found “2026-13-01”"
        assert violation.message.zh == "应为日期，如 2026-01-31，现为“2026-13-01”"

    @pytest.mark.parametrize(
        ("given", "zh", "en"),
        [
            ({"min-fidelity": 2}, "应不大于 1，现为2", "expected at most 1, found 2"),
            ({"max-warnings": -1}, "应不小于 0，现为-1", "expected at least 0, found -1"),
            ({"overrides": [{"paths": []}]}, "不能空着", "must not be empty"),
        ],
    )
    def test_what_is_out_of_bounds_is_told_in_both_languages(
        self, given: dict[str, object], zh: str, en: str
    ) -> None:
        with pytest.raises(SchemaError) as raised:
            convert("configuration", given, Config, WHAT)
        assert [v.message for v in raised.value.violations] == [Text(zh, en)]

    def test_what_is_empty_or_of_another_form_is_told_in_both_languages(self) -> None:
        entry = {"rule": "GK303", "anchor": "x", "reason": "", "approver": "李四", "date": "2026-01-20"}
        told = {v.path.rpartition(".")[2]: v.message for v in violations("suppressions", {"suppression": [entry]})}
        assert told["reason"] == Text("不能空着", "must not be empty")
        assert told["anchor"].zh.startswith("应符合格式 ^[0-9a-f]")

    @pytest.mark.parametrize("data", [b"{", b'{"a": 1,}', b"\xff\xfe", b"[" * 100_000])
    def test_what_is_not_json_is_said_to_be_none(self, data: bytes) -> None:
        with pytest.raises(ReadError):
            decode_json("report", data, ReportWire, WHAT)
