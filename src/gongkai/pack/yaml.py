"""YAML text into plain values, without YAML's surprises.

No anchors and aliases (a few lines of them can stand for gigabytes), no tags, no key twice, and words stay words:
`no`, `on` and `2026-01-31` are text; only `true` and `false` are truth values, as in YAML 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.errors import ReadError

if TYPE_CHECKING:
    import yaml

__all__ = ["parse_yaml"]

_TWICE = " stands twice"


def parse_yaml(text: str, what: Text) -> object:
    """The plain values in one YAML document. Raises ReadError that says on which line it is not readable."""
    import yaml

    try:
        value: object = yaml.load(text, Loader=_loader())  # noqa: S506 - a SafeLoader, made stricter
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or str(error)
        raise ReadError(
            Text(
                zh=f"{what.zh}第{line}行不是有效的 YAML：{_chinese(problem)}",
                en=f"{what.en}, line {line}: not valid YAML: {problem}",
            )
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadError(
            Text(zh=f"{what.zh}不是有效的 YAML：{error}", en=f"{what.en} is not valid YAML: {error}")
        ) from error
    return value


# What is most often wrong, as the parser begins to say it.
_CHINESE = {
    "found character '\\t'": "缩进用了制表符（Tab），YAML 只能用空格",
    "expected <block end>": "缩进不对，或者少了“-”",
    "mapping values are not allowed": "这里不能有冒号：文字里有冒号的，要放进引号",
    "could not find expected ':'": "缺少冒号",
    "expected ',' or": "缺少逗号或右括号",
    "expected the node content": "缺少内容",
    "found unexpected end of stream": "引号没有配对",
    "could not determine a constructor": "不能用标签（!）",
    "anchors and aliases": "不能用锚点（&）和引用（*）",
}


def _chinese(problem: str) -> str:
    """The problem in Chinese; in the parser's words where those are not known here."""
    if problem.endswith(_TWICE):
        return f"{problem.removesuffix(_TWICE)}出现两次"
    return next((words for begin, words in _CHINESE.items() if problem.startswith(begin)), problem)


@cache
def _loader() -> type[yaml.SafeLoader]:
    """The strict loader; made on first need, because importing yaml costs time."""
    import yaml

    class Strict(yaml.SafeLoader):
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise yaml.MarkedYAMLError(
                    problem="anchors and aliases are not allowed", problem_mark=event.start_mark
                )
            return super().compose_node(parent, index)

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - yaml's signature
            seen: set[object] = set()
            for key_node, _ in node.value:
                key = key_node.value
                if key in seen:
                    raise yaml.MarkedYAMLError(problem=f"“{key}”{_TWICE}", problem_mark=key_node.start_mark)
                seen.add(key)
            return super().construct_mapping(node, deep)

    kept = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null")
    Strict.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag in kept]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return Strict
