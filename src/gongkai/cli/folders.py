"""Where Gongkai keeps files of its own."""

from __future__ import annotations

import os
import sys

__all__ = ["cache_folder", "start_folder"]


def cache_folder() -> str:
    """What may be deleted at any time: GONGKAI_CACHE_DIR, else gongkai in the system's folder for caches."""
    named = os.environ.get("GONGKAI_CACHE_DIR")
    if named:
        return os.path.abspath(named)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(base, "gongkai", "Cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "gongkai")
    base = os.environ.get("XDG_CACHE_HOME") or ""
    return os.path.join(base if os.path.isabs(base) else os.path.join(home, ".cache"), "gongkai")


def start_folder() -> str:
    """What makes starting faster: the index of rules, compiled patterns and bytecode."""
    return os.path.join(cache_folder(), "start")
