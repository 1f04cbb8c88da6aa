"""The edge where data comes in: typed decoding, and JSON Schema to explain what is wrong with bad data.

Decoding into frozen types (msgspec) is the fast gate. When it refuses, jsonschema is imported and lists every
violation in words. A test keeps the two equal: the schemas are generated from the types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gongkai.bilingual import Text
from gongkai.errors import ReadError, SchemaError, Violation

if TYPE_CHECKING:
    from jsonschema import ValidationError

__all__ = ["convert", "decode_json", "violations"]

T = TypeVar("T")
_MOST = 50


def decode_json(schema: str, data: bytes, into: type[T], what: Text) -> T:
    """Decode JSON text into a type. Raises ReadError for text that is not JSON, SchemaError with all violations."""
    try:
        return msgspec.json.decode(data, type=into)
    except msgspec.ValidationError as error:
        raise _explained(schema, _parsed(data, what), what, str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _parsed(data, what)
        raise


def _parsed(data: bytes, what: Text) -> object:
    """The data as plain JSON values. Raises ReadError that says where it stops being JSON."""
    try:
        return msgspec.json.decode(data)
    except RecursionError as error:
        raise ReadError(Text(zh=f"{what.zh}嵌套过深", en=f"{what.en} is nested too deeply")) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(
            Text(zh=f"{what.zh}不是有效的 JSON（{_where(data, error)}）", en=f"{what.en} is not valid JSON: {error}"),
            Text(zh="请检查文件是否完整", en="Check that the file is complete"),
        ) from error


def convert(schema: str, data: object, into: type[T], what: Text) -> T:
    """Check parsed data (from TOML, YAML) and convert it. Raises SchemaError with all violations."""
    try:
        return msgspec.convert(data, into, strict=True)
    except msgspec.ValidationError as error:
        raise _explained(schema, data, what, str(error)) from error


def _where(data: bytes, error: Exception) -> str:
    text = str(error)
    if "byte " in text and (number := text.rsplit("byte ", 1)[-1].rstrip(")")).isdigit():
        line = data[: int(number)].count(b"\n") + 1
        return f"第{line}行附近"
    return "中途断了" if "truncated" in text else text


def _explained(schema: str, data: object, what: Text, fallback: str) -> SchemaError:
    found = violations(schema, data)
    if not found:  # the gate is stricter than the schema: say what the gate said
        found = (Violation("", Text(zh=fallback, en=fallback)),)
    return SchemaError(what, found)


def violations(schema: str, data: object) -> tuple[Violation, ...]:
    """Every way in which data breaks a schema, deepest causes first told, in order of their path."""
    from jsonschema import Draft202012Validator

    from gongkai_schemas import load

    validator = Draft202012Validator(load(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    leaves = [leaf for error in validator.iter_errors(data) for leaf in _leaves(error)]
    told = {(_path(error), _words(error).en): _words(error) for error in leaves}
    return tuple(Violation(path, words) for (path, _), words in sorted(told.items(), key=lambda i: i[0]))[:_MOST]


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Under "any of", the errors of the branch that came closest; else the error itself."""
    if not error.context:
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for child in error.context:
        branches.setdefault(child.schema_path[0], []).append(child)
    tags = {name: tag for name, branch in branches.items() if (tag := _tag_fault(branch))}
    if len(tags) == len(branches):
        yield _of_all_tags(list(tags.values()))
        return
    meant = [branch for name, branch in branches.items() if name not in tags]
    deepest = max(meant, key=lambda b: (max(len(e.path) for e in b), -len(b)))
    if max(len(e.path) for e in deepest) == 0 and all(e.validator in ("type", "const") for e in deepest):
        yield error
        return
    for child in deepest:
        yield from _leaves(child)


def _tag_fault(branch: Sequence[ValidationError]) -> ValidationError | None:
    """The error that says that this branch is not the one meant: its tag field has another value."""
    return next((e for e in branch if e.validator in ("const", "enum") and len(e.path) == 1), None)


def _of_all_tags(faults: Sequence[ValidationError]) -> ValidationError:
    """One error for a tag that no branch has, with the tags of all."""
    from jsonschema import ValidationError

    allowed: list[object] = []
    for fault in faults:
        value = fault.validator_value
        allowed += value if isinstance(value, list) else [value]
    first = faults[0]
    return ValidationError(
        first.message,
        validator="enum",
        path=first.relative_path,
        parent=first.parent,
        instance=first.instance,
        validator_value=allowed,
        schema=first.schema,
    )


def _path(error: ValidationError) -> str:
    path = ""
    for part in error.absolute_path:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _shown(value: object) -> str:
    text = msgspec.json.encode(value).decode() if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= 60 else text[:57] + "…"


_TYPES = {
    "string": ("文字", "text"), "integer": ("整数", "a whole number"), "number": ("数", "a number"),
    "boolean": ("true 或 false", "true or false"), "array": ("列表", "a list"), "object": ("对象", "an object"),
    "null": ("空（null）", "null"),
}  # fmt: skip

_BOUNDS = {
    "minimum": ("不小于", "at least"), "maximum": ("不大于", "at most"),
    "minLength": ("有文字，字数不少于", "text, characters at least"),
    "minItems": ("有内容，项数不少于", "entries, at least"), "maxItems": ("项数不多于", "entries, at most"),
    "pattern": ("符合格式", "text of the form"),
}  # fmt: skip


def _words(error: ValidationError) -> Text:
    value, rule = error.instance, error.validator_value
    match error.validator:
        case "required" if isinstance(rule, Sequence) and isinstance(value, Mapping):
            absent = [str(name) for name in rule if name not in value]
            return Text(zh=f"缺少{'、'.join(absent)}", en=f"missing {', '.join(absent)}")
        case "additionalProperties" if isinstance(value, Mapping):
            return _unknown(error, value)
        case "type" | "anyOf" | "oneOf":
            zh, en = _expected(error.schema)
            return Text(zh=f"应为{zh}，现为{_shown(value)}", en=f"expected {en}, found {_shown(value)}")
        case "enum" | "const":
            allowed = rule if error.validator == "enum" and isinstance(rule, Sequence) else [rule]
            listed = [_shown(item) for item in allowed]
            return Text(
                zh=f"应为{'、'.join(listed)}之一，现为{_shown(value)}{_meant(value, allowed).zh}",
                en=f"expected one of {', '.join(listed)}, found {_shown(value)}{_meant(value, allowed).en}",
            )
        case "format" if rule == "date":
            return Text(
                zh=f"应为日期，如 2026-01-31，现为{_shown(value)}",
                en=f"expected a date such as 2026-01-31, found {_shown(value)}",
            )
        case "minLength" | "minItems" | "pattern" if rule in (1, r"\S"):
            return Text(zh="不能空着", en="must not be empty")
        case "minimum" | "maximum" | "minLength" | "minItems" | "maxItems" | "pattern":
            zh, en = _BOUNDS[error.validator]
            return Text(zh=f"应{zh} {rule}，现为{_shown(value)}", en=f"expected {en} {rule}, found {_shown(value)}")
        case _:
            return Text(zh=error.message, en=error.message)


def _expected(schema: object) -> tuple[str, str]:
    if not isinstance(schema, Mapping):
        return "别的内容", "something else"
    kinds = schema.get("type")
    names = [kinds] if isinstance(kinds, str) else list(kinds or ())
    for branch in schema.get("anyOf") or ():
        if isinstance(branch, Mapping):
            names.append(str(branch.get("type", "object")))
    pairs = [_TYPES.get(str(name), (str(name), str(name))) for name in dict.fromkeys(names)]
    return "或".join(zh for zh, _ in pairs), " or ".join(en for _, en in pairs)


def _unknown(error: ValidationError, value: Mapping[str, object]) -> Text:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    known = list(schema.get("properties", {}))
    extra = sorted(str(name) for name in value if name not in known)
    hints = [_meant(name, known) for name in extra]
    return Text(
        zh="不认识的字段：" + "、".join(f"{name}{hint.zh}" for name, hint in zip(extra, hints, strict=True)),
        en="unknown field " + ", ".join(f"{name}{hint.en}" for name, hint in zip(extra, hints, strict=True)),
    )


def _meant(value: object, known: Sequence[object]) -> Text:
    from difflib import get_close_matches

    close = get_close_matches(str(value), [str(name) for name in known], n=1)
    return Text(zh=f"（是不是“{close[0]}”？）", en=f" (did you mean “{close[0]}”?)") if close else Text("", "")
