"""Counting the results of runs: how many documents, what was not checked, and findings by rule, body, region and year.

Pure functions over streams of records; `gongkai.cli.commands.stats` opens the files.
"""

from __future__ import annotations

from gongkai.statistics.regions import Gazetteer, gazetteer, region
from gongkai.statistics.results import (
    Accepted,
    Document,
    Fault,
    Found,
    Missed,
    Opened,
    Result,
    read_jsonl,
    read_parquet,
)
from gongkai.statistics.tally import DIMENSIONS, Dimension, Frequency, Gap, Group, Statistics, tally

__all__ = [
    "DIMENSIONS",
    "Accepted",
    "Dimension",
    "Document",
    "Fault",
    "Found",
    "Frequency",
    "Gap",
    "Gazetteer",
    "Group",
    "Missed",
    "Opened",
    "Result",
    "Statistics",
    "gazetteer",
    "read_jsonl",
    "read_parquet",
    "region",
    "tally",
]
