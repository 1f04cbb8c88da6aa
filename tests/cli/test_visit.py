"""Asking servers: what each answer is told as, and what is never asked."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.cli import visit
from gongkai.cli.visit import Visitor, public

PLAIN = {"/here": 200, "/gone": 404, "/left": 410, "/broken": 500, "/kept": 403, "/many": 429}
MOVED = {"/moved": "/here", "/moved-away": "/gone", "/loop": "/loop", "/inside": "http://169.254.169.254/", "/file": "file:///etc/passwd"}  # fmt: skip


class Site(ThreadingHTTPServer):
    """A site on this machine that notes what it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def do_GET(self) -> None:
        self._answer(head=False)

    def _answer(self, *, head: bool) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, path))
        self.server.headers.append(dict(self.headers))
        if path == "/slow":
            time.sleep(1.5)
        if path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for n in range(15):
                time.sleep(0.1)
                self.wfile.write(f"X-{n}: 1\r\n".encode())
        if path == "/by-get":
            self.send_response(405 if head else 200)
        elif path == "/odd-head":
            self.send_response(404 if head else 200)
        elif path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[path])
        elif path == "/noise":
            self.wfile.write(b"\x00\x01 no HTTP\r\n\r\n")
            return
        else:
            self.send_response(PLAIN.get(path, 200))
        self.end_headers()
        if not head:
            self.wfile.write(b"x" * 1000)

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Stay silent."""


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with Site() as site:
        threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def site(running: Site) -> Site:
    running.asked.clear()
    running.headers.clear()
    return running


def anywhere(_: str) -> bool:
    return True


def visited(url: str) -> dict[str, str]:
    return Visitor(allowed=anywhere).turn()(url)


class TestAnswers:
    @pytest.mark.parametrize(("path", "status"), PLAIN.items())
    def test_a_status_is_told(self, site: Site, path: str, status: int) -> None:
        assert visited(site.address + path) == {"status": str(status)}

    def test_a_page_that_is_there_is_asked_for_once_by_head(self, site: Site) -> None:
        answer = Visitor(allowed=anywhere).turn()
        assert [answer(f"{site.address}/here") for _ in range(3)] == [{"status": "200"}] * 3
        assert site.asked == [("HEAD", "/here")]
        assert site.headers[0]["User-Agent"].startswith("gongkai/")
        assert "Cookie" not in site.headers[0]

    @pytest.mark.parametrize("path", ["/by-get", "/odd-head"])
    def test_what_is_wrong_by_head_is_asked_by_get(self, site: Site, path: str) -> None:
        assert visited(site.address + path) == {"status": "200"}
        assert site.asked == [("HEAD", path), ("GET", path)]

    def test_too_many_requests_are_not_made_more(self, site: Site) -> None:
        assert visited(f"{site.address}/many") == {"status": "429"}
        assert site.asked == [("HEAD", "/many")]

    def test_redirects_are_followed(self, site: Site) -> None:
        assert visited(f"{site.address}/moved") == {"status": "200"}
        assert visited(f"{site.address}/moved-away") == {"status": "404"}

    def test_a_loop_ends(self, site: Site) -> None:
        assert visited(f"{site.address}/loop") == {"failed": "redirect"}
        assert Counter(site.asked) == {("HEAD", "/loop"): visit.REDIRECTS + 1}

    def test_no_http(self, site: Site) -> None:
        assert visited(f"{site.address}/noise") == {"failed": "broken-off"}

    def test_chinese_paths_are_sent_as_utf8(self, site: Site) -> None:
        assert visited(f"{site.address}/年报 1.docx?a=报") == {"status": "200"}
        assert site.asked == [("HEAD", "/%E5%B9%B4%E6%8A%A5%201.docx")]

    @pytest.mark.parametrize("path", ["/slow", "/drip"])
    def test_an_answer_has_its_time_however_it_is_sent(
        self, site: Site, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(visit, "ANSWER_SECONDS", 0.3)
        answer = Visitor(allowed=anywhere).turn()
        assert answer(site.address + path) == {"failed": "timeout"}
        assert answer(f"{site.address}/here") == {"failed": "timeout"}  # the host is not asked again
        assert site.asked == [("HEAD", path)]

    def test_nobody_listens(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert visited(f"http://127.0.0.1:{port}/") == {"failed": "refused"}

    def test_plain_http_where_tls_is_asked_for(self, site: Site) -> None:
        assert visited(site.address.replace("http:", "https:")) == {"failed": "tls"}

    def test_a_report_has_its_time(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(visit, "REPORT_SECONDS", -1.0)
        assert visited(f"{site.address}/here") == {"failed": "no-time"}
        assert site.asked == []


class TestNames:
    def resolving(self, *known: str, code: int = socket.EAI_NONAME) -> Visitor:
        def resolve(host: str, port: int) -> Sequence[str]:
            if host not in known:
                raise socket.gaierror(code, "no")
            return ["192.0.2.1"]

        return Visitor(resolve=resolve)

    def test_a_name_that_does_not_exist_where_others_do(self) -> None:
        visitor = self.resolving("www.gov.cn.")
        assert visitor.turn()("http://www.nowhere.example/") == {"failed": "no-such-host"}

    def test_no_name_at_all_is_no_network(self) -> None:
        assert self.resolving().turn()("http://www.nowhere.example/") == {"failed": "no-network"}

    def test_a_name_server_in_trouble_tells_nothing(self) -> None:
        visitor = self.resolving("www.gov.cn.", code=socket.EAI_AGAIN)
        assert visitor.turn()("http://www.nowhere.example/") == {"failed": "no-name-service"}

    def test_no_search_domain_is_added(self) -> None:
        assert self.resolving("www.gov.cn.", "a.example.").turn()("http://a.example/") == {"failed": "private"}


class TestNeverAsked:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104
            "100.100.100.200", "168.63.129.16", "224.0.0.1", "255.255.255.255", "240.0.0.1",
            "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::7f00:1",
            "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        ],
    )  # fmt: skip
    def test_an_address_inside(self, address: str) -> None:
        assert not public(address)

    @pytest.mark.parametrize("address", ["1.2.4.8", "::ffff:1.2.4.8", "64:ff9b::102:408", "2400:3200::1"])
    def test_an_address_outside_may_be(self, address: str) -> None:
        assert public(address)

    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "intranet", "0"],
    )
    def test_a_hostile_host(self, site: Site, host: str) -> None:
        url = f"http://{host}:{site.server_port}/here"
        assert Visitor().turn()(url) == {"failed": "private"}
        assert site.asked == []

    def test_a_public_name_with_an_address_inside(self, site: Site) -> None:
        for found in (["127.0.0.1"], ["1.2.4.8", "127.0.0.1"], []):
            visitor = Visitor(resolve=lambda host, port, found=found: found)
            assert visitor.turn()(f"http://www.hostile.example:{site.server_port}/") == {"failed": "private"}
        assert site.asked == []

    def test_the_address_that_was_looked_at_is_the_one_connected_to(self, site: Site) -> None:
        hosts = []

        def resolve(host: str, port: int) -> Sequence[str]:
            hosts.append(host)
            return ["127.0.0.1"]

        visitor = Visitor(allowed=anywhere, resolve=resolve)
        assert visitor.turn()(f"http://www.made.example:{site.server_port}/here") == {"status": "200"}
        assert hosts == ["www.made.example."]
        assert site.headers[0]["Host"] == f"www.made.example:{site.server_port}"

    def test_a_redirect_goes_inside(self, site: Site) -> None:
        visitor = Visitor(allowed=lambda address: address == "127.0.0.1")
        assert visitor.turn()(f"{site.address}/inside") == {"failed": "private"}
        assert visitor.turn()(f"{site.address}/file") == {"failed": "not-web"}

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://www.a.example/", "file:///etc/passwd", "http://", "http:///x", "http://u:p@www.a.example/",
            "http://www.a.example:22/", "http://www.a.example:99999/", "http://[::1/", "http://www.a.example:x/",
            "gopher://www.a.example/", f"http://{'a' * 70}.甲/",
        ],
    )  # fmt: skip
    def test_what_is_no_web_address(self, url: str) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise AssertionError(host)

        assert Visitor(resolve=resolve).turn()(url) == {"failed": "not-web"}

    def test_a_proxy_is_not_used(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        assert visited(f"{site.address}/here") == {"status": "200"}
