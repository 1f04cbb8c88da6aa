"""What all tests share: the installed plugins, loaded once."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator

import pytest

from gongkai.plugins import Catalogue, collect


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    loaded = collect()
    assert loaded.incidents == ()
    return loaded


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own() -> Iterator[None]:
    """No test reads or writes the user's cache."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_CACHE_DIR", folder)
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """A shell starts what runs in the background with Ctrl-C ignored, and so would be all that tests start."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
