"""Building a run: from the configuration and the paths to everything that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongkai.acceptance import Accepted, accept
from gongkai.baseline import Baseline, decode_baseline
from gongkai.bilingual import Text
from gongkai.cli.inputs import expand, open_source, shown
from gongkai.cli.office import convert
from gongkai.config import Config, Effective, for_path
from gongkai.engine import Outcome, check_source, finish, joined
from gongkai.errors import ReadError, UsageError
from gongkai.finding import Checked, Incident, Run
from gongkai.formatter import Material
from gongkai.load import Loader, check_standard, worded
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.rule import Rule
from gongkai.selection import Chosen, choose, mandatory_rules
from gongkai.suppression import Suppression, parse_suppressions

if TYPE_CHECKING:
    from gongkai.isolation import Isolated

__all__ = ["Job", "files", "perform", "prepare"]


class Job(Struct, frozen=True, kw_only=True):
    """What a run needs besides its paths. Made once, also for many runs over changing files."""

    catalogue: Catalogue
    config: Config
    chosen: tuple[Chosen, ...]
    mandatory: frozenset[str]
    loader: Loader
    accepted: Accepted
    today: date
    isolated: Isolated | None = None

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that run, by id."""
        return {each.rule.id: each.rule for each in self.chosen}


def prepare(
    catalogue: Catalogue,
    settings: Effective,
    format_in: str | None,
    today: date,
    isolated: Isolated | None = None,
) -> Job:
    """Check the configuration against what is there. Raises UsageError."""
    config = settings.config
    catalogue = replace(catalogue, standards=worded(catalogue.standards, config.words))
    for standard in (config.standard, *(override.standard for override in config.overrides)):
        check_standard(standard, catalogue.standards)
    mandatory = mandatory_rules(catalogue.rules, settings.guards)
    chosen = choose(catalogue.rules, config)
    for override in config.overrides:  # a wrong name in an override is told even if no file matches it
        choose(
            catalogue.rules,
            replace(Config(), ignore=override.ignore, severity=override.severity, options=override.options),
        )
    return Job(
        catalogue=catalogue,
        config=config,
        chosen=chosen,
        mandatory=mandatory,
        loader=Loader(readers=catalogue.readers, standards=catalogue.standards, format=format_in, office=convert),
        accepted=_accepted(config),
        today=today,
        isolated=isolated,
    )


def _accepted(config: Config) -> Accepted:
    suppressions: tuple[Suppression, ...] = ()
    name = shown(config.suppressions) if config.suppressions else ""
    if config.suppressions:
        suppressions = parse_suppressions(
            _read(config.suppressions, "例外清单", "suppressions").decode("utf-8-sig"), name
        )
    baseline = Baseline()
    if config.baseline:
        baseline = decode_baseline(_read(config.baseline, "基线", "baseline"), shown(config.baseline))
    return Accepted(suppressions=suppressions, file=name, baseline=baseline)


def _read(path: str, zh: str, en: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        cause = error.strerror or str(error)
        raise UsageError(
            Text(zh=f"无法读取{zh} {path}：{cause}", en=f"Cannot read the {en} {path}: {cause}")
        ) from error


def files(job: Job, arguments: Sequence[str]) -> list[str]:
    """The files that the arguments mean."""
    suffixes = frozenset(suffix for reader in job.catalogue.readers for suffix in reader.suffixes)
    return list(expand(arguments, suffixes))


def _check(job: Job, source: Source, loader: Loader, chosen: Sequence[Chosen], config: Config) -> Outcome:
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


def perform(job: Job, paths: Iterable[str], *, keep: bool = False) -> tuple[Run, dict[str, Material]]:
    """Check the files. With `keep`, the documents come along for formatters that need them; else memory holds one
    document at a time."""
    known: dict[bytes, tuple[Chosen, ...]] = {}
    outcomes, materials = [], {}
    for path in paths:
        try:
            source = open_source(path, job.config.limits)
        except ReadError as error:
            name = shown(path)
            incident = Incident(code=error.code, message=error.message, advice=error.advice, path=name)
            outcomes.append(Outcome(Checked(path=name), incidents=(incident,)))
            continue
        config = for_path(job.config, source.path)
        chosen = job.chosen
        if job.config.overrides:
            mark = msgspec.json.encode(config)
            if mark not in known:
                known[mark] = choose(job.catalogue.rules, config)
            chosen = known[mark]
        loader = replace(job.loader, standard=config.standard, body=config.body, level=config.level)
        outcome = _check(job, source, loader, chosen, config)
        if keep:
            materials[outcome.checked.path] = Material(source=source, report=outcome.report, private=outcome.private)
        outcomes.append(replace(outcome, report=None))
    run = finish(outcomes, job.catalogue.incidents, job.config.fail_level)
    run = replace(run, max_warnings=job.config.max_warnings)
    return accept(run, job.accepted, job.rules, job.mandatory, job.today), materials
