"""What was not checked, put into words: rules that failed, files that could not be read or only in part."""

from __future__ import annotations

import os

from gongkai.bilingual import Text
from gongkai.errors import GongkaiError
from gongkai.finding import Incident
from gongkai.report import Report
from gongkai.rule import Rule

__all__ = ["blank_form", "crashed", "not_understood", "nothing", "printing", "raised", "reader_failed", "too_slow"]


def crashed(rule: Rule, path: str, error: BaseException) -> Incident:
    """What a rule raised. An error that is meant for people (an extra is missing) says itself what to do."""
    cause, advice = raised(rule, error), Text(zh="请把此信息告知规则的作者", en="Tell the rule's author")
    if isinstance(error, GongkaiError):
        advice = error.advice or advice
    return Incident(
        code="GK902",
        path=path,
        rule=rule.id,
        message=Text(
            zh=f"规则 {rule.id} {rule.name} 运行出错，没有查完：{cause.zh}",
            en=f"Rule {rule.id} {rule.name} crashed and did not finish: {cause.en}",
        ),
        advice=advice,
    )


def raised(rule: Rule, error: BaseException) -> Text:
    """What a rule raised, and in which line of its file: that is what its author asks first.

    An error without such a line came of what `check` gave: None, where it does not yield, or things that are no findings.
    """
    if isinstance(error, GongkaiError):
        return error.message
    file = getattr(getattr(rule.check, "__code__", None), "co_filename", None)
    line = None
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    words = f"{type(error).__name__}: {error.args[0] if isinstance(error, KeyError) and error.args else error}"
    if file and line:
        words += f" ({os.path.split(file)[1]}:{line})"
    elif file and isinstance(error, TypeError | AttributeError):
        return Text(
            zh=f"{words}（check 应当用 yield 给出 Finding，不用 return）",
            en=f"{words} (check must yield findings, not return them)",
        )
    return Text(words, words)


def too_slow(rule: Rule, path: str, seconds: float) -> Incident:
    return Incident(
        code="GK902",
        path=path,
        rule=rule.id,
        message=Text(
            zh=f"规则 {rule.id} {rule.name} 超过{seconds:g}秒没有查完，已中止",
            en=f"Rule {rule.id} {rule.name} was stopped after {seconds:g} seconds and did not finish",
        ),
        advice=Text(zh="请把此信息告知规则的作者", en="Tell the rule's author"),
    )


def printing(rule: Rule, path: str, text: str) -> Incident:
    words = " ".join(text.split())[:60]
    return Incident(
        code="GK902",
        path=path,
        rule=rule.id,
        message=Text(
            zh=f"规则 {rule.id} {rule.name} 向标准输出打印了内容（“{words}”），结果可能不完整",
            en=f"Rule {rule.id} {rule.name} printed to standard output (“{words}”); its findings may be incomplete",
        ),
        advice=Text(zh="请把此信息告知规则的作者", en="Tell the rule's author"),
    )


def reader_failed(path: str, error: Exception) -> Incident:
    cause = f"{type(error).__name__}: {error}"
    return Incident(
        code="GK901",
        path=path,
        message=Text(zh=f"读取时程序出错：{cause}", en=f"Reading failed unexpectedly: {cause}"),
        advice=Text(
            zh="换一种格式另存后再查，并把此信息告知 Gongkai 或提供这种输入格式的插件的作者",
            en="Save it in another format and check again, and tell the authors of Gongkai, or of the plugin that reads the "
            "format",
        ),
    )


def not_understood(report: Report) -> Incident:
    f = report.fidelity
    missing = _missing(report)
    return Incident(
        code="GK903",
        path=report.path,
        message=Text(
            zh=f"只读懂了一部分（{f.score:.0%}）：章节 {f.sections}/{f.sections_expected}，"
            f"表格 {f.tables}/{f.tables_expected}，数据格 {f.cells}/{f.cells_expected}；没读懂的没有核对{missing.zh}",
            en=f"Only partly understood ({f.score:.0%}): sections {f.sections}/{f.sections_expected}, "
            f"tables {f.tables}/{f.tables_expected}, cells {f.cells}/{f.cells_expected}; the rest was not checked{missing.en}",
        ),
        advice=Text(
            zh="换用原始的 DOCX 或网页文件，或者补全表格后再查",
            en="Use the original DOCX or web page, or complete the tables, and check again",
        ),
    )


def _missing(report: Report) -> Text:
    """What was not understood, in a few words: parts and tables not found, rows whose values have no column."""
    zh, en = [], []
    for spec, section in report.specs():
        if section is None:
            zh.append(f"没有找到“{spec.ordinal}、{spec.heading}”")
            en.append(f"“{spec.ordinal}、{spec.heading}” was not found")
    for table in report.standard.tables:
        rows = sum(bool(row.loose) and not row.cells for t in report.tables if t.id == table.id for row in t.rows)
        if report.table(table.id) is None:
            zh.append(f"没有读到{table.name.zh}")
            en.append(f"{table.name.en} was not read")
        elif rows:
            zh.append(f"{table.name.zh}有{rows}行对不上列")
            en.append(f"{rows} row{'s' * (rows > 1)} of {table.name.en} could not be put in columns")
    return Text(zh=f"。{'；'.join(zh)}" if zh else "", en=f". {'; '.join(en)}" if en else "")


def blank_form(report: Report) -> Incident:
    blanks = sum(len(row.cells) for table in report.tables for row in table.rows)
    return Incident(
        code="GK905",
        path=report.path,
        message=Text(
            zh=f"这是没有填写的空白报告格式（模板），不是报告：没有写明机关名称，{blanks}个数据格全部空白",
            en=f"This is an empty form, not a report: it names no body, and all of its {blanks} data cells are blank",
        ),
        advice=Text(
            zh="写上机关名称和年度，填好表格（没有的填0）和文字后再检查",
            en="Name the body and the year, fill in the tables (0 where there is nothing) and the text, and check again",
        ),
    )


def nothing() -> Incident:
    return Incident(
        code="GK907",
        message=Text(zh="没有找到要检查的文件", en="No document to check was found"),
        advice=Text(zh="请检查路径和文件扩展名", en="Check the paths and the file name endings"),
    )
