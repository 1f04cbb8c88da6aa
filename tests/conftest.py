"""What all tests share: the installed plugins, loaded once."""

from __future__ import annotations

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
