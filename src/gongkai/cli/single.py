"""Reading reports one by one, for commands that look at a single file or at two."""

from __future__ import annotations

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.cli.help import warn
from gongkai.cli.inputs import open_source, shown
from gongkai.cli.office import convert
from gongkai.cli.settings import read_settings
from gongkai.config import Config
from gongkai.errors import ReadError
from gongkai.lang import Lang
from gongkai.load import Loader, check_standard, worded
from gongkai.plugins import Catalogue, collect
from gongkai.report import Report

__all__ = ["Desk", "desk", "load_one"]


class Desk(Struct, frozen=True, kw_only=True):
    """What is needed to read files: the plugins, the configuration, and the loader they make."""

    catalogue: Catalogue
    config: Config
    loader: Loader

    def load(self, file: str) -> Report:
        """The report in a file, or from standard input (-). Raises ReadError when it cannot be read or understood."""
        return self.loader.load(open_source(file, self.config.limits))


def desk(standard: str | None, format_in: str | None, lang: Lang) -> Desk:
    """Plugins that failed are named on standard error. Raises UsageError for an unknown standard or format."""
    catalogue = collect()
    warn(catalogue.incidents, lang)
    check_standard(standard, catalogue.standards)
    config = read_settings(None, catalogue.profiles, (), {}).config
    loader = Loader(
        readers=catalogue.readers,
        standards=worded(catalogue.standards, config.words),
        format=format_in,
        standard=standard,
        office=convert,
    )
    return Desk(catalogue=catalogue, config=config, loader=loader)


def load_one(file: str, standard: str | None, format_in: str | None, lang: Lang) -> Report:
    """The report in a file, or from standard input (-). Plugins that failed are named on standard error.

    Raises ReadError, which names the file, when it cannot be read or understood, UsageError for an unknown standard or
    format.
    """
    try:
        return desk(standard, format_in, lang).load(file)
    except ReadError as error:
        name = shown(file)
        words = Text(zh=f"{name}：{error.message.zh}", en=f"{name}: {error.message.en}")
        raise ReadError(words, error.advice, code=error.code) from error
