"""Building a run: from the configuration to a job, and checking one document by it, in whatever process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongkai import __version__
from gongkai.acceptance import Accepted
from gongkai.cli.inputs import expand, shown
from gongkai.cli.named_files import read_accepted
from gongkai.config import Config, Effective, Rollup, Series, for_path
from gongkai.engine import Outcome, check_source, joined
from gongkai.formatter import GroupBy
from gongkai.lang import Lang
from gongkai.load import STDIN, Loader, check_standard, worded
from gongkai.plugins import Catalogue, RuleFile, collect
from gongkai.reader import Source, Via, choose_reader
from gongkai.report import Report
from gongkai.rule import Rule
from gongkai.selection import Chosen, choose, mandatory_rules

if TYPE_CHECKING:
    from gongkai.cli.links import LookUp
    from gongkai.isolation import Isolated

__all__ = [
    "Checker",
    "Job",
    "Order",
    "Telling",
    "carried_out",
    "files",
    "prepare",
    "suffixes",
]


class Telling(Struct, frozen=True, kw_only=True):
    """How documents are to be told by whoever checks them: in a format that has a stream, without colours and links."""

    format: str
    lang: Lang
    group_by: GroupBy = "file"
    statistics: bool = False


class Order(Struct, frozen=True, kw_only=True):
    """A job as a value that can be sent: all that another process needs to build the same job, and nothing that
    is code. `config` is without what only counts after checking (suppressions, levels that fail, output).

    `rules` names the plugins and rules that the job's maker has, `code` is the digest of their packages where they may
    be others elsewhere: a process that has others must not answer. With `telling`, documents are told as they are
    checked; with `lasting`, what came of them goes along for who keeps results.
    """

    config: Config
    files: tuple[RuleFile, ...] = ()
    format: str | None = None
    isolate: bool = False
    online: bool = False
    rules: tuple[str, ...] = ()
    code: bytes = b""
    telling: Telling | None = None
    lasting: bool = False


class Job(Struct, frozen=True, kw_only=True):
    """What a run needs besides its paths. Made once, also for many runs over changing files."""

    order: Order
    catalogue: Catalogue
    config: Config
    chosen: tuple[Chosen, ...]
    mandatory: frozenset[str]
    loader: Loader
    accepted: Accepted
    today: date
    isolated: Isolated | None = None

    @property
    def compares(self) -> bool:
        """Whether reports were given beside those to check."""
        series, rollup = self.config.series, self.config.rollup
        return any((series.previous, rollup.children, rollup.siblings, rollup.parent, rollup.relations))

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that run, by id."""
        return {each.rule.id: each.rule for each in self.chosen}


def prepare(
    catalogue: Catalogue,
    settings: Effective,
    format_in: str | None,
    today: date,
    rule_files: Sequence[RuleFile] = (),
    *,
    isolate: bool = False,
    online: bool = False,
) -> Job:
    """Check the configuration against what is there. `rule_files` are in the catalogue already. Raises UsageError."""
    config = settings.config
    catalogue = replace(catalogue, standards=worded(catalogue.standards, config.words))
    for standard in (config.standard, *(override.standard for override in config.overrides)):
        check_standard(standard, catalogue.standards)
    if format_in is not None:
        choose_reader(Source("", b""), catalogue.readers, format_in)
    mandatory = mandatory_rules(catalogue.rules, settings.guards)
    chosen = choose(catalogue.rules, config)
    for override in config.overrides:  # a wrong name in an override is told even if no file matches it
        choose(
            catalogue.rules,
            replace(Config(), ignore=override.ignore, severity=override.severity, options=override.options),
        )
    order = Order(
        config=replace(
            config,
            rules=(),
            fail_level="error",
            max_warnings=None,
            suppressions=None,
            baseline=None,
            series=Series(),
            rollup=Rollup(),
            output=(),
            lang=None,
        ),
        files=tuple(rule_files),
        format=format_in,
        isolate=isolate,
        online=online,
        rules=_had(catalogue, chosen),
    )
    return Job(
        order=order,
        catalogue=catalogue,
        config=config,
        chosen=chosen,
        mandatory=mandatory,
        loader=Loader(readers=catalogue.readers, standards=catalogue.standards, format=format_in, office=_converted),
        accepted=read_accepted(config, catalogue.rules),
        today=today,
        isolated=_isolated(rule_files, config.words) if isolate else None,
    )


def _converted(source: Source, via: Via) -> bytes:
    """An old office file as DOCX or XLSX. What does that is imported when the first one comes."""
    from gongkai.cli.office import convert

    return convert(source, via)


def carried_out(order: Order) -> Job:
    """The job that an order asks for, from the plugins of this process. Raises UsageError."""
    return prepare(
        collect(files=order.files),
        Effective(config=order.config, origins={}),
        order.format,
        date.min,
        order.files,
        isolate=order.isolate,
        online=order.online,
    )


def _had(catalogue: Catalogue, chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """What a process must have to give the same answers: Gongkai, its plugins that loaded, and the chosen rules."""
    plugins = (f"{p.distribution} {p.version} {p.name}".strip() for p in catalogue.plugins if not p.failure)
    return (f"gongkai {__version__}", *plugins, *(each.rule.id for each in chosen))


def _look_up() -> LookUp:
    from gongkai.cli.links import LookUp

    return LookUp()


def _isolated(files: Sequence[RuleFile], words: Mapping[str, Sequence[str]]) -> Isolated:
    from gongkai.isolation import Isolated

    return Isolated(files, words)


def files(job: Job, arguments: Sequence[str]) -> list[str]:
    """The files that the arguments mean, in the order of every output."""
    standards = job.catalogue.standards.values()
    titles = tuple(title for each in standards for title in (each.title_term, *each.title_variants))
    return sorted(expand(arguments, suffixes(job), titles), key=lambda path: STDIN if path == "-" else shown(path))


def suffixes(job: Job) -> frozenset[str]:
    """The endings of names that readers know."""
    return frozenset(suffix for reader in job.catalogue.readers for suffix in reader.suffixes)


class Checker:
    """Checks documents by a job, each with the configuration for its path. Settings for paths are resolved once."""

    def __init__(self, job: Job, look_up: LookUp | None = None) -> None:
        """`look_up` is what an online job looks links up with, by default over the network."""
        self.job = job
        self._known: dict[bytes, tuple[Chosen, ...]] = {}
        self._look_up = _look_up() if look_up is None and job.order.online else look_up

    def check(self, source: Source) -> Outcome:
        """What came of one document, with its report."""
        config = for_path(self.job.config, source.path)
        chosen = self._chosen(config)
        if self._look_up is None or not self._look_up.wanted(chosen):
            return self._checked(source, config, chosen, None)
        outcome = self._checked(source, config, chosen, self._look_up.answered)
        missed = self._look_up.missed(outcome.report)
        return replace(outcome, incidents=(*outcome.incidents, missed)) if missed else outcome

    def _checked(
        self, source: Source, config: Config, chosen: tuple[Chosen, ...], further: Callable[[Report], Report] | None
    ) -> Outcome:
        job = self.job
        loader = replace(job.loader, standard=config.standard, body=config.body, level=config.level, further=further)
        instruments = job.catalogue.instruments
        if job.isolated is None:
            return check_source(source, loader, chosen, config.min_fidelity, instruments)
        from gongkai.isolation import foreign_rules

        foreign = foreign_rules(job.catalogue)
        own = [each for each in chosen if each.rule.id not in foreign]
        outcome = check_source(source, loader, own, config.min_fidelity, instruments)
        report = outcome.report
        if report is None:
            return outcome
        others = [each for each in chosen if each.rule.id in foreign and each.rule.judges(report)]
        return joined(outcome, job.isolated.check(report, others)) if others else outcome

    def chosen(self, path: str) -> tuple[Chosen, ...]:
        """The rules for a document of this path."""
        return self._chosen(for_path(self.job.config, path))

    def _chosen(self, config: Config) -> tuple[Chosen, ...]:
        if not self.job.config.overrides:
            return self.job.chosen
        mark = msgspec.json.encode(config)
        if mark not in self._known:
            self._known[mark] = choose(self.job.catalogue.rules, config)
        return self._known[mark]
