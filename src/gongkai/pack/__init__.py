"""Rule packs without code: rules of a closed set of kinds, written in YAML, with their own examples."""

from __future__ import annotations

from gongkai.pack.load import PackContents, read_pack
from gongkai.pack.model import Pack

__all__ = ["Pack", "PackContents", "read_pack"]
