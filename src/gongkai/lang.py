"""Which language to speak: what was asked for, else the locale's, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

__all__ = ["LANGS", "Lang", "language"]

Lang = Literal["zh", "en"]
"""The languages that Gongkai speaks."""
LANGS: tuple[Lang, ...] = ("zh", "en")


def language(asked: str | None, environment: Mapping[str, str] | None = None) -> Lang:
    """`zh` unless English was asked for, or the locale is an English one."""
    if asked in ("zh", "en"):
        return "en" if asked == "en" else "zh"
    env = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "en" if value.startswith("en") else "zh"
    return "zh"
