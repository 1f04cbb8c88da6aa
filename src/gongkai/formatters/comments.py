"""`--format docx=FOLDER/`: a copy of each DOCX with one Word comment per finding, at its paragraph or cell.

Needs python-docx (the extra `annotate`). The copy differs from the submitted file by the comments only.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from gongkai.bilingual import Text
from gongkai.errors import GongkaiError, UsageError
from gongkai.finding import Diagnostic, Run
from gongkai.formatter import Rendering
from gongkai.formatters.docx_places import Places, runs_of
from gongkai.formatters.words import SEVERITY, details, sentence, xml_safe

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as Words

__all__ = ["render"]

AUTHOR, INITIALS = "Gongkai", "公开"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(run: Run, rendering: Rendering) -> bytes | None:
    """None for documents that are no DOCX or could not be read."""
    (document,) = run.documents
    material = rendering.materials.get(document.path)
    if material is None or material.report is None or document.format != "docx":
        return None
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise UsageError(
            Text(zh="给 DOCX 加批注需要 python-docx", en="Comments in DOCX need python-docx"),
            Text(zh="安装：pip install 'gongkai[annotate]'", en="Install it: pip install 'gongkai[annotate]'"),
        ) from error
    try:
        copy = docx.Document(io.BytesIO(material.source.data))
        places = Places(copy.element.body)
        for number, diagnostic in enumerate(run.everything, 1):
            paragraph = places.paragraph(diagnostic.place)
            comment = copy.add_comment(
                runs=_words(paragraph, diagnostic),
                text=_text(number, diagnostic, rendering),
                author=AUTHOR,
                initials=INITIALS,
            )
            for name in [name for name in comment._comment_elm.attrib if name.endswith("}date")]:  # noqa: SLF001 - the date would be now; the attribute may be absent
                del comment._comment_elm.attrib[name]  # noqa: SLF001
        data = io.BytesIO()
        copy.save(data)
    except (OpcError, KeyError, ValueError, AttributeError) as error:
        cause = f"{type(error).__name__}: {error}"
        raise GongkaiError(
            Text(zh=f"无法给 {document.path} 加批注：{cause}", en=f"{document.path} cannot be annotated: {cause}")
        ) from error
    return _without_clock(data.getvalue())


def _text(number: int, diagnostic: Diagnostic, rendering: Rendering) -> str:
    lang = rendering.lang
    head = f"{number}. [{SEVERITY[diagnostic.severity].of(lang)}] {diagnostic.rule} {diagnostic.name}"
    rest = [line for line in details(diagnostic, rendering) if not line.startswith(Text("原文：", "text: ").of(lang))]
    return xml_safe("\n".join([head, sentence(diagnostic, lang), *rest]).replace("\r", " "))


def _words(paragraph: Paragraph, diagnostic: Diagnostic) -> list[Words]:
    """The runs that hold the words that are meant; all of the paragraph's if they cannot be told. A paragraph
    without runs gets an empty one, for a comment needs something to hold on to."""
    runs = runs_of(paragraph) or [paragraph.add_run()]
    excerpt = diagnostic.place.excerpt
    meant = excerpt.text[excerpt.start : excerpt.end].strip() if excerpt else ""
    whole = "".join(run.text for run in runs)
    if not meant or whole.count(meant) != 1:
        return [runs[0], runs[-1]] if len(runs) > 1 else runs
    start = whole.index(meant)
    end, offset, hit = start + len(meant), 0, []
    for run in runs:
        if offset < end and offset + len(run.text) > start:
            hit.append(run)
        offset += len(run.text)
    return [hit[0], hit[-1]] if len(hit) > 1 else hit


def _without_clock(data: bytes) -> bytes:
    """The same package with fixed times in it, so that the same input gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()
