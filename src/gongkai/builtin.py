"""The engine's own readers and formatters, given through the same hooks as anyone's."""

from __future__ import annotations

from collections.abc import Callable

from gongkai._markers import hookimpl
from gongkai.bilingual import Text
from gongkai.config import Profile
from gongkai.finding import Run
from gongkai.formatter import Formatter, Rendering, Stream
from gongkai.reader import Reader
from gongkai.readers import docx as docx_reader
from gongkai.readers import html as html_reader
from gongkai.readers import json as json_reader
from gongkai.readers import office as office_readers
from gongkai.readers import pdf as pdf_reader
from gongkai.readers import text as text_reader
from gongkai.readers import xlsx as xlsx_reader

GONGKAI_API = 1


@hookimpl
def gongkai_readers() -> tuple[Reader, ...]:
    return (
        docx_reader.READER,
        html_reader.READER,
        json_reader.READER,
        text_reader.MARKDOWN,
        pdf_reader.READER,
        text_reader.READER,
        xlsx_reader.READER,
        *office_readers.READERS,
    )


def _late(module: str, name: str = "render") -> Callable[[Run, Rendering], str | bytes | None]:
    """The module's `render`, imported when it is used: a run pays only for the formats it writes."""

    def render(run: Run, rendering: Rendering) -> str | bytes | None:
        import importlib

        function = getattr(importlib.import_module(f"gongkai.formatters.{module}"), name)
        made: str | bytes | None = function(run, rendering)
        return made

    return render


def _lines(rendering: Rendering) -> Stream:
    from gongkai.formatters.jsonl import Lines

    return Lines(rendering)


def _parts(rendering: Rendering) -> Stream | None:
    from gongkai.formatters.text import stream

    return stream(rendering)


def _table(rendering: Rendering) -> Stream:
    from gongkai.formatters.parquet import Table

    return Table(rendering)


@hookimpl
def gongkai_formatters() -> tuple[Formatter, ...]:
    return (
        Formatter(name="text", title=Text("终端文字", "text for terminals"), render=_late("text"), stream=_parts, apart=True),
        Formatter(name="summary", title=Text("汇总：没有查完的，各规则、各机关", "a summary: what was not checked, rules, bodies"), render=_late("statistics.summary")),
        Formatter(name="json", title=Text("JSON，供程序读取", "JSON, for programs"), render=_late("json"), suffix=".json"),
        Formatter(name="jsonl", title=Text("JSON，每行一条", "JSON, a record a line"), render=_late("jsonl"), suffix=".jsonl", stream=_lines, apart=True),
        Formatter(name="parquet", title=Text("Parquet 表，供分析", "a Parquet table, for analysis"), render=_late("parquet"), suffix=".parquet", stream=_table),
        Formatter(name="sarif", title=Text("SARIF 2.1.0，供代码平台", "SARIF 2.1.0, for code hosts"), render=_late("sarif"), suffix=".sarif"),
        Formatter(name="sarif-github", title=Text("SARIF，供 GitHub（不含已接受的问题）", "SARIF for GitHub, without accepted findings"), render=_late("sarif", "render_for_github"), suffix=".sarif"),
        Formatter(name="github", title=Text("GitHub 工作流批注", "GitHub workflow annotations"), render=_late("github")),
        Formatter(name="gitlab", title=Text("GitLab 代码质量报告", "GitLab code quality report"), render=_late("gitlab"), suffix=".json"),
        Formatter(name="junit", title=Text("JUnit XML，供持续集成", "JUnit XML, for continuous integration"), render=_late("junit"), suffix=".xml"),
        Formatter(name="checkstyle", title=Text("Checkstyle XML", "Checkstyle XML"), render=_late("checkstyle"), suffix=".xml"),
        Formatter(name="rdjson", title=Text("reviewdog 的 rdjson", "reviewdog's rdjson"), render=_late("rdjson"), suffix=".json", needs_materials=True),
        Formatter(name="xlsx", title=Text("复核用的表格", "a review sheet"), render=_late("sheet"), suffix=".xlsx"),
        Formatter(name="docx", title=Text("DOCX 的批注本，每份一个文件", "DOCX with comments, a file for each"), render=_late("comments"), suffix=".annotated.docx", needs_materials=True, per_document=True),
        Formatter(name="html", title=Text("网页，供复核的人看", "a web page, for reviewers"), render=_late("html"), suffix=".html", needs_materials=True),
        Formatter(name="markdown", title=Text("Markdown，供步骤摘要和邮件", "Markdown, for step summaries and mail"), render=_late("markdown"), suffix=".md"),
    )  # fmt: skip


@hookimpl
def gongkai_profiles() -> tuple[Profile, ...]:
    return (
        Profile(name="default", title=Text("默认", "the defaults"), settings={}),
        Profile(
            name="strict",
            title=Text(
                "严格：警告也算不合格，几乎全部读懂才算查完",
                "strict: warnings fail, and nearly all must be understood",
            ),
            settings={"fail-level": "warning", "min-fidelity": 0.95},
        ),
        Profile(
            name="ci",
            title=Text("发布前把关：读懂九成以上才算查完", "before publication: nine tenths must be understood"),
            settings={"min-fidelity": 0.9},
        ),
    )
