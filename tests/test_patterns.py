"""Patterns that are not compiled again: the same as those of `re`, or compiled after all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai import patterns
from gongkai.kept import keep, kept, use
from gongkai.patterns import alternation, keep_patterns, regex

PATTERNS = [
    (r"(?P<year>20\d\d)年(?P<part>[上下]半年)?", 0),
    (r"[一-鿿]{2,8}?(?:局|厅)(?=[，。])|(a)\1", 0),
    (r"heading\s*([1-9])", re.IGNORECASE),
    (r"^a.b$", re.MULTILINE | re.DOTALL),
    (r"(?x) a  b # comment", 0),
    (r"(?>x+)y++|(?<!z)w", re.ASCII),
    ("", 0),
]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A folder to keep patterns in; each `_Known` put in place is a new process."""
    monkeypatch.setattr(patterns, "_KNOWN", patterns._Known())
    use(str(tmp_path))
    yield monkeypatch
    use("")


def next_run(fresh: pytest.MonkeyPatch) -> None:
    keep_patterns()
    fresh.setattr(patterns, "_KNOWN", patterns._Known())
    re.purge()


def no_compiling(fresh: pytest.MonkeyPatch) -> None:
    def refuse(pattern: str, flags: int) -> None:
        raise AssertionError(pattern, flags)

    fresh.setattr(patterns.re, "compile", refuse)


def test_without_a_folder_it_is_re_compile() -> None:
    assert regex("a+", re.IGNORECASE) is re.compile("a+", re.IGNORECASE)


def test_the_next_run_has_equal_patterns_without_compiling(fresh: pytest.MonkeyPatch) -> None:
    before = [regex(pattern, flags) for pattern, flags in PATTERNS]
    next_run(fresh)
    no_compiling(fresh)
    after = [regex(pattern, flags) for pattern, flags in PATTERNS]
    assert after == before
    for old, new in zip(before, after, strict=True):
        assert (new.pattern, new.flags, new.groups, dict(new.groupindex)) == (
            old.pattern, old.flags, old.groups, dict(old.groupindex),
        )  # fmt: skip
    match = after[0].search("在2024年上半年")
    assert match is not None
    assert match.groupdict() == {"year": "2024", "part": "上半年"}
    assert repr(after[1]) == repr(before[1])


def test_patterns_of_bytes_are_kept_too_and_are_none_of_text(fresh: pytest.MonkeyPatch) -> None:
    before = [regex(rb"<(?P<tag>\xe6|meta)\b", re.IGNORECASE), regex(b"a.")]
    next_run(fresh)
    no_compiling(fresh)
    assert [regex(rb"<(?P<tag>\xe6|meta)\b", re.IGNORECASE), regex(b"a.")] == before
    with pytest.raises(AssertionError):
        regex("a.")


def test_flags_are_part_of_what_is_asked(fresh: pytest.MonkeyPatch) -> None:
    regex("a")
    next_run(fresh)
    assert regex("a", re.IGNORECASE).search("A")
    assert not regex("a").search("A")


def test_what_an_earlier_run_kept_stays(fresh: pytest.MonkeyPatch) -> None:
    regex("first")
    next_run(fresh)
    regex("second")
    next_run(fresh)
    no_compiling(fresh)
    assert regex("first").search("first")
    assert regex("second").search("second")


def test_a_run_that_compiled_nothing_writes_nothing(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    regex("a")
    next_run(fresh)
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    regex("a")
    next_run(fresh)
    assert file.stat().st_mtime_ns == before


def test_patterns_of_another_interpreter_are_compiled_again(fresh: pytest.MonkeyPatch) -> None:
    regex("a+")
    next_run(fresh)
    fresh.setattr(patterns, "_interpreter", lambda: "another")
    assert patterns._read() == {}
    assert regex("a+") == re.compile("a+")


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x92\xa1x\x80", b"\x93"])
def test_nonsense_is_compiled_again(fresh: pytest.MonkeyPatch, content: bytes) -> None:
    keep(patterns._file(), content)
    assert regex("a+").search("aa")
    next_run(fresh)
    assert kept(patterns._file()) not in (None, content)


def test_code_that_the_engine_refuses_is_compiled_again(fresh: pytest.MonkeyPatch) -> None:
    regex("a+b")
    next_run(fresh)
    code = patterns._decoded(patterns._read()["0 a+b"])
    assert code is not None
    short = msgspec.Raw(msgspec.msgpack.encode(replace(code, words=code.words[:8])))
    fresh.setattr(patterns, "_read", lambda: {"0 a+b": short})
    assert regex("a+b") == re.compile("a+b")


def test_nonsense_under_a_pattern_is_compiled_again(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(patterns, "_read", lambda: {"0 a+b": msgspec.Raw(b"\x01")})
    assert regex("a+b") == re.compile("a+b")


def test_the_first_run_of_all_leaves_keeping_to_the_second(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for files in ([], [patterns._file()]):
        use(str(tmp_path / "start"))
        regex("a+b")
        next_run(fresh)
        assert [path.name for path in (tmp_path / "start").iterdir()] == files


def test_where_re_is_built_otherwise_nothing_is_kept(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(patterns.importlib, "import_module", lambda _: object())
    assert regex("a+").search("aa")
    keep_patterns()
    assert patterns._read() == {}


def test_the_store_does_not_grow_without_end(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(patterns, "_MOST", 3)
    for name in "abc":
        regex(name)
    next_run(fresh)
    regex("d")
    next_run(fresh)
    assert set(patterns._read()) == {"0 d"}


def test_a_wrong_pattern_is_refused_as_by_re(fresh: pytest.MonkeyPatch) -> None:
    with pytest.raises(re.error):
        regex("(")
    next_run(fresh)


WORDS = st.sets(st.text(alphabet="未收到取。.[|^-", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="未收到取。.[|^-", max_size=12))
def test_an_alternation_finds_the_longest_word_at_the_first_place_of_one(words: set[str], text: str) -> None:
    places = [(n, max((w for w in words if text.startswith(w, n)), key=len, default="")) for n in range(len(text))]
    expected = next((place for place in places if place[1]), None)
    match = re.search(alternation(words), text)
    assert (match and (match.start(), match[0])) == expected
