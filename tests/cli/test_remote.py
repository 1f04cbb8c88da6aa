"""URLs in place of files: what comes in and goes out by them, and that nothing secret in them is ever shown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.cli.inputs import expand, shown
from gongkai.cli.remote import is_url, local, safe

pytestmark = pytest.mark.usefixtures("streaming")

Gongkai = Callable[..., tuple[int, str, str]]
TEXTS = frozenset((".txt",))


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """fsspec's file system in memory, empty; the process has only one."""
    system = fsspec.filesystem("memory")
    system.rm("/", recursive=True) if system.ls("/") else None
    yield system
    system.rm("/", recursive=True) if system.ls("/") else None


def findings(out: str) -> list[tuple[str, str]]:
    return [(found["rule"], found["fingerprint"]) for found in json.loads(out)["findings"]]


def test_a_report_behind_a_url_gives_what_the_file_gives(
    gongkai: Gongkai, bad: Path, memory: MemoryFileSystem
) -> None:
    memory.pipe_file("/in/bad.txt", bad.read_bytes())
    code, out, err = gongkai("check", "memory://in/bad.txt", "--format", "json")
    alone = gongkai("check", bad, "--format", "json")
    assert (code, err) == (alone[0], "")
    assert [rule for rule, _ in findings(out)] == [rule for rule, _ in findings(alone[1])] != []
    assert [d["path"] for d in json.loads(out)["documents"]] == ["memory://in/bad.txt"]


def test_folders_and_patterns_are_expanded_and_sorted(memory: MemoryFileSystem) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/x.txt", ".x.txt", "~$a.txt", "picture.png"):
        memory.pipe_file(f"/in/{name}", b"-")
    every = ["memory://in/a.txt", "memory://in/b.txt", "memory://in/sub/c.txt"]
    assert list(expand(["memory://in"], TEXTS)) == every
    assert list(expand(["memory://in/", "memory://in/a.txt"], TEXTS)) == every  # each once
    assert list(expand(["memory://in/[ab].txt"], TEXTS)) == every[:2]
    assert list(expand(["memory://in/[as]*"], TEXTS)) == [every[0], every[2]]  # a folder that it names is searched
    assert list(expand(["memory://in/none.txt"], TEXTS)) == [
        "memory://in/none.txt"
    ]  # that it is missing must be said


def test_what_is_missing_or_too_large_is_an_incident_and_is_not_read(
    gongkai: Gongkai, good: Path, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe_file("/in/good.txt", good.read_bytes())
    code, out, _ = gongkai("check", "memory://in/none.txt", "memory://in/good.txt", "--format", "json")
    assert (code, [i["code"] for i in json.loads(out)["incomplete"]]) == (3, ["GK901"])
    monkeypatch.setattr(MemoryFileSystem, "open", lambda *_, **__: pytest.fail("it was opened"))
    Path("gongkai.toml").write_text("[limits]\nfile-bytes = 1000\n", encoding="utf-8")
    code, out, _ = gongkai("check", "memory://in/good.txt", "--lang", "en")
    assert code == 3
    assert "larger than" in out


def test_output_goes_to_a_url_whole_and_stats_reads_it_there(
    gongkai: Gongkai, bad: Path, memory: MemoryFileSystem
) -> None:
    places = ("--format", "jsonl=memory://out/new/r.jsonl", "--format", "parquet=memory://out/new/r.parquet")
    assert gongkai("check", "bad.txt", *places) == (1, "", "")
    assert memory.cat_file("/out/new/r.jsonl").decode() == gongkai("check", "bad.txt", "--format", "jsonl")[1]
    for name in ("r.jsonl", "r.parquet"):
        code, out, _ = gongkai("stats", f"memory://out/new/{name}", "--format", "json")
        assert (code, json.loads(out)["total"]["documents"]) == (0, 1)
    assert json.loads(gongkai("stats", "memory://out/", "--format", "json")[1])["results"] == 2


def test_a_run_that_fails_or_is_stopped_leaves_no_output_behind_a_url(
    gongkai: Gongkai, bad: Path, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def fails(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongkai.formatters.parquet.Table.end", fails)
    both = ("--format", "jsonl=memory://out/r.jsonl", "--format", "parquet=memory://out/r.parquet")
    assert gongkai("check", "bad.txt", *both)[0] == 130
    assert memory.find("/out") == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_results_that_a_url_does_not_take_stay_and_are_named(
    gongkai: Gongkai, bad: Path, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def refused(*_: object, **__: object) -> None:
        raise OSError("no room for secret")

    monkeypatch.setattr(MemoryFileSystem, "put_file", refused)
    code, _, err = gongkai("check", "bad.txt", "--format", "jsonl=memory://user:secret@out/r.jsonl?sig=secret")
    (kept,) = tmp_path.glob("gongkai-*")
    assert (code, kept.suffix, "secret" in err) == (2, ".jsonl", False)
    assert str(kept) in err
    assert kept.read_text(encoding="utf-8") == gongkai("check", "bad.txt", "--format", "jsonl")[1]
    assert memory.find("/out") == []


def test_a_file_url_is_the_file(gongkai: Gongkai, bad: Path) -> None:
    Path("云 川.txt").write_bytes(bad.read_bytes())
    url = Path("云 川.txt").resolve().as_uri()
    assert "%" in url
    assert gongkai("check", url, "--format", "json")[1] == gongkai("check", "云 川.txt", "--format", "json")[1]
    assert len(list(expand([url, "云 川.txt"], TEXTS))) == 1
    before = bad.read_bytes()
    code, _, err = gongkai("check", "bad.txt", "--format", f"json={bad.as_uri()}")
    assert (code, bad.read_bytes()) == (2, before)
    assert "不能覆盖" in err
    assert gongkai("check", "bad.txt", "--format", f"json={(bad.parent / 'out.json').as_uri()}")[0] == 1
    assert Path("out.json").is_file()


def test_nothing_is_written_to_web_addresses_and_unknown_protocols_are_wrong_usage(
    gongkai: Gongkai, bad: Path
) -> None:
    code, _, err = gongkai("check", "bad.txt", "--format", "json=https://u:secret@example.invalid/x?sig=secret")
    assert (code, "secret" in err) == (2, False)
    code, _, err = gongkai("check", "nosuch://u:secret@x/y.txt")
    assert (code, "secret" in err) == (2, False)
    assert "nosuch" in err


def test_where_nothing_can_be_written_nothing_is_checked(
    gongkai: Gongkai, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.cli.stream.results", lambda *_, **__: pytest.fail("it was checked"))
    for url in ("https://example.invalid/r.jsonl", "nosuch://x/r.jsonl"):
        assert gongkai("check", "bad.txt", "--format", f"jsonl={url}")[0] == 2


def test_without_fsspec_a_url_is_refused_with_the_extra_to_install(
    gongkai: Gongkai, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    for args in (("check", "memory://x.txt"), ("check", "bad.txt", "--format", "json=memory://x")):
        code, _, err = gongkai(*args)
        assert (code, "gongkai[remote]" in err) == (2, True)


def test_what_a_library_says_is_told_without_secrets(
    gongkai: Gongkai, memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        message = "403 for memory://user:pa55@in/a.txt?token=t0ken: key pa55 refused, token t0ken"
        raise RuntimeError(message)

    monkeypatch.setattr(MemoryFileSystem, "open", fails)
    monkeypatch.setattr(MemoryFileSystem, "size", fails)
    for form in ("text", "json", "jsonl", "sarif", "markdown"):
        code, out, err = gongkai("check", "memory://user:pa55@in/a.txt?token=t0ken", "--format", form)
        assert code == 3
        assert "403" in out
        assert not any(secret in out + err for secret in ("pa55", "t0ken", "user"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), st.from_regex(r"[A-Za-z0-9%+/=_-]{6,20}", fullmatch=True))
def test_user_password_and_query_are_never_shown(name: str, secret: str) -> None:
    url = f"sftp://{name}:{secret.replace('/', '')}@host/a/b.txt?X-Sig={secret}&y=1"
    assert shown(url) == safe(url) == "sftp://host/a/b.txt?…"


def test_a_pattern_is_no_query_and_a_drive_no_protocol() -> None:
    assert safe("s3://bucket/200?/part?.txt") == "s3://bucket/200?/part?.txt"
    assert safe("s3://bucket/a@b.txt") == "s3://bucket/a@b.txt"
    assert not is_url("C://reports/a.txt")
    assert local("file:///a/%E4%BA%91.txt") == local("file://localhost/a/%E4%BA%91.txt") == "/a/云.txt"
    assert local("s3://bucket/%41") == "s3://bucket/%41"


def test_a_url_cannot_be_watched(gongkai: Gongkai) -> None:
    assert gongkai("check", "memory://a.txt", "--watch")[0] == 2


@pytest.mark.slow
def test_s3_folders_are_read_and_written(
    gongkai: Gongkai, bad: Path, good: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Against an S3 server that the test starts."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    capfd.readouterr()
    try:
        host, port = server.get_host_and_port()
        for key, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s3cret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():  # fmt: skip
            monkeypatch.setitem(os.environ, key, value)
        system = s3fs.S3FileSystem()
        system.mkdir("reports")
        system.pipe_file("reports/2025/b.txt", bad.read_bytes())
        system.pipe_file("reports/2025/a.txt", good.read_bytes())
        code, out, err = gongkai(
            "check", "s3://reports/2025/", "--format", "json", "--format", "jsonl=s3://reports/out/r.jsonl"
        )
        assert (code, err) == (1, "")
        told = json.loads(out)
        assert [d["path"] for d in told["documents"]] == ["s3://reports/2025/a.txt", "s3://reports/2025/b.txt"]
        code, out, _ = gongkai("stats", "s3://reports/out/*.jsonl", "--format", "json")
        assert (code, json.loads(out)["total"]["documents"]) == (0, 2)
        both = ("--format", "jsonl=s3://reports/new/r.jsonl", "--format", "parquet=s3://reports/new/r.parquet")
        assert gongkai("check", "s3://reports/2025/", *both) == (1, "", "")
        assert system.cat_file("reports/new/r.jsonl") == system.cat_file("reports/out/r.jsonl")
        code, out, _ = gongkai("stats", "s3://reports/new/r.parquet", "--format", "json")
        assert (code, json.loads(out)["total"]["documents"]) == (0, 2)
        code, out, _ = gongkai("check", "s3://nosuchbucket/x.txt")
        assert (code, "s3cret" in out) == (3, False)
        code, _, err = gongkai("check", "s3://reports/2025/a.txt", "--format", "json=s3://nosuchbucket/x")
        assert code == 2
    finally:
        server.stop()


@pytest.mark.parametrize(
    "option", ["--baseline", "--suppressions", "--config", "--files-from", "--relations", "--rules"]
)
def test_a_url_where_a_file_is_wanted_is_refused_without_its_secrets(
    gongkai: Gongkai, good: Path, option: str
) -> None:
    code, out, err = gongkai("check", good, option, "https://u:s3cret@127.0.0.1:9/x.py?token=t0ken")
    assert code == 2
    assert not [secret for secret in ("s3cret", "t0ken") if secret in out + err]
