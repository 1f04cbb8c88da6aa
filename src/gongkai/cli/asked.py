"""The options that every command shares which runs rules, and the job they ask for."""

# Annotations are types here, not text: msgspec needs them in every run, and text would have to be compiled first.

import os
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

import click
import msgspec
from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.cli.help import option
from gongkai.cli.named_files import read_rule_files
from gongkai.cli.run import Job, prepare
from gongkai.cli.settings import read_settings
from gongkai.config import Effective
from gongkai.errors import UsageError
from gongkai.finding import SEVERITIES, Severity
from gongkai.plugins import Catalogue, add_files

__all__ = ["Asked", "job", "prepared", "run_options", "settings"]

F = TypeVar("F", bound=Callable[..., object])


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was asked for on the command line; None and () where nothing was."""

    profile: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rule_files: tuple[str, ...]
    isolate: bool = False
    online: bool = False
    standard: str | None
    format_in: str | None = None
    fail_level: Severity | None = None
    max_warnings: int | None = None
    min_fidelity: float | None
    suppressions: str | None
    baseline: str | None
    previous: tuple[str, ...]
    parent: str | None
    children: tuple[str, ...]
    siblings: tuple[str, ...]
    relations: str | None
    complete: bool
    config: str | None
    as_of: datetime | None = None


_OPTIONS = {
    "--profile": option("--profile", multiple=True, metavar="NAME", help="套用方案（default、strict、ci 或插件的）‖Settings under a name (default, strict, ci, or a plugin's)"),
    "--select": option("--select", multiple=True, metavar="RULE", help="只用这些规则（编号、名称或编号开头，可用逗号分隔）‖Only these rules (id, name or beginning of an id)"),
    "--ignore": option("--ignore", multiple=True, metavar="RULE", help="不用这些规则‖Leave out these rules"),
    "--rules": option("--rules", "rule_files", multiple=True, metavar="FILE", help="再加规则文件（YAML 规则包或 Python）‖Further rules: a YAML pack or Python file"),
    "--isolate": option("--isolate", is_flag=True, help="第三方规则在单独的进程里运行‖Run third-party rules in a process of their own"),
    "--online": option("--online", is_flag=True, help="联网核对报告里的链接（GK886）；不用时从不联网‖Look up the report's links on the network (GK886); without it nothing does"),
    "--standard": option("--standard", metavar="ID", help="指定格式标准（默认按年度选）‖The report format (default: by fiscal year)"),
    "--as": option("--as", "format_in", metavar="FORMAT", help="指定输入格式（默认看内容）‖The input format (default: by content)"),
    "--fail-level": option("--fail-level", type=click.Choice(SEVERITIES), help="从哪一级起算不合格（默认 error）‖Findings from this level on fail (default error)"),
    "--max-warnings": option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="警告多于此数算不合格‖More warnings than this fail"),
    "--min-fidelity": option("--min-fidelity", type=click.FloatRange(0, 1), help="读懂的比例低于此数算没有查完（默认 0.7）‖Below this share understood, a report counts as not checked (default 0.7)"),
    "--suppressions": option("--suppressions", metavar="FILE", help="例外清单：有人负责的例外‖Suppressions: findings that someone answers for"),
    "--baseline": option("--baseline", metavar="FILE", help="基线：以前就有的问题不算‖Baseline: findings that were there before do not count"),
    "--previous": option("--previous", multiple=True, metavar="PATH", help="上一年度的报告：文件、文件夹或通配符‖Last year's reports: a file, a folder or a glob"),
    "--parent": option("--parent", metavar="FILE", help="汇总这些报告的上级的报告‖The report of the body that sums these up"),
    "--children": option("--children", multiple=True, metavar="PATH", help="这份报告所汇总的下级的报告‖The reports that this one sums up"),
    "--siblings": option("--siblings", multiple=True, metavar="PATH", help="同级的报告，查有没有互相照抄‖Reports of neighbours, to find copies among them"),
    "--relations": option("--relations", metavar="FILE", help="谁汇总谁：CSV 表（body,parent,year,path）‖Who sums up whom: a CSV table (body,parent,year,path)"),
    "--complete": option("--complete", is_flag=True, help="下级的报告已经齐全，合计必须相等‖The children are all there are: sums must be equal"),
    "--config": option("--config", metavar="FILE", help="配置文件（默认向上寻找 gongkai.toml）‖Configuration file (default: nearest gongkai.toml)"),
    "--as-of": option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="按哪一天算例外是否到期（默认今天）‖The day for which suppressions expire (default: today)"),
}  # fmt: skip


def run_options(*, without: Collection[str] = ()) -> Callable[[F], F]:
    """Add the shared options to a command, but for those that would do nothing there; they arrive as keyword arguments
    for `job`, or for `Asked`."""

    def added(function: F) -> F:
        for name, add in reversed(_OPTIONS.items()):
            if name not in without:
                function = add(function)
        return function

    return added


def settings(asked: Asked, catalogue: Catalogue) -> Effective:
    """The configuration with what was asked for on top. Raises UsageError."""
    given: dict[str, object] = {
        "select": _names(asked.select),
        "ignore": _names(asked.ignore),
        "rules": list(asked.rule_files),
        "standard": asked.standard,
        "fail-level": asked.fail_level,
        "max-warnings": asked.max_warnings,
        "min-fidelity": asked.min_fidelity,
        "suppressions": asked.suppressions,
        "baseline": asked.baseline,
        "series": _said({"previous": list(asked.previous)}),
        "rollup": _said(
            {
                "parent": asked.parent,
                "children": list(asked.children),
                "siblings": list(asked.siblings),
                "relations": asked.relations,
                "complete": asked.complete or None,
            }
        ),
    }
    said = _said(given)
    return read_settings(asked.config, catalogue.profiles, tuple(_names(asked.profile)), said)


def job(options: Mapping[str, object], catalogue: Catalogue) -> Job:
    """The job that the shared options ask for. Raises UsageError."""
    asked = msgspec.convert(options, Asked)
    return prepared(asked, settings(asked, catalogue), catalogue)


def prepared(asked: Asked, effective: Effective, catalogue: Catalogue) -> Job:
    """The job that was asked for, with these settings. Raises UsageError."""
    files = read_rule_files(effective.config.rules)
    every = add_files(catalogue, files) if files else catalogue
    try:
        return prepare(
            every, effective, asked.format_in, _today(asked.as_of), files, isolate=asked.isolate, online=asked.online
        )
    except UsageError as error:
        raise UsageError(error.message, _with_failed(error.advice, every)) from error


def _with_failed(advice: Text | None, catalogue: Catalogue) -> Text | None:
    """The advice, and the plugins that were not loaded: what is not there may be in one of them."""
    told = [*([advice] if advice else []), *(incident.message for incident in catalogue.incidents)]
    if not told:
        return None
    return Text(zh="\n".join(text.zh for text in told), en="\n".join(text.en for text in told))


def _said(given: dict[str, object]) -> dict[str, object]:
    """What was asked for, without what was not."""
    return {key: value for key, value in given.items() if value not in (None, [], {})}


def _today(asked: datetime | None) -> date:
    """What was asked for, else SOURCE_DATE_EPOCH's day, else today."""
    if asked:
        return asked.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now().astimezone().date()


def _names(given: tuple[str, ...]) -> list[str]:
    return [name.strip() for each in given for name in each.split(",") if name.strip()]
