"""Reading one report for commands that look at a single file."""

from __future__ import annotations

import click

from gongkai.cli.help import told
from gongkai.cli.inputs import open_source
from gongkai.cli.office import convert
from gongkai.cli.settings import read_settings
from gongkai.lang import Lang
from gongkai.load import Loader, check_standard, worded
from gongkai.plugins import collect
from gongkai.report import Report

__all__ = ["load_one"]


def load_one(file: str, standard: str | None, format_in: str | None, lang: Lang) -> Report:
    """The report in a file, or from standard input (-). Plugins that failed are named on standard error.

    Raises ReadError when it cannot be read or understood, UsageError for an unknown standard or format.
    """
    catalogue = collect()
    for incident in catalogue.incidents:
        click.echo(told("警告：‖Warning: ", lang) + incident.message.of(lang), err=True)
    check_standard(standard, catalogue.standards)
    config = read_settings(None, catalogue.profiles, (), {}).config
    loader = Loader(
        readers=catalogue.readers,
        standards=worded(catalogue.standards, config.words),
        format=format_in,
        standard=standard,
        office=convert,
    )
    return loader.load(open_source(file, config.limits))
