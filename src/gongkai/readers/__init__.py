"""Readers: bytes in, document (or normalized report) out. What a reader is, and how one is chosen."""
