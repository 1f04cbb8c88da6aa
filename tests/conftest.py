"""What all tests share: the installed plugins, loaded once."""

from __future__ import annotations

import pytest

from gongkai.plugins import Catalogue, collect


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    loaded = collect()
    assert loaded.incidents == ()
    return loaded
