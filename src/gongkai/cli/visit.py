"""Asking a web server whether a page is there: a status, or why there is none. Nothing of the page is read.

A report may be hostile and name addresses inside the network of the machine that checks it. So only public addresses
are connected to: a name is resolved once, what came of it is looked at, and the connection goes to that very address,
after a redirect as well. For the same reason no proxy is used: it would resolve names itself.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from gongkai import __version__

__all__ = ["Answer", "Visitor", "public"]

Answer: TypeAlias = dict[str, str]
"""`status`, a code of HTTP; or `failed`: why there is none."""

# How long to wait for a connection, for one answer, for one link with its redirects, and for all links of a report.
CONNECT_SECONDS, ANSWER_SECONDS, LINK_SECONDS, REPORT_SECONDS = 5.0, 10.0, 20.0, 60.0
REDIRECTS = 5
# So many answers are remembered.
REMEMBERED = 10_000
# A name that exists, to tell a name that does not from a machine that cannot resolve any: the central government's site.
KNOWN = "www.gov.cn"
_MOVED = frozenset({301, 302, 303, 307, 308})
_TOO_MANY_REQUESTS = 429
_HEADERS = {"User-Agent": f"gongkai/{__version__} (link check)", "Accept": "*/*", "Connection": "close"}
# Failures of a host that the next link to it would meet again.
_HOST_IS_DOWN = frozenset({"timeout", "refused", "unreachable"})
# IPv6 for IPv4 addresses (RFC 6052); the same for a network's own use (RFC 8215); the host of virtual machines in a cloud.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_INTERNAL = (ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("168.63.129.16/32"))


class _UnansweredError(Exception):
    """Why there is no answer, in a word."""


class _Target(NamedTuple):
    secure: bool
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def public(address: str) -> bool:
    """Whether an IP address is one of the public network. One that stands for another (IPv6 for IPv4) is as that."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return public(str(found.ipv4_mapped))
        if found in _NAT64:
            return public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.sixtofour or found.teredo or found.is_site_local:
            return False
    inside = found.is_multicast or found.is_reserved or any(found in network for network in _INTERNAL)
    return found.is_global and not inside


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError, socket.gaierror among them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Visitor:
    """Asks for pages, for each URL once. A host that does not answer is not asked again.

    `allowed` says which IP addresses may be connected to, `resolve` gives those of a host and port.
    """

    def __init__(
        self,
        allowed: Callable[[str], bool] = public,
        resolve: Callable[[str, int], Sequence[str]] = resolved,
    ) -> None:
        self._allowed, self._resolve = allowed, resolve
        self._answers: dict[str, Answer] = {}
        self._down: dict[tuple[str, int], str] = {}
        self._names: bool | None = None
        self._context: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def turn(self) -> Callable[[str], Answer]:
        """What answers for the links of one report, from any thread, as long as the report's time lasts."""
        end = time.monotonic() + REPORT_SECONDS

        def answer(url: str) -> Answer:
            known = self._answers.get(url)
            if known is not None:
                return known
            if time.monotonic() > end:
                return {"failed": "no-time"}
            found = self._visited(url)
            if len(self._answers) < REMEMBERED:
                self._answers[url] = found
            return found

        return answer

    def _visited(self, url: str) -> Answer:
        end = time.monotonic() + LINK_SECONDS
        try:
            for hop in range(REDIRECTS + 1):
                try:
                    status, to = self._status(_target(url), end)
                except _UnansweredError as failed:
                    # The link itself has an answer, if not one that leads anywhere.
                    return {"failed": "redirect" if hop and str(failed) == "no-such-host" else str(failed)}
                if status not in _MOVED or not to:
                    return {"status": str(status)}
                url = urljoin(url, to)
        except (OSError, HTTPException, ValueError) as error:  # ValueError: a URL or an answer that is none
            return {"failed": _cause(error)}
        return {"failed": "redirect"}

    def _status(self, target: _Target, end: float) -> tuple[int, str]:
        """The status of a page, and where it has moved to or "". Some servers know HEAD for no page, or not for all:
        what is wrong by it counts only if it is wrong by GET as well."""
        status, to = self._asked("HEAD", target, end)
        if status >= 400 and status != _TOO_MANY_REQUESTS:
            return self._asked("GET", target, end)
        return status, to

    def _asked(self, method: str, target: _Target, end: float) -> tuple[int, str]:
        place = target.host, target.port
        if place in self._down:
            raise _UnansweredError(self._down[place])
        try:
            return self._answer(method, target, self._addresses(target), end)
        except OSError as error:
            if (cause := _cause(error)) in _HOST_IS_DOWN:
                self._down[place] = cause
            raise

    def _answer(self, method: str, target: _Target, addresses: Sequence[str], end: float) -> tuple[int, str]:
        left = min(ANSWER_SECONDS, end - time.monotonic())
        if left <= 0:
            raise _UnansweredError("no-time")
        connected: socket.socket = socket.create_connection((addresses[0], target.port), min(CONNECT_SECONDS, left))
        connected.settimeout(left)
        if target.secure:
            connected = self._secured().wrap_socket(
                connected, server_hostname=target.host, do_handshake_on_connect=False
            )
        # A server may send a byte every now and then: the whole answer has a time, not only each byte.
        timer = threading.Timer(left, _cut, (connected,))
        timer.daemon = True
        connection = HTTPConnection(target.host, target.port)
        connection.sock = connected
        began = time.monotonic()
        timer.start()
        try:
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
            connection.request(method, target.path, headers={"Host": target.named, **_HEADERS})
            answer = connection.getresponse()
            if time.monotonic() - began >= left:  # an answer that is cut off looks like one with fewer headers
                raise TimeoutError
            return answer.status, (answer.getheader("Location") or "")[:2000]
        except (OSError, HTTPException, ValueError) as error:
            if time.monotonic() - began >= left:
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
            connection.close()
            connected.close()

    def _secured(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                self._context = ssl.create_default_context()
            return self._context

    def _addresses(self, target: _Target) -> Sequence[str]:
        """Where to connect to. One address that may not be connected to is enough to leave a host alone."""
        name = target.host
        if not _is_address(name):
            if "." not in name:
                raise _UnansweredError("private")  # a name of the machine's own network
            name = f"{name.rstrip('.')}."  # so that no search domain is added
        try:
            found = self._resolve(name, target.port)
        except socket.gaierror as error:
            if not self._names_work():
                raise _UnansweredError("no-network") from error
            raise _UnansweredError(
                "no-such-host" if error.errno == socket.EAI_NONAME else "no-name-service"
            ) from error
        if not found or not all(map(self._allowed, found)):
            raise _UnansweredError("private")
        return found

    def _names_work(self) -> bool:
        """Whether this machine can resolve names at all. Nothing is connected to."""
        with self._lock:
            if self._names is None:
                try:
                    self._names = bool(self._resolve(f"{KNOWN}.", 80))
                except OSError:
                    self._names = False
            return self._names


def _target(url: str) -> _Target:
    """Raises _UnansweredError for what is not asked for, ValueError for what is no URL."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _UnansweredError("not-web")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if "@" in parts.netloc or (port < 1024 and port not in (80, 443)):
        raise _UnansweredError("not-web")
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    return _Target(secure, host, port, f"{path}?{query}" if query else path)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _cause(error: Exception) -> str:
    match error:
        case ssl.SSLError():  # also when a certificate is not right
            return "tls"
        case TimeoutError():
            return "timeout"
        case ConnectionRefusedError():
            return "refused"
        case ConnectionError() | HTTPException():
            return "broken-off"
        case OSError():
            return "unreachable"
    return "not-web"


def _cut(connection: socket.socket) -> None:
    """End a connection under the one who waits for it."""
    with suppress(OSError):  # it has ended
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # of TLS, too, without its farewell
