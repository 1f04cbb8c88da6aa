"""What must not be printed is printed nowhere: not by the rule that found it, not by another, in no format."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from gongkai.bilingual import Text
from gongkai.config import Config
from gongkai.engine import check_source, finish
from gongkai.finding import Diagnostic
from gongkai.formatter import Rendering
from gongkai.lang import Lang
from gongkai.load import Loader
from gongkai.place import At, Excerpt, Place, Where
from gongkai.plugins import Catalogue
from gongkai.privacy import conceal, masked
from gongkai.reader import Source
from gongkai.selection import choose
from gongkai.specimen import write_report

SECRETS = ("110101199003070011", "13912345678", "4111111111111111", "4111 1111 1111 1111", "云A12345", "张晓明")


def leaking(catalogue: Catalogue) -> str:
    """A report with every secret in one paragraph that has other faults as well."""
    text = (
        "申请人张晓明提出复议，，身份证110101199003070011，手机13912345678已登记 and 卡号4111 1111 1111 1111，"
        "车主云A12345（未收取信息处理费。账号4111111111111111"
    )
    return write_report(catalogue.standards["gkbg-2021"], sections={"other": text + "："})


def _text(rendered: str | bytes | None) -> str:
    """What an output says; of a packed one, all its parts."""
    if not isinstance(rendered, bytes):
        return rendered or ""
    if rendered.startswith(b"PAR1"):
        table = parquet.read_table(io.BytesIO(rendered))
        return f"{table.to_pylist()}{table.schema.metadata}"
    with zipfile.ZipFile(io.BytesIO(rendered)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_output_holds_a_private_value(catalogue: Catalogue, lang: Lang) -> None:
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    rules = choose(catalogue.rules, Config(select=tuple(rule.id for rule in catalogue.rules)))
    outcome = check_source(Source("a.txt", leaking(catalogue).encode()), loader, rules)
    found = {diagnostic.rule for diagnostic in outcome.diagnostics}
    assert {"GK803", "GK805", "GK818", "GK868", "GK841", "GK842", "GK843", "GK844", "GK847"} <= found
    run = finish([outcome], (), "error")
    for formatter in catalogue.formatters.values():
        out = _text(formatter.render(run, Rendering(lang=lang, instruments=catalogue.instruments, width=0)))
        for secret in SECRETS:
            assert secret not in out, (formatter.name, secret)


def test_fingerprints_do_not_depend_on_the_hidden_digits(catalogue: Catalogue) -> None:
    """Hashes of such short values could be tried out; they are made of the masked words."""
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    rules = choose(catalogue.rules, Config(select=("GK842",)))
    marks = []
    for number in ("13912345678", "13987654378"):
        text = leaking(catalogue).replace("13912345678", number)
        run = finish([check_source(Source("a.txt", text.encode()), loader, rules)], (), "error")
        marks.append([diagnostic.fingerprint for diagnostic in run.diagnostics])
    assert marks[0] == marks[1]
    assert len(marks[0]) == 1


@given(st.text(max_size=30))
def test_a_mask_keeps_the_length_and_hides_most(value: str) -> None:
    mask = masked(value)
    assert len(mask) == len(value)
    solid = [n for n, char in enumerate(value) if not char.isspace()]
    assert sum(mask[n] == value[n] and value[n] != "*" for n in solid) <= (5 if len(solid) >= 11 else 1)


@given(st.text("云川张王李1234567890 ", max_size=1500), st.integers(0, 1400), st.integers(2, 40))
def test_an_excerpt_keeps_its_mark_and_loses_the_value(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    value = text[start:end]
    place = Place(Where(), At(), Excerpt(text, start, end))
    told = Diagnostic(
        rule="X1", name="x", severity="info", message=Text(value, value), advice=Text("", ""), basis=(), path="a", place=place
    )  # fmt: skip
    (hidden,) = conceal((told,), (value,))
    if len(value) < 2:
        assert hidden == told
        return
    excerpt = hidden.place.excerpt
    assert excerpt is not None
    assert excerpt.text[excerpt.start : excerpt.end] == masked(value)
    assert hidden.message.zh == masked(value)
    assert len(excerpt.text) <= 2 * 300 + len(value)


@pytest.mark.slow
def test_very_many_values_are_masked_in_time(catalogue: Catalogue) -> None:
    """Each of five thousand paragraphs has a number of its own: no number is searched in each paragraph."""
    lines = "\n".join(f"申请人王某{13900000000 + 7 * n}已登记。" for n in range(5_000))
    text = write_report(catalogue.standards["gkbg-2021"], sections={"other": lines})
    loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
    began = time.perf_counter()
    outcome = check_source(Source("a.txt", text.encode()), loader, choose(catalogue.rules, Config(select=("GK842",))))
    assert time.perf_counter() - began < 30
    assert len(outcome.diagnostics) == 5_000
    assert not any("13900000000" in f"{each.message.zh}{each.place.excerpt}" for each in outcome.diagnostics)
