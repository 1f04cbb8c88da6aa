"""The JSON Schemas of everything that Gongkai reads from outside or writes for others, as package data."""

from __future__ import annotations

import json
import pkgutil
from typing import cast

__all__ = ["NAMES", "load"]

NAMES = (
    "baseline",
    "changes",
    "claims",
    "configuration",
    "coverage",
    "duties",
    "instrument",
    "output",
    "pack",
    "report",
    "standard",
    "suppressions",
    "vocabulary",
    "wordlist",
)


def load(name: str) -> dict[str, object]:
    """The schema with this name, as parsed JSON. Raises KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    data = pkgutil.get_data(__name__, f"{name}.schema.json")
    if data is None:
        raise KeyError(name)
    return cast("dict[str, object]", json.loads(data))
