"""Reports with given words in part five, and words drawn by lot, for tests of what is said."""

from __future__ import annotations

import random
from functools import cache

from msgspec.structs import replace

from gongkai import At, Paragraph, Passage, Report, Text
from gongkai.testing import report

__all__ = ["prose", "with_problems"]


@cache
def _specimen(agency: str | None) -> Report:
    return report(agency=agency)


def with_problems(text: str, agency: str | None = None) -> Report:
    """The specimen with these paragraphs in part five, all other parts empty."""
    about = _specimen(agency)
    passages = tuple(
        Passage(paragraph=Paragraph(text=line, at=At(line=n, column=1)), section="problems", label=Text("五", "five"))
        for n, line in enumerate(text.split("\n"), 1)
    )
    return replace(
        about,
        sections=tuple(
            replace(section, blocks=passages if section.id == "problems" else ()) for section in about.sections
        ),
    )


def prose(seed: int, sentences: int = 12) -> str:
    """Sentences of characters drawn by lot: no two seeds share any."""
    rng = random.Random(seed)  # noqa: S311 - lots, not secrets
    return "".join("".join(chr(rng.randint(0x4E00, 0x5E00)) for _ in range(40)) + "。" for _ in range(sentences))
