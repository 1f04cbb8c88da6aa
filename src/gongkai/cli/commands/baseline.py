"""`gongkai baseline`: write, show and prune the list of findings that were there before."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from gongkai.baseline import Baseline, Entry, Growth, decode_baseline, encode_baseline, entry
from gongkai.bilingual import Text
from gongkai.cli.asked import Asked, prepared, run_options, settings
from gongkai.cli.batch import Means, perform
from gongkai.cli.feeds import of_paths
from gongkai.cli.help import Command, Group, lang_option, option, told
from gongkai.cli.inputs import shown
from gongkai.cli.named_files import read_bytes
from gongkai.cli.run import Job, files
from gongkai.cli.whole import write_whole
from gongkai.errors import UsageError
from gongkai.finding import Run
from gongkai.lang import Lang
from gongkai.plugins import collect

__all__ = ["command"]

DEFAULT = "gongkai-baseline.json"
IDLE = ("--fail-level", "--max-warnings")
"""A baseline takes every finding, whatever it comes to."""


@click.group(
    "baseline",
    cls=Group,
    help="基线：以前就有的问题，不算新问题。只减不增，除非说明理由。‖"
    "The baseline: findings that were there before. It only shrinks, unless a reason is given.",
)
@lang_option
def command() -> None:
    """Do nothing: see the commands."""


@command.command(
    "write",
    cls=Command,
    help="把现在的问题记入基线。基线已有时，新增要用 --reason 说明理由。‖"
    "Put the present findings into the baseline. Once it exists, adding to it needs --reason.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@run_options(without=IDLE)
@option("--reason", metavar="TEXT", help="为什么新增‖Why findings are added")
@lang_option
@click.pass_obj
def write(lang: Lang, /, paths: tuple[str, ...], reason: str | None, **options: object) -> int:
    """Write the file; the exit code is 3 when something was not checked."""
    job, place, old = _opened(options)
    run = _found(job, paths)
    found = {entry(d) for d in run.diagnostics if d.rule in job.rules and d.rule not in job.mandatory}
    known = old.anchors if old else frozenset[str]()
    added = sorted(e.anchor for e in found if e.anchor not in known)
    if old is not None and added and not (reason and reason.strip()):
        raise UsageError(
            Text(zh=f"基线会增加 {len(added)} 处问题", en=f"The baseline would grow by {len(added)} finding(s)"),
            Text(zh="改正它们，或者用 --reason 说明理由", en="Mend them, or say why with --reason"),
        )
    base = old or Baseline()
    growth = base.growth
    if added and reason and reason.strip():
        growth = (*growth, Growth(date=job.today.isoformat(), reason=reason.strip(), added=len(added)))
    kept = [each for each in base.entries if not _judged(each, run, job)]
    new = base.with_entries([*kept, *found], growth)
    write_whole(place, encode_baseline(new))
    gone = len(base.anchors - new.anchors)
    click.echo(
        told(
            f"{place}：{len(new.entries)} 处（新增 {len(added)}，减少 {gone}）‖"
            f"{place}: {len(new.entries)} finding(s) ({len(added)} added, {gone} removed)",
            lang,
        )
    )
    return _missed(run, lang)


@command.command(
    "prune",
    cls=Command,
    help="从基线删去已经改正的问题；没有查完的文件不动。‖"
    "Take out of the baseline what was mended; files that were not checked whole are left alone.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@run_options(without=IDLE)
@lang_option
@click.pass_obj
def prune(lang: Lang, /, paths: tuple[str, ...], **options: object) -> int:
    """Rewrite the file with fewer entries."""
    job, place, old = _opened(options)
    if old is None:
        raise _absent(place)
    run = _found(job, paths)
    present = {d.fingerprint for d in run.everything}
    kept = [e for e in old.entries if e.anchor in present or not _judged(e, run, job)]
    write_whole(place, encode_baseline(old.with_entries(kept)))
    click.echo(
        told(
            f"{place}：{len(kept)} 处（减少 {len(old.entries) - len(kept)}）‖"
            f"{place}: {len(kept)} finding(s) ({len(old.entries) - len(kept)} removed)",
            lang,
        )
    )
    return _missed(run, lang)


@command.command(
    "show", cls=Command, help="列出基线里的问题和每次新增的理由。‖List the findings and why each was added."
)
@option("--baseline", metavar="FILE", help="基线文件‖The baseline file")
@lang_option
@click.pass_obj
def show(lang: Lang, /, baseline: str | None) -> int:
    """Print one line an entry."""
    from gongkai.cli.settings import read_settings

    config = read_settings(None, collect().profiles, (), {"baseline": baseline} if baseline else {}).config
    place = Path(config.baseline or DEFAULT)
    if not place.exists():
        raise _absent(place)
    known = _decoded(place)
    for each in known.entries:
        click.echo(f"{each.anchor}  {each.path}  {each.rule}  {each.place}")
    for growth in known.growth:
        click.echo(f"{growth.date}  +{growth.added}  {growth.reason}")
    click.echo(told(f"{len(known.entries)} 处‖{len(known.entries)} finding(s)", lang))
    return 0


def _opened(options: dict[str, object]) -> tuple[Job, Path, Baseline | None]:
    """The job without its baseline, the baseline's file, and what it holds (None if there is no file yet)."""
    asked, catalogue = msgspec.convert(options, Asked), collect()
    effective = settings(asked, catalogue)
    place = Path(effective.config.baseline or DEFAULT)
    without = replace(effective, config=replace(effective.config, baseline=None))
    return prepared(asked, without, catalogue), place, _decoded(place) if place.exists() else None


def _decoded(place: Path) -> Baseline:
    return decode_baseline(read_bytes(str(place), "基线", "baseline"), shown(str(place)))


def _found(job: Job, paths: tuple[str, ...]) -> Run:
    run, _ = perform(job, of_paths(files(job, paths), job.config.limits), means=Means())
    return run


def _judged(each: Entry, run: Run, job: Job) -> bool:
    """Whether this run can say if the entry's finding is still there."""
    whole = {d.path for d in run.documents if d.rules_applied} - {i.path for i in run.incidents}
    return each.path in whole and each.rule in job.rules


def _absent(place: Path) -> UsageError:
    return UsageError(
        Text(zh=f"没有基线文件 {place}", en=f"There is no baseline {place}"),
        Text(zh="先用 gongkai baseline write 建立", en="Make one with gongkai baseline write"),
    )


def _missed(run: Run, lang: Lang) -> int:
    for incident in run.incidents:
        click.echo(f"{incident.code} {incident.path or ''} {incident.message.of(lang)}", err=True)
    return 3 if run.incidents else 0
