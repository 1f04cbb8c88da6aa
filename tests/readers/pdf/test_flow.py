"""The body of the text as its lines show it."""

from __future__ import annotations

from gongkai.readers.pdf.flow import Placed, measure
from gongkai.readers.pdf.lines import Line, text_lines
from gongkai.readers.pdf.sheet import Run


def line(top: float, *, em: float = 16.0) -> Line:
    text = "全年主动公开政府信息若干条"
    box = (90.0, top, 90.0 + em * len(text), top + 16)
    (only,) = text_lines([Run(text, box, tuple(90.0 + em * n for n in range(len(text))))])
    return only


def test_the_usual_distance_is_counted_in_ems() -> None:
    body = measure([Placed(1, line(100.0 + 28 * n)) for n in range(5)])
    assert (body.left, body.right, body.pitch) == (90, 90 + 16 * 13, 1.8)


def test_lines_without_width_tell_no_distance() -> None:
    """Damaged fonts say that all characters are 0 wide."""
    lines = [line(100, em=0), line(128, em=0), line(156), line(184), line(212)]
    assert measure([Placed(1, each) for each in lines]).pitch == 1.8
