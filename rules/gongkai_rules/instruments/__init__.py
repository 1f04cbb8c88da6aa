"""Instruments of law as data."""
