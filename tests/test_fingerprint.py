"""A finding's fingerprint names what it is about, not where or in which words it is told."""

from __future__ import annotations

import sys

import pytest
from msgspec.structs import replace

from gongkai import fingerprint
from gongkai.config import Config
from gongkai.engine import check_report, finish
from gongkai.finding import Run
from gongkai.fingerprint import fingerprints
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

CELLS = {("applications", "granted", "total"): "51", ("applications", "denied_query", "total"): "11"}


def run(catalogue: Catalogue, text: str) -> Run:
    about = Loader(readers=catalogue.readers, standards=catalogue.standards).load(Source("r.txt", text.encode()))
    return finish([check_report(about, choose(catalogue.rules, Config(select=("GK303",))))], (), "error")


@pytest.fixture
def text(catalogue: Catalogue) -> str:
    return write_report(catalogue.standards["gkbg-2021"], cells=CELLS)


def test_they_are_unique_in_a_run(catalogue: Catalogue, text: str) -> None:
    found = run(catalogue, text)
    twice = replace(found, diagnostics=found.diagnostics * 2)
    assert len(set(fingerprints(twice.diagnostics))) == 4


def test_they_stay_when_lines_move(catalogue: Catalogue, text: str) -> None:
    moved = text.replace("一、总体情况", "本页面供下载。\n\n\n一、总体情况", 1)
    assert fingerprints(run(catalogue, moved).diagnostics) == fingerprints(run(catalogue, text).diagnostics)


def test_they_stay_when_another_finding_goes(catalogue: Catalogue, text: str) -> None:
    one = write_report(catalogue.standards["gkbg-2021"], cells={("applications", "denied_query", "total"): "11"})
    assert set(fingerprints(run(catalogue, one).diagnostics)) < set(fingerprints(run(catalogue, text).diagnostics))


def test_they_stay_when_messages_are_reworded(catalogue: Catalogue, text: str) -> None:
    found = run(catalogue, text)
    reworded = [replace(d, message=d.advice) for d in found.diagnostics]
    assert fingerprints(reworded) == fingerprints(found.diagnostics)


def test_they_change_with_the_rule_the_place_and_the_file(catalogue: Catalogue, text: str) -> None:
    found = run(catalogue, text)
    first = found.diagnostics[0]
    others = [replace(first, rule="GK999"), replace(first, path="x"), found.diagnostics[1]]
    marks = fingerprints((first, *others))
    assert len(set(marks)) == 4


def test_the_digest_is_that_of_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    expected = hashlib.sha256("公开".encode()).hexdigest()
    assert fingerprint._sha256.__wrapped__()("公开".encode()).hexdigest() == expected
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)
    assert fingerprint._sha256.__wrapped__() is hashlib.sha256
