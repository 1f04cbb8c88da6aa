"""Runs with hostile words, for the tests of all formats."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.bilingual import Text
from gongkai.finding import Acceptance, Addend, Checked, Diagnostic, Incident, Run, Severity, Sum
from gongkai.fingerprint import fingerprints
from gongkai.formatter import Material, Rendering
from gongkai.instrument import Cite
from gongkai.place import At, Excerpt, Place, Where
from gongkai.plugins import Catalogue
from gongkai.reader import Source

# Everything that some format gives a meaning to, and what XML cannot hold at all.
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            list(
                "公开。，“”（）《》𠮷😀\u200d\ufeff\ufffe\uffff\x00\x0b\x1b\x85\u2028\t\n\r%:,;|`<>&'\"]}[{()#*_~\\/ $@!"
            )
        ),
        st.sampled_from(
            ["]]>", "::error::", "](1)", "%0A", "<b>", "&lt;", "-->", "[x](http://y)", "http://y", "##["]
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
).map("".join)


def sample() -> Run:
    """One error in a text file at line 3."""
    place = Place(
        Where(label=Text("标题", "title")), At(line=3, column=2, end_line=3, end_column=4), Excerpt("甲乙", 0, 2)
    )
    found = Diagnostic(
        rule="GK303", name="t3-row-total", severity="error", message=Text("不对", "wrong"), advice=Text("改", "mend"),
        basis=(), path="a.txt", place=place, fingerprint="0" * 32,
    )  # fmt: skip
    return Run(documents=(Checked(path="a.txt", rules=("GK303",)),), diagnostics=(found,), incidents=())


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Runs of a few documents, with findings, accepted ones and incidents."""
    paths = draw(
        st.lists(
            st.sampled_from(["a.txt", "云川县 2025.docx", "𠮷,x:%.txt", "d/[1](2).pdf", "]]>.txt"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    found = draw(st.lists(diagnostics(paths), max_size=6))
    found = [replace(d, fingerprint=mark) for d, mark in zip(found, fingerprints(found), strict=True)]
    found.sort(key=lambda d: d.sort_key)
    cut = draw(st.integers(0, len(found)))
    reason = draw(HOSTILE)
    accepted = [
        replace(
            d,
            accepted=Acceptance(
                by="suppression", reason=reason, approver="张三", date="2026-01-05", expires="2026-12-31"
            ),
        )
        for d in found[cut:]
    ]
    missed = draw(st.lists(st.builds(_incident, st.sampled_from([*paths, None]), HOSTILE), max_size=2))
    return Run(
        documents=tuple(Checked(path=p, rules=("GK303", "GK818"), agency=draw(HOSTILE)) for p in sorted(paths)),
        diagnostics=tuple(found[:cut]),
        accepted=tuple(accepted),
        incidents=tuple(missed),
    )


def _incident(path: str | None, words: str) -> Incident:
    return Incident(code="GK901", message=Text(words, words), path=path)


@st.composite
def diagnostics(draw: st.DrawFn, paths: list[str]) -> Diagnostic:
    words, label, text = draw(HOSTILE), draw(HOSTILE), draw(HOSTILE)
    start = draw(st.integers(0, len(text)))
    severity: Severity = draw(st.sampled_from(["info", "warning", "error"]))
    at = draw(
        st.sampled_from(
            [
                At(),
                At(line=3, column=2, end_line=3, end_column=4),
                At(paragraph=4),
                At(table=2, row=9, cell=8),
                At(page=2, box=(1.0, 2.0, 3.0, 4.0)),
            ]
        )
    )
    place = Place(
        Where("applications", "applications", "granted", "total", Text(label, label)),
        at,
        Excerpt(text, start, len(text)),
    )
    done = Sum(
        name=Text(words, words),
        left=(Addend(Decimal(1), place),),
        right=(Addend(None, place),),
        left_total=Decimal(1),
        right_total=Decimal(0),
    )
    return Diagnostic(
        rule=draw(st.sampled_from(["GK303", "GK818", "GK912"])),
        name="t3-row-total", severity=severity, message=Text(words, words), advice=Text(words, words),
        basis=(Cite("regulation-2019", "50"),), path=draw(st.sampled_from(paths)), place=place,
        related=(place,) if draw(st.booleans()) else (), sums=(done,) if draw(st.booleans()) else (),
    )  # fmt: skip


def rendering(catalogue: Catalogue, run: Run, *, data: bytes = "一\n二\n𠮷三四五六\n".encode()) -> Rendering:
    """As the command line would make it, with every document the same text."""
    return Rendering(
        lang="zh",
        instruments=catalogue.instruments,
        width=0,
        rules={rule.id: rule for rule in catalogue.rules},
        materials={d.path: Material(source=Source(d.path, data)) for d in run.documents},
        version="1.2.3",
    )
