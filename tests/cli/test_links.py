"""Links of reports: which are looked up, what is told of them, and that nothing else ever goes to the network."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai import At, Reading, Report
from gongkai.cli import run as runs
from gongkai.cli.links import ABREAST, ANSWER, MOST, NAMED, LookUp, links, offline
from gongkai.cli.run import carried_out, prepare
from gongkai.cli.state import state
from gongkai.cli.visit import Answer, Visitor
from gongkai.config import Config, Effective
from gongkai.document import Paragraph
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.specimen import write_report
from gongkai.testing import report

Gongkai = Callable[..., tuple[int, str, str]]
PAGE = (Path(__file__).parent.parent / "examples" / "city-2025.html").read_text(encoding="utf-8")
SITE = "http://www.qingyue.example"


class Told(Visitor):
    """A visitor that knows its answers, and goes nowhere."""

    def __init__(self, answers: dict[str, Answer] | None = None, other: Answer | None = None) -> None:
        super().__init__()
        self.known = answers or {}
        self.other = other or {"status": "200"}
        self.asked: list[str] = []

    def _visited(self, url: str) -> Answer:
        self.asked.append(url)
        return self.known.get(url, self.other)


def with_words(words: str, catalogue: Catalogue) -> Report:
    from gongkai import Valid

    return report(Valid(sections={"other": words}), catalogue=catalogue)


def urls(words: str, catalogue: Catalogue) -> list[str]:
    return [link.url for link in links(with_words(words, catalogue))]


class TestPrinted:
    @pytest.mark.parametrize(
        ("words", "url"),
        [
            ("见http://www.a.example/b.html。", "http://www.a.example/b.html"),
            ("见（https://www.a.example/b?c=1&d=2#e），", "https://www.a.example/b?c=1&d=2"),
            ("见(http://www.a.example/b(1).html).", "http://www.a.example/b(1).html"),
            ("网址：www.a.example，", "http://www.a.example"),
            ("网址：www.a.example查阅", "http://www.a.example"),
            ("网址http://www.a.example/查阅", "http://www.a.example/"),
            ("HTTP://WWW.A.example/B", "HTTP://WWW.A.example/B"),
        ],
    )
    def test_an_address_ends_where_the_sentence_goes_on(self, words: str, url: str, catalogue: Catalogue) -> None:
        assert urls(f"公开网站{words}", catalogue) == [url]

    @pytest.mark.parametrize(
        "words",
        [
            "见http://www.a.example/zwgk/年报.html。",  # or the words after it: nobody knows
            "见http://www.a.example/zwgk/ nb/1.html。",  # broken up by a space
            "邮箱www@a.example、a@www.a.example。",
            "见ftp://www.a.example/b。",
            "第www.号",
            "无。",
        ],
    )
    def test_what_is_not_certain_is_left_out(self, words: str, catalogue: Catalogue) -> None:
        assert urls(words, catalogue) == []

    def test_an_address_over_two_lines_is_left_out(self, catalogue: Catalogue) -> None:
        about = with_words("见http://www.a.example/b，也见http://www.c.example/d。", catalogue)
        section = about.sections[-1]
        passage = section.passages[-1]
        offset = passage.text.index("example/b") + 3
        cut = Paragraph(text=passage.text, at=passage.paragraph.at, anchors=((offset, At(line=99)),))
        blocks = (*section.blocks[:-1], replace(passage, paragraph=cut))
        about = replace(about, sections=(*about.sections[:-1], replace(section, blocks=blocks)))
        assert [link.url for link in links(about)] == ["http://www.c.example/d"]

    def test_each_is_told_once_where_it_stands(self, catalogue: Catalogue) -> None:
        (link,) = links(with_words(f"见{SITE}/b，再见{SITE}/b。", catalogue))
        assert link.printed == f"{SITE}/b"
        assert link.at.column == 2


class TestLinked:
    def found(self, catalogue: Catalogue, *, head: str = "", body: str = "", above: str = "") -> list[str]:
        page = PAGE.replace("</head>", f"{head}</head>").replace("<body>", f"<body>{above}")
        page = page.replace("</body>", f"{body}</body>")
        assert page.count("</body>") == 1
        loader = Loader(readers=catalogue.readers, standards=catalogue.standards)
        return [link.url for link in links(loader.load(Source("page.html", page.encode())))]

    HEAD = f'<link rel="canonical" href="{SITE}/zwgk/nb/1.html">'

    def test_a_relative_address_needs_that_of_the_page(self, catalogue: Catalogue) -> None:
        body = '<p><a href="./P02.docx">附件</a></p>'
        assert self.found(catalogue, head=self.HEAD, body=body) == [f"{SITE}/zwgk/nb/P02.docx"]
        assert self.found(catalogue, body=body) == []

    def test_a_whole_address_does_not(self, catalogue: Catalogue) -> None:
        assert self.found(catalogue, body=f'<p><a href="{SITE}/a.pdf#p2">年报</a></p>') == [f"{SITE}/a.pdf"]

    def test_what_is_no_file_of_the_report_is_left_out(self, catalogue: Catalogue) -> None:
        body = '<p><a href="javascript:x(\'a.pdf\')">下载</a><a href="/app">下载客户端</a><a href="http://[/a.pdf">x</a></p>'
        above = f'<p><a href="{SITE}/top.pdf">下载</a></p>'
        assert self.found(catalogue, head=self.HEAD, body=body, above=above) == []


class TestLookUp:
    def answers(self, about: Report, visitor: Visitor) -> list[tuple[str, dict[str, str]]]:
        found = LookUp(visitor).answered(about)
        return [(each.value, each.details) for each in found.readings if each.name == ANSWER]

    def test_readings_tell_the_link_as_printed_and_its_answer(self, catalogue: Catalogue) -> None:
        about = with_words("见www.a.example、http://www.b.example/c。", catalogue)
        visitor = Told({"http://www.a.example": {"status": "404"}})
        assert self.answers(about, visitor) == [
            ("www.a.example", {"status": "404"}),
            ("http://www.b.example/c", {"status": "200"}),
        ]

    def test_answers_are_shared_by_the_reports_of_a_run(self, catalogue: Catalogue) -> None:
        visitor = Told()
        look_up = LookUp(visitor)
        for _ in range(3):
            look_up.answered(with_words(f"见{SITE}/b。", catalogue))
        assert visitor.asked == [f"{SITE}/b"]

    def test_earlier_answers_go(self, catalogue: Catalogue) -> None:
        about = with_words("无。", catalogue)
        about = replace(about, readings=(Reading(name=ANSWER, value="x", details={"status": "404"}),))
        assert self.answers(about, Told()) == []

    def test_so_many_and_no_more(self, catalogue: Catalogue) -> None:
        visitor = Told()
        found = self.answers(with_words("、".join(f"{SITE}/{n}" for n in range(MOST + 3)) + "。", catalogue), visitor)
        assert len(visitor.asked) == MOST > ABREAST
        assert [details for _, details in found[MOST:]] == [{"failed": "too-many"}] * 3

    def test_a_flood_is_told_in_part(self, catalogue: Catalogue) -> None:
        visitor = Told()
        found = self.answers(
            with_words("、".join(f"{SITE}/{n}" for n in range(NAMED + 500)) + "。", catalogue), visitor
        )
        assert (len(found), len(visitor.asked)) == (NAMED, MOST)

    def test_several_silent_sites_are_no_network(self, catalogue: Catalogue) -> None:
        about = with_words("见http://a.example/、http://b.example/、http://127.0.0.1/。", catalogue)
        found = LookUp(Told({"http://127.0.0.1/": {"failed": "private"}}, {"failed": "timeout"})).answered(about)
        incident = offline(found)
        assert incident is not None
        assert (incident.code, incident.path) == ("GK910", about.path)
        assert "2个链接" in incident.message.zh

    @pytest.mark.parametrize(
        ("words", "answers"),
        [
            (f"见{SITE}/1、{SITE}/2。", {}),  # one slow site
            ("见http://a.example/、http://b.example/。", {"http://b.example/": {"status": "503"}}),
            ("见http://a.example/、http://b.example/。", {"http://b.example/": {"failed": "tls"}}),
            ("无。", {}),
        ],
    )
    def test_a_slow_site_is_not(self, words: str, answers: dict[str, Answer], catalogue: Catalogue) -> None:
        assert offline(LookUp(Told(answers, {"failed": "timeout"})).answered(with_words(words, catalogue))) is None


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """The visitor of runs of the command line."""
    visitor = Told()
    monkeypatch.setattr(runs, "_look_up", lambda: LookUp(visitor))
    return visitor


@pytest.fixture
def linked(tmp_path: Path, catalogue: Catalogue) -> Path:
    """A correct report that prints a link."""
    text = write_report(
        catalogue.standards["gkbg-2021"],
        sections={"other": f"详见{SITE}/nb。2025年未收取信息处理费。无其他需要报告的事项。"},
    )
    path = tmp_path / "linked.txt"
    path.write_text(text, encoding="utf-8")
    return path


def findings(out: str) -> list[tuple[str, str]]:
    return [(f["rule"], f["severity"]) for f in json.loads(out)["findings"]]


class TestCheck:
    def test_nothing_goes_to_the_network_unasked(
        self, gongkai: Gongkai, linked: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def never(*args: object, **more: object) -> None:
            raise AssertionError(args)

        for name in ("getaddrinfo", "create_connection"):
            monkeypatch.setattr(socket, name, never)
        monkeypatch.setattr(socket.socket, "connect", never)
        code, out, _ = gongkai("check", linked, "--format", "json")
        assert (code, findings(out)) == (0, [])

    @pytest.mark.parametrize(
        ("answer", "found"),
        [
            ({"status": "200"}, []),
            ({"status": "404"}, [("GK886", "warning")]),
            ({"failed": "no-such-host"}, [("GK886", "warning")]),
            ({"status": "502"}, [("GK886", "info")]),
            ({"failed": "timeout"}, [("GK886", "info")]),
        ],
    )
    def test_online(
        self, gongkai: Gongkai, linked: Path, told: Told, answer: Answer, found: list[tuple[str, str]]
    ) -> None:
        told.other = answer
        code, out, _ = gongkai("check", linked, "--online", "--format", "json")
        assert (code, findings(out)) == (0, found)
        assert told.asked == [f"{SITE}/nb"]

    def test_it_is_told_where_the_link_stands(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        told.other = {"status": "404"}
        _, out, _ = gongkai("check", linked, "--online", "--format", "json", "--lang", "zh")
        (finding,) = json.loads(out)["findings"]
        assert finding["message"] == f"链接打不开：{SITE}/nb（404）"
        assert finding["where"]["section"] == "other"
        assert finding["at"]["column"] == 3

    def test_without_a_network_it_is_not_checked(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        told.other = {"failed": "no-network"}
        code, out, _ = gongkai("check", linked, "--online", "--format", "json")
        assert (code, findings(out)) == (3, [])
        assert [each["code"] for each in json.loads(out)["incomplete"]] == ["GK910"]

    def test_who_leaves_the_rule_out_asks_nobody(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        assert gongkai("check", linked, "--online", "--ignore", "GK886")[0] == 0
        assert told.asked == []

    def test_streamed(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        told.other = {"status": "404"}
        _, out, _ = gongkai("check", linked, "--online", "--format", "jsonl")
        assert '"GK886"' in out

    def test_isolated_rules(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        told.other = {"status": "404"}
        _, out, _ = gongkai("check", linked, "--online", "--isolate", "--format", "json")
        assert findings(out) == [("GK886", "warning")]

    def test_results_are_neither_kept_nor_used(
        self, gongkai: Gongkai, linked: Path, told: Told, tmp_path: Path
    ) -> None:
        folder = tmp_path / "many"
        folder.mkdir()
        for n in range(10):
            (folder / f"{n}.txt").write_bytes(linked.read_bytes())
        for answer, found in (({"status": "404"}, 10), ({"status": "200"}, 0)):
            told.other = answer
            told._answers.clear()
            _, out, _ = gongkai("check", folder, "--online", "--format", "json", "-j", "1")
            assert len(findings(out)) == found
        gongkai("check", folder, "-j", "1")
        _, out, _ = gongkai("check", folder, "--format", "json", "-j", "1")
        assert findings(out) == []
        told.other = {"status": "404"}
        told._answers.clear()
        _, out, _ = gongkai("check", folder, "--online", "--format", "json", "-j", "1")
        assert len(findings(out)) == 10

    def test_in_other_processes(self, gongkai: Gongkai, tmp_path: Path, catalogue: Catalogue) -> None:
        """They really look up, and go to no address inside."""
        words = "见http://169.254.169.254/latest/meta-data/。2025年未收取信息处理费。无其他需要报告的事项。"
        for n in range(2):
            text = write_report(catalogue.standards["gkbg-2021"], sections={"other": words})
            (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        code, out, _ = gongkai("check", "0.txt", "1.txt", "--online", "-j", "2", "--format", "json", "--lang", "zh")
        assert (code, findings(out)) == (0, [("GK886", "info")] * 2)
        assert "内部网络的地址" in out

    def test_not_on_a_cluster(self, gongkai: Gongkai, linked: Path) -> None:
        code, _, err = gongkai("check", linked, "--online", "--executor", "dask", "--scheduler", "tcp://a:1")
        assert code == 2
        assert "--online" in err


def test_the_order_says_so(catalogue: Catalogue) -> None:
    job = prepare(catalogue, Effective(config=Config(), origins={}), None, date(2026, 3, 1), online=True)
    assert carried_out(job.order).order.online
    assert state(job) is None


class TestCoverage:
    def use(self, out: str) -> str:
        duties = json.loads(out)["duties"]
        (use,) = [use["use"] for duty in duties for use in duty["rules"] if use["rule"] == "GK886"]
        return str(use)

    def test_not_applicable_where_nobody_asked(self, gongkai: Gongkai, linked: Path, told: Told) -> None:
        assert self.use(gongkai("coverage", linked, "--format", "json")[1]) == "not_applicable"
        assert told.asked == []

    @pytest.mark.parametrize(
        ("answer", "use"),
        [({"status": "200"}, "clean"), ({"status": "404"}, "found"), ({"failed": "timeout"}, "advised")],
    )
    def test_online(self, gongkai: Gongkai, linked: Path, told: Told, answer: Answer, use: str) -> None:
        told.other = answer
        assert self.use(gongkai("coverage", linked, "--online", "--format", "json")[1]) == use
