"""Converting old office files with LibreOffice: the one place where a document is handed to another program.

The program works in a folder of its own that is deleted afterwards, with a fresh profile: no macros, no links
followed, no recent files. Where the system lets us, it has no network at all; else its proxies point nowhere. Time,
processor time and the size of what it writes are bounded; on time-out all its processes are ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.errors import ReadError
from gongkai.reader import Source, Via

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["convert", "program"]

# What the programs are called on the systems they come for; the last is where macOS puts it.
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_KINDS = (
    (b"{\\rtf", ".rtf"),
    (b"<?xml", ".xml"),
    (b"PK", ".odt"),
)
# Settings of the fresh profile: (path, property, value).
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_NOWHERE = "http://127.0.0.1:9"


def convert(source: Source, via: Via) -> bytes:
    """The source as DOCX or XLSX. Raises ReadError when LibreOffice is not there, fails, or takes too long."""
    import tempfile
    from pathlib import Path

    found = program()
    if found is None:
        raise ReadError(
            Text(zh="旧版 Office、WPS、RTF 和 ODF 文件要用 LibreOffice 转换后读取，本机没有安装", en="Old office files (DOC, WPS, RTF, XLS, ODF) are read through LibreOffice, which is not installed"),
            Text(zh=f"请安装 LibreOffice（Debian/Ubuntu：libreoffice-writer-nogui、libreoffice-calc-nogui），或者用 Word、WPS 另存为 .{via}", en=f"Install LibreOffice (Debian/Ubuntu: libreoffice-writer-nogui, libreoffice-calc-nogui), or save the file as .{via}"),
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        given = folder / f"given{_suffix(source, via)}"
        given.write_bytes(source.data)
        _run(found, given, folder, via, source.limits.office_seconds)
        made = folder / "out" / f"given.{via}"
        if not made.is_file():
            raise ReadError(
                Text(zh="LibreOffice 打不开这个文件：可能已损坏，或者加了密码", en="LibreOffice cannot open the file: it may be damaged or protected by a password"),
                Text(zh=f"请用 Word 或 WPS 打开检查，并另存为 .{via}", en=f"Open it in an office program and save it as .{via}"),
            )  # fmt: skip
        return made.read_bytes()


def program() -> str | None:
    """The path of the program, if there is one on this machine."""
    import shutil

    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _run(program: str, given: Path, folder: Path, via: Via, seconds: int) -> None:
    import os
    import signal
    import subprocess

    from gongkai.cli.ending import undisturbed

    profile = (folder / "profile").as_uri()
    command = [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
        f"-env:UserInstallation={profile}", "--convert-to", via, "--outdir", str(folder / "out"), str(given),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    if os.name == "posix":
        # Processor seconds and blocks of 512 bytes (200 MB) written; the shell becomes the program itself.
        command = ["/bin/sh", "-c", f'ulimit -t {seconds}; ulimit -f 400000; exec "$@"', "sh", *_offline(), *command]
    process: subprocess.Popen[bytes] | None = None
    try:
        with undisturbed():  # so that it is known what to end
            process = subprocess.Popen(
                command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            Text(zh=f"LibreOffice 转换超过{seconds}秒，已中止", en=f"LibreOffice took more than {seconds} seconds and was stopped"),
            Text(zh=f"请用 Word 或 WPS 另存为 .{via}", en=f"Save the file as .{via}"),
        ) from error  # fmt: skip
    finally:
        if process is not None:
            if os.name == "posix":
                import contextlib

                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()


def _offline() -> list[str]:
    """The words before a command that take the network away from it; none where the system does not allow that."""
    import shutil
    import subprocess

    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    words = [unshare, "--net", "--map-root-user"]
    tried = subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10)
    return words if tried.returncode == 0 else []


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n"
    )


def _suffix(source: Source, via: Via) -> str:
    """A file name ending that fits the content: the program looks at both, and names may be wrong."""
    found = next((suffix for start, suffix in _KINDS if source.data.startswith(start)), None)
    if via == "xlsx":
        return ".ods" if found == ".odt" else ".xls"
    return found or ".doc"
