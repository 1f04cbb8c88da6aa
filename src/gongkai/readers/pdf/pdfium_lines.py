"""Ruling lines from PDFium's page objects: strokes, thin filled boxes, frames. Filled areas are no lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice, pairwise, repeat
from typing import TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.pdfium_calls import Handle, Pointer, answers, plain, pointed, pointer
from gongkai.readers.pdf.sheet import Box, Rule
from gongkai.readers.pdf.turning import Turning

__all__ = ["Drawn", "drawn", "rules"]

_Matrix: TypeAlias = tuple[float, ...]  # six numbers
_Outline: TypeAlias = list[tuple[float, float]]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)
# A box this thin is a line. PDFium's bounds of a stroke are up to 2 points wider than the stroke.
_THIN = 3.5
# Shorter lines are dots, ticks and parts of letters.
_SHORT = 4.0
# Letters turned into outlines have many segments; nothing in a table has.
_MOST_SEGMENTS = 400
# A filled path of no more segments is one box.
_ONE_BOX = 5
_BATCH = 500
_DEEPEST = 6
_WHITE = 250


class Drawn(Struct, frozen=True):
    """The rules of a page, the share of its area that the largest picture covers, and how many things it has."""

    lying: tuple[Rule, ...]
    standing: tuple[Rule, ...]
    pictures: float
    objects: int


def drawn(page: Handle, turning: Turning, most: int) -> Drawn:
    """What is drawn on a page. Raises ReadError when there are more than `most` things."""
    walk = _Walk(most)
    walk.page(page)
    lying, standing = rules(turning.boxes(walk.boxes))
    area = max(turning.width * turning.height, 1.0)
    return Drawn(lying, standing, min(max(walk.pictures, default=0.0) / area, 1.0), walk.seen)


def rules(boxes: Iterable[Box]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Thin boxes as lying and standing rules."""
    lying, standing = [], []
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        if height <= _THIN and width >= max(_SHORT, height):
            lying.append(Rule((top + bottom) / 2, left, right))
        elif width <= _THIN and height >= _SHORT:
            standing.append(Rule((left + right) / 2, top, bottom))
    return tuple(lying), tuple(standing)


class _Walk:
    """Goes through a page's objects, also those inside forms, and notes thin boxes and the size of pictures."""

    def __init__(self, most: int) -> None:
        self.boxes: list[Box] = []
        self.pictures: list[float] = []
        self.seen, self.most = 0, most

    def page(self, page: Handle) -> None:
        self._objects(pointed(page), _SAME, "FPDFPage", 0)

    def _objects(self, holder: Pointer, matrix: _Matrix, kind: str, depth: int) -> None:
        import pypdfium2_raw as raw

        count = max(plain(f"{kind}_CountObjects")(holder), 0)
        self.seen += count
        if self.seen > self.most:
            what = Text(zh="图形和文字块过多", en="too many lines and pieces of text")
            raise faults.too_large(what, "drawn-objects")
        things = [*map(pointer, map(plain(f"{kind}_GetObject"), repeat(holder), range(count)))]
        kinds = [*map(plain("FPDFPageObj_GetType"), things)]
        self._paths(_of(raw.FPDF_PAGEOBJ_PATH, things, kinds), matrix)
        pictures = _of(raw.FPDF_PAGEOBJ_IMAGE, things, kinds)
        self.pictures += [(right - left) * (top - bottom) for left, bottom, right, top in _bounds(pictures, matrix)]
        forms = _of(raw.FPDF_PAGEOBJ_FORM, things, kinds) if depth < _DEEPEST else []
        for form, inner in zip(forms, _matrices(forms, matrix), strict=True):
            self._objects(form, inner, "FPDFFormObj", depth + 1)

    def _paths(self, things: Sequence[Pointer], matrix: _Matrix) -> None:
        places = {
            thing: box
            for thing, box in zip(things, _bounds(things, matrix), strict=True)
            if box[2] - box[0] >= _SHORT or box[3] - box[1] >= _SHORT
        }
        modes = _rows(answers("FPDFPath_GetDrawMode", (0, 0), "i", [*places]), 2)
        filled, stroked = list[Pointer](), list[Pointer]()
        for thing, (fill, stroke) in zip(places, modes, strict=True):
            if stroke:
                stroked.append(thing)
            elif fill:
                filled.append(thing)
        wide = list[Pointer]()
        for thing in (*_visible("Stroke", stroked), *_visible("Fill", filled)):
            box = places[thing]
            if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
                self.boxes.append(box)
            else:
                wide.append(thing)
        self._wide(wide, frozenset(stroked), matrix)

    def _wide(self, things: Sequence[Pointer], stroked: frozenset[Pointer], matrix: _Matrix) -> None:
        """Paths that are no thin boxes, but whose parts or strokes may be."""
        counts = map(plain("FPDFPath_CountSegments"), things)
        told = [
            (thing, count)
            for thing, count in zip(things, counts, strict=True)
            if (thing in stroked or count > _ONE_BOX) and count <= _MOST_SEGMENTS
        ]
        # A batch at once: the segments of all could fill the memory.
        for start in range(0, len(told), _BATCH):
            batch = told[start : start + _BATCH]
            for (thing, _), outlines in zip(batch, _outlines(batch, matrix), strict=True):
                self.boxes += _edges(outlines) if thing in stroked else _frames(outlines)


def _of(kind: int, things: Sequence[Pointer], kinds: Sequence[int]) -> list[Pointer]:
    return [*compress(things, map(kind.__eq__, kinds))] if kind in kinds else []


def _bounds(things: Sequence[Pointer], matrix: _Matrix) -> Iterable[Box]:
    """Left, bottom, right and top of each thing, in the page's coordinates."""
    found = _rows(answers("FPDFPageObj_GetBounds", (0, 0, 0, 0), "f", things), 4)
    if matrix is _SAME:
        return [(left, bottom, right, top) for left, bottom, right, top in found]
    return [
        _box([_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])
        for left, bottom, right, top in found
    ]


def _matrices(things: Sequence[Pointer], matrix: _Matrix) -> list[_Matrix]:
    """How each thing's own coordinates become the page's; `matrix` does so with those of what it stands in."""
    found = _rows(answers("FPDFPageObj_GetMatrix", _SAME, "f", things), 6)
    return [_times(own, matrix) for own in found]


def _visible(part: str, things: Sequence[Pointer]) -> Iterator[Pointer]:
    """Those that are not drawn in white or transparent. A pattern has no one colour, and is seen."""
    colours = _rows(answers(f"FPDFPageObj_Get{part}Color", (0, 0, 0, 255), "I", things), 4)
    for thing, (red, green, blue, alpha) in zip(things, colours, strict=True):
        if alpha > 0 and min(red, green, blue) < _WHITE:
            yield thing


def _rows(numbers: Iterable[float], many: int) -> Iterator[tuple[float, ...]]:
    return zip(*[iter(numbers)] * many, strict=True)


def _outlines(paths: Sequence[tuple[Pointer, int]], matrix: _Matrix) -> Iterator[list[_Outline]]:
    """The outlines of each path; how many segments it has is given with it."""
    things = [thing for thing, _ in paths]
    owners = chain.from_iterable(repeat(thing, count) for thing, count in paths)
    indexes = chain.from_iterable(range(count) for _, count in paths)
    segments = [*map(pointer, map(plain("FPDFPath_GetPathSegment"), owners, indexes))]
    kinds, closes = map(plain("FPDFPathSegment_GetType"), segments), map(plain("FPDFPathSegment_GetClose"), segments)
    ends = _rows(answers("FPDFPathSegment_GetPoint", (0, 0), "f", segments), 2)
    told = zip(kinds, ends, closes, strict=True)
    for (_, count), own in zip(paths, _matrices(things, matrix), strict=True):
        yield _parts([*islice(told, count)], own)


def _parts(segments: Iterable[tuple[int, tuple[float, ...], int]], matrix: _Matrix) -> list[_Outline]:
    """The points of each part of a path, up to a part with a curve: that is no rule."""
    import pypdfium2_raw as raw

    a, b, c, d, e, f = matrix
    points: _Outline = []
    parts = [points]
    for kind, (x, y), close in segments:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points = []
            parts.append(points)
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            return parts[:-1]
        points.append((a * x + c * y + e, b * x + d * y + f))
        if close and points[0] != points[-1]:
            points.append(points[0])
    return parts


def _edges(outlines: Sequence[_Outline]) -> Iterator[Box]:
    for points in outlines:
        for (x, y), (u, v) in pairwise(points):
            yield min(x, u), min(y, v), max(x, u), max(y, v)


def _frames(outlines: Sequence[_Outline]) -> Iterator[Box]:
    """Thin filled boxes, and the edges of a frame: one box filled around another that is left open."""
    boxes = [_box(points) for points in outlines if points]
    for box in boxes:
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield box
        elif any(_rims(box, other) or _rims(other, box) for other in boxes if other is not box):
            left, bottom, right, top = box
            yield from ((left, bottom, left, top), (right, bottom, right, top))
            yield from ((left, bottom, right, bottom), (left, top, right, top))


def _rims(inner: Box, outer: Box) -> bool:
    away = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return min(away) >= 0 and max(away) <= _THIN


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    if then is _SAME:
        return first
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    return (
        a * then[0] + b * then[2], a * then[1] + b * then[3],
        c * then[0] + d * then[2], c * then[1] + d * then[3], x, y,
    )  # fmt: skip
