"""pluggy's markers for this project: all that a plugin needs besides the values it gives."""

from __future__ import annotations

import pluggy

__all__ = ["API_VERSION", "PROJECT", "hookimpl", "hookspec"]

PROJECT = "gongkai"
API_VERSION = 1
"""A plugin states in `GONGKAI_API` which version it was written for."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook with its name."""
