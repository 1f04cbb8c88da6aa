"""`gongkai init`: a configuration to begin with, every setting commented."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.bilingual import Text
from gongkai.cli.help import Command, lang_option, told
from gongkai.cli.whole import write_whole
from gongkai.errors import UsageError
from gongkai.lang import Lang

__all__ = ["TEMPLATE", "command"]

NAME = "gongkai.toml"
TEMPLATE = Text(
    zh="""\
# Gongkai 的配置。行首的 # 去掉后该行生效；gongkai config show 列出现在有效的设置和来源。
# 编辑器补全：gongkai_schemas 里的 configuration.schema.json

# 先套用的方案（default、strict、ci，或插件的）和文件，后面的覆盖前面的
# extends = ["ci"]

# 只用这些规则：编号、名称或编号开头。不写就是全部（试用规则除外）
# select = ["GK3", "ms-fee-statement"]
# 再加的规则文件：YAML 规则包或 Python
# rules = ["our-rules.yaml"]
# 不用这些规则
# ignore = ["GK818"]
# 必查规则：下级配置不能停用、改动，也不能列为例外
# mandatory = ["GK302"]

# 从哪一级起算不合格：error、warning、info
# fail-level = "error"
# 警告多于此数算不合格
# max-warnings = 10
# 读懂的比例低于此数算没有查完
# min-fidelity = 0.7

# 格式标准（默认按报告年度选）、机关的类别和层级（默认看机关名称）
# standard = "gkbg-2021"
# body = "department"
# level = "county"

# 例外清单和基线，从本文件所在的文件夹找起
# suppressions = "gongkai-suppressions.toml"
# baseline = "gongkai-baseline.json"

# 输出格式，同 --format
# output = ["text", "sarif=gongkai.sarif"]

# 上一年度的报告；改过名的机关，先写原名，后写现名
# [series]
# previous = ["2024/"]
# aliases = {"云川市旅游局" = "云川市文化和旅游局"}

# 上下级和同级的报告；关系表（body,parent,year,path）写明谁汇总谁
# [rollup]
# parent = "市政府.docx"
# children = ["部门/"]
# siblings = ["部门/"]
# relations = "bodies.csv"
# complete = false
# excluded = ["国家税务总局云川市税务局"]

# 读取一个文件的上限
# [limits]
# file-bytes = 200000000

# 改变规则的级别
# [severity]
# GK507 = "warning"

# 规则的选项（gongkai rules GK818 看有哪些）
# [options.GK818]

# 正文陈述数量的用词，按类增加（gongkai claims 看正文是怎样读懂的）
# [words]
# application = ["阅卷诉求"]

# 只对一些文件的设置；* 可以代表任何文字，包括 /
# [[overrides]]
# paths = ["乡镇/*"]
# level = "township"
# ignore = ["GK507"]
""",
    en="""\
# Configuration of Gongkai. A line takes effect without its #; gongkai config show lists what holds and why.
# For completion in editors: configuration.schema.json in gongkai_schemas

# Profiles (default, strict, ci, or a plugin's) and files to begin with; later ones win
# extends = ["ci"]

# Only these rules: ids, names, or beginnings of ids. Without it: all but previews
# select = ["GK3", "ms-fee-statement"]
# Further rule files: YAML packs or Python
# rules = ["our-rules.yaml"]
# Not these rules
# ignore = ["GK818"]
# Rules that configurations below can neither ignore nor change, and whose findings cannot be suppressed
# mandatory = ["GK302"]

# Findings from this level on fail: error, warning, info
# fail-level = "error"
# More warnings than this fail
# max-warnings = 10
# Below this share understood, a report counts as not checked
# min-fidelity = 0.7

# The format (default: by fiscal year), the body's kind and level (default: by its name)
# standard = "gkbg-2021"
# body = "department"
# level = "county"

# Suppressions and baseline, found from this file's folder
# suppressions = "gongkai-suppressions.toml"
# baseline = "gongkai-baseline.json"

# Output formats, as for --format
# output = ["text", "sarif=gongkai.sarif"]

# Last year's reports; bodies that were renamed, old name first
# [series]
# previous = ["2024/"]
# aliases = {"云川市旅游局" = "云川市文化和旅游局"}

# Reports of parent, children and neighbours; a table (body,parent,year,path) says who sums up whom
# [rollup]
# parent = "city.docx"
# children = ["bureaus/"]
# siblings = ["bureaus/"]
# relations = "bodies.csv"
# complete = false
# excluded = ["国家税务总局云川市税务局"]

# How much of one file is read
# [limits]
# file-bytes = 200000000

# Other severities
# [severity]
# GK507 = "warning"

# Options of rules (gongkai rules GK818 lists them)
# [options.GK818]

# Words by which the text states figures, added by kind (gongkai claims shows how a text was read)
# [words]
# application = ["阅卷诉求"]

# Settings for some files only; * stands for anything, also for /
# [[overrides]]
# paths = ["townships/*"]
# level = "township"
# ignore = ["GK507"]
""",
)


@click.command("init", cls=Command, help="写一份带注释的 gongkai.toml。‖Write a commented gongkai.toml.")
@lang_option
@click.pass_obj
def command(lang: Lang) -> int:
    """Never overwrites one."""
    place = Path(NAME)
    if place.exists():
        raise UsageError(Text(zh=f"已有 {NAME}，没有改动", en=f"{NAME} exists and was left as it is"))
    write_whole(place, TEMPLATE.of(lang).encode())
    click.echo(told(f"写好了 {NAME}‖Wrote {NAME}", lang))
    return 0
