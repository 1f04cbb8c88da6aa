"""Converting with LibreOffice, real where it is installed, and bounded in what it may do."""

from __future__ import annotations

import shutil
import stat
import time
from pathlib import Path

import pytest

from gongkai.cli import office
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.reader import Source

HERE = shutil.which("soffice") is not None
RTF = rb"{\rtf1\ansi\ansicpg936 \u19968?\u12289?\u24635?\u20307?\u24773?\u20917?\par}"


def _program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called soffice first on the path."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "_PROGRAMS", (str(program),))


def test_where_it_is_missing_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))
    with pytest.raises(ReadError) as raised:
        office.convert(Source("a.doc", RTF), "docx")
    assert "LibreOffice" in raised.value.message.zh
    assert raised.value.advice is not None
    assert "libreoffice-writer-nogui" in raised.value.advice.en


def test_one_that_hangs_is_stopped_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "still-there"
    _program(tmp_path, f"(sleep 3; touch {mark}) & sleep 30", monkeypatch)
    begun = time.monotonic()
    with pytest.raises(ReadError, match="1 seconds"):
        office.convert(Source("a.doc", RTF, Limits(office_seconds=1)), "docx")
    assert time.monotonic() - begun < 5
    time.sleep(max(0.0, 3.5 - (time.monotonic() - begun)))
    assert not mark.exists()


def test_one_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, "exit 0", monkeypatch)
    with pytest.raises(ReadError, match="damaged or protected"):
        office.convert(Source("a.doc", RTF), "docx")


def test_it_works_in_its_own_folder_which_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    _program(
        tmp_path, f'pwd > {log}; echo "$HOME $http_proxy $@" >> {log}; cat profile/user/*.xcu >> {log}', monkeypatch
    )
    with pytest.raises(ReadError):
        office.convert(Source("../secret name.doc", RTF), "docx")
    folder, arguments, *registry = log.read_text().splitlines()
    assert not Path(folder).exists()
    assert arguments.startswith(f"{folder} http://127.0.0.1:9 ")
    assert "secret" not in arguments
    assert f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}" in arguments
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in "".join(registry)


@pytest.mark.slow
@pytest.mark.skipif(not HERE, reason="LibreOffice (soffice) is not installed: NOT TESTED here")
class TestLibreOffice:
    def test_it_converts(self) -> None:
        from gongkai.document import Paragraph
        from gongkai.readers.docx import read_document

        made = office.convert(Source("a.rtf", RTF), "docx")
        blocks = read_document(Source("a.rtf", made)).blocks
        assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["一、总体情况"]

    def test_a_broken_file_is_told_to_be_so(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
        with pytest.raises(ReadError, match="damaged or protected"):
            office.convert(Source("a.doc", data), "docx")
