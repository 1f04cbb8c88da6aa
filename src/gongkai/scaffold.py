"""A new rule pack of one's own: the files of a complete project, as text."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import keyword
import re

from gongkai.bilingual import Text
from gongkai.errors import UsageError

__all__ = ["new_pack"]

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "0.1.0"
description = "A rule pack for Gongkai"
requires-python = ">=3.11"
dependencies = ["gongkai"]

[project.entry-points.gongkai]
{name} = "{package}"

[tool.hatch.build.targets.wheel]
packages = ["src/{package}"]

[tool.pytest.ini_options]
gongkai = ["{name}"] # every promise of every rule is a test, by Gongkai's pytest plugin
"""

_README = """\
# {name}

A rule pack for [Gongkai](https://pypi.org/project/gongkai/). {what}

```sh
python -m pip install . pytest
gongkai test {name}
pytest
```
"""

_INIT_PYTHON = '''\
"""A rule pack for Gongkai."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Rule, hookimpl, rules_in

GONGKAI_API = 1


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return rules_in("{package}.rules")
'''

_INIT_YAML = '''\
"""A rule pack for Gongkai, written in YAML: the rules are in pack.yaml."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Instrument, Rule, Standard, hookimpl, pack_in

GONGKAI_API = 1


@hookimpl
def gongkai_rules() -> Iterable[Rule]:
    return pack_in("{package}", "pack.yaml").rules


@hookimpl
def gongkai_instruments() -> Iterable[Instrument]:
    return pack_in("{package}", "pack.yaml").instruments


@hookimpl
def gongkai_standards() -> Iterable[Standard]:
    return pack_in("{package}", "pack.yaml").standards
'''

_RULE = '''\
"""The overview is not too long.

Say here, in English, what the rule asks, why, and what stays silent: this is its manual page.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Cite, Finding, Invalid, Option, Rule, Text, Valid, View


def check(view: View) -> Iterator[Finding]:
    overview = view.report.section("overview")
    if overview is None:
        return
    length = sum(len("".join(passage.text.split())) for passage in overview.passages)
    most = int(view.number("most"))
    if length > most:
        yield Finding("long", overview.place(), {{"length": length, "most": most}})


RULE = Rule(
    id="{prefix}101",
    name="{slug}-overview-length",
    severity="info",
    summary=Text("总体情况不宜过长", "The overview is not too long"),
    advice=Text("压缩总体情况的文字", "Shorten the overview"),
    messages={{"long": Text("总体情况有{{length}}字，超过{{most}}字", "The overview has {{length}} characters, more than {{most}}")}},
    basis=(Cite("format-2021", "part-1"),),
    check=check,
    explanation=__doc__,
    options=(Option("most", 1000, Text("最多多少字", "most characters"), minimum=1),),
    examples=(
        Valid(),
        Invalid("one character too many", sections={{"overview": "公" * 1001}}, keys=("long",), at=("overview",)),
    ),
)
'''

_PACK = """\
pack: {name}
title: {{zh: 我的规则包, en: My rule pack}}
rules:
  - id: {prefix}101
    name: {slug}-overview-length
    severity: info
    summary: {{zh: 总体情况不宜过长, en: The overview is not too long}}
    message: {{zh: "总体情况有{{length}}字，超过{{most}}字", en: "The overview has {{length}} characters, more than {{most}}"}}
    advice: {{zh: 压缩总体情况的文字, en: Shorten the overview}}
    basis: [{{instrument: format-2021, article: part-1}}]
    check: {{kind: text-length, scope: [overview], most: 300}}
    valid:
      - note: the correct report
    invalid:
      - note: a long overview
        replace:
          各项工作有序开展。: 各项工作有序开展。一方面加强组织领导，明确责任分工，完善工作机制，细化任务清单；另一方面拓宽公开渠道，丰富公开内容，优化公开形式，提升公开质量，回应社会关切，接受群众监督，不断增强工作的主动性和针对性，持续推动各项任务落实到位。
"""


def new_pack(name: str, *, yaml: bool) -> dict[str, str]:
    """Path → text of a new project's files.

    Raises UsageError for a name that cannot be a distribution's, or that would put the project in the place of what is
    installed.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            Text(zh=f"“{name}”不能作项目名：用小写字母、数字和连字符", en=f"“{name}” is no project name: use lower-case letters, digits and hyphens")
        )  # fmt: skip
    package = name.replace("-", "_")
    if keyword.iskeyword(package):
        raise UsageError(Text(zh=f"“{name}”是 Python 的保留字", en=f"“{name}” is a keyword of Python"))
    if importlib.util.find_spec(package) or any(importlib.metadata.distributions(name=name)):
        raise UsageError(
            Text(zh=f"“{name}”与已经安装的 Python 包同名，安装后会取代它", en=f"“{name}” is the name of an installed package, which the project would replace"),
            Text(zh="换一个名字，如 my-rules", en="Use another name, such as my-rules"),
        )  # fmt: skip
    prefix = "".join(part[0] for part in name.split("-")).upper().ljust(2, "X")[:8]
    prefix = "".join(char if char.isalpha() else "X" for char in prefix)
    if prefix == "GK":  # the built-in rules' own
        prefix = "GKX"
    values = {
        "name": name, "package": package, "prefix": prefix, "slug": prefix.lower(),
        "what": f"Rules are in `src/{package}/pack.yaml`." if yaml else f"Rules are in `src/{package}/rules/`, one file each.",
    }  # fmt: skip
    files = {
        "pyproject.toml": _PYPROJECT,
        "README.md": _README,
        f"src/{package}/__init__.py": _INIT_YAML if yaml else _INIT_PYTHON,
    }
    if yaml:
        files[f"src/{package}/pack.yaml"] = _PACK
    else:
        files[f"src/{package}/rules/__init__.py"] = '"""The rules: one file each."""\n'
        files[f"src/{package}/rules/{prefix.lower()}101_overview_length.py"] = _RULE
    return {path: text.format(**values) for path, text in sorted(files.items())}
