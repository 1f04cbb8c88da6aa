"""Converting with LibreOffice, real where it is installed, and bounded in what it may do."""

from __future__ import annotations

import io
import shutil
import stat
import time
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import office
from gongkai.document import Paragraph
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.reader import Source
from gongkai.readers.docx import read_document

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


@pytest.mark.slow
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


def _linked(path: Path) -> bytes:
    """An ODT file with a section that another file is to fill."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    section = f'<text:section text:name="s"><text:section-source xlink:href="{path.as_uri()}" text:filter-name="Text"/><text:p>旧内容</text:p></text:section>'
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>{section}</office:text></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<m:manifest xmlns:m="{names}manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            package.writestr(name, text)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(not HERE, reason="LibreOffice (soffice) is not installed: NOT TESTED here")
class TestLibreOffice:
    def read(self, data: bytes) -> list[str]:
        made = office.convert(Source("a", data), "docx")
        return [block.text for block in read_document(Source("a", made)).blocks if isinstance(block, Paragraph)]

    def test_it_converts(self) -> None:
        assert self.read(RTF) == ["一、总体情况"]

    def test_links_to_other_files_are_not_followed(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("SECRET", encoding="utf-8")
        assert self.read(_linked(secret)) == ["旧内容"]
        field = rb'{\field{\*\fldinst INCLUDETEXT "' + str(secret).encode() + rb'"}{\fldrslt old}}'
        assert self.read(rb"{\rtf1 " + field + rb"\par}") == ["old"]

    def test_a_broken_file_is_told_to_be_so(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
        with pytest.raises(ReadError, match="damaged or protected"):
            office.convert(Source("a.doc", data), "docx")
