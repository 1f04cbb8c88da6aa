"""Broken and hostile office files: one clear message each, in bounded time and memory, and the other files are read."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import samples
from corpus.docx import NAMESPACES, pack, word, wps
from corpus.draw import draw
from corpus.xlsx import xlsx
from gongkai.document import Document
from gongkai.errors import ReadError
from gongkai.limits import Limits
from gongkai.plugins import Catalogue, collect
from gongkai.reader import Source, choose_reader
from gongkai.readers.docx import read_document
from gongkai.readers.xlsx import read_workbook
from hostile import FILES, document, workbook

GOOD = Path(__file__).parent.parent / "examples" / "city-2025.txt"
# Address space of the process that reads them all, far below what any of the bombs unpacks to.
MEMORY = 1_500_000_000
RUN = (
    f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
    "from gongkai.cli import main; main()"
)


def test_an_archive_of_reports_is_told_to_be_one() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("报告/1.docx", document("<w:p/>"))
    source = Source("reports.zip", archive.getvalue())
    with pytest.raises(ReadError) as raised:
        choose_reader(source, collect().readers).read(source)
    assert raised.value.message.zh == "这是压缩包，不是报告"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on memory")
def test_each_hostile_file_gives_one_message_and_the_others_are_checked(tmp_path: Path) -> None:
    for name, make in FILES.items():
        (tmp_path / name).write_bytes(make())
    (tmp_path / "good.txt").write_bytes(GOOD.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", RUN, "check", ".", "--format", "json", "--lang", "en"],
        cwd=tmp_path, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == b""
    result = json.loads(done.stdout)
    assert result["exit_code"] == done.returncode == 3
    told = [incident["path"] for incident in result["incomplete"]]
    assert sorted(told) == sorted(FILES)
    for incident in result["incomplete"]:
        assert incident["code"] == "GK901", incident
        assert "unexpectedly" not in incident["message"], incident
    assert [d["path"] for d in result["documents"] if d["standard"]] == ["good.txt"]


@pytest.mark.parametrize("name", ["encrypted.docx", "locked.docx"])
def test_a_password_is_named_as_the_cause(name: str, catalogue: Catalogue) -> None:
    source = Source(name, FILES[name]())
    with pytest.raises(ReadError, match="password"):
        choose_reader(source, catalogue.readers).read(source)


def test_limits_can_be_raised_and_lowered() -> None:
    data = document("<w:p/>" * 1000)
    assert isinstance(read_document(Source("x.docx", data)), Document)
    with pytest.raises(ReadError, match="limits"):
        read_document(Source("x.docx", data, Limits(xml_elements=1000)))


def test_what_lies_outside_the_file_is_counted_and_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> socket.socket:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    made = docx.Document()
    made.part.relate_to("http://example.invalid/a.png", "http://x/relationships/image", is_external=True)
    made.part.relate_to("http://example.invalid/", "http://x/relationships/hyperlink", is_external=True)
    made.part.relate_to("file:///etc/passwd", "http://x/relationships/attachedTemplate", is_external=True)
    out = io.BytesIO()
    made.save(out)
    found = {r.name: r.value for r in read_document(Source("x.docx", out.getvalue())).readings}
    assert found["external-relations"] == "2"


def _sample() -> Document:
    standards = collect().standards
    standard = standards[max(standards)]
    return draw(standard, next(iter(samples(standard, 1))).cells)


WORD, WPS, XLSX = (write(_sample()) for write in (word, wps, xlsx))
_XML = zipfile.ZipFile(io.BytesIO(WPS)).read("word/document.xml").decode()


def reads_or_refuses(data: bytes, *, sheets: bool = False) -> None:
    try:
        document = (read_workbook if sheets else read_document)(Source("x", data, Limits(grid_cells=20_000)))
    except ReadError:
        return
    assert isinstance(document, Document)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_files_cut_or_changed_anywhere_are_read_or_refused(data: st.DataObject) -> None:
    whole, sheets = data.draw(st.sampled_from([(WORD, False), (WPS, False), (XLSX, True)]))
    start = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(
        st.sampled_from([whole[:start], whole[:start] + b"\xff\x00" + whole[start + 2 :], whole[start:]])
    )
    reads_or_refuses(changed, sheets=sheets)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 1), st.floats(0, 1),
            st.sampled_from(["", "<w:tc>", "</w:tc>", "<w:tr>", "<w:tbl/>", '<w:gridSpan w:val="-5"/>', "<w:sdt>", "<w:r>", "0", '"']),
        ),
        max_size=3,
    )
)  # fmt: skip
def test_any_xml_is_read_or_refused(changes: list[tuple[float, float, str]]) -> None:
    xml = _XML
    for begin, length, new in changes:
        start = int(begin * len(xml))
        xml = xml[:start] + new + xml[start + int(length * 40) :]
    reads_or_refuses(pack(xml, {}))


_SHEET = zipfile.ZipFile(io.BytesIO(XLSX)).read("xl/worksheets/sheet1.xml").decode()
_SHEET = _SHEET[_SHEET.index("<sheetData>") : _SHEET.index("</mergeCells>") + len("</mergeCells>")]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 40),
            st.sampled_from(["", '"', "9999999", "A", ":", '<c r="XFD9"/>', '<row r="0"/>', '<c t="s"><v>99999</v></c>', "-5"]),
        ),
        max_size=3,
    )
)  # fmt: skip
def test_any_sheet_is_read_or_refused(changes: list[tuple[float, int, str]]) -> None:
    xml = _SHEET
    for begin, length, new in changes:
        start = int(begin * len(xml))
        xml = xml[:start] + new + xml[start + length :]
    reads_or_refuses(workbook(xml), sheets=True)


_ELEMENTS = ["p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "fldSimple", "ruby", "rubyBase",
    "txbxContent", "pict", "tcPr", "pPr", "numPr", "lastRenderedPageBreak", "br", "fldChar", "sym"]  # fmt: skip


def _trees() -> st.SearchStrategy[str]:
    attributes = st.sampled_from(["", ' w:val="restart"', ' w:val="7"', ' w:fldCharType="begin"', ' w:char="4E00"'])
    return st.recursive(
        st.text("一二三12<&", max_size=3).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
        lambda inner: st.builds(
            lambda name, attribute, parts: f"<w:{name}{attribute}>{''.join(parts)}</w:{name}>",
            st.sampled_from(_ELEMENTS), attributes, st.lists(inner, max_size=4),
        ),
        max_leaves=40,
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_trees())
def test_any_order_of_elements_is_read(body: str) -> None:
    data = pack(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", {})
    assert isinstance(read_document(Source("x.docx", data)), Document)
