"""Ruling lines from PDFium's page objects: strokes, thin filled boxes, frames. Filled areas are no lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from gongkai.bilingual import Text
from gongkai.readers.pdf import faults
from gongkai.readers.pdf.sheet import Box, Rule
from gongkai.readers.pdf.turning import Turning

__all__ = ["drawn", "rules"]

_Object: TypeAlias = object  # a handle of PDFium
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)
# A box this thin is a line. PDFium's bounds of a stroke are up to 2 points wider than the stroke.
_THIN = 3.5
# Shorter lines are dots, ticks and parts of letters.
_SHORT = 4.0
# Letters turned into outlines have many segments; nothing in a table has.
_MOST_SEGMENTS = 400
_DEEPEST = 6
_WHITE = 250


def drawn(page: _Object, turning: Turning, most: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...], float]:
    """Lying and standing rules of a page, and the share of its area that the largest picture covers.

    Raises ReadError when more than `most` things are drawn on it.
    """
    boxes: list[Box] = []
    pictures = [0.0]
    _Walk(boxes, pictures, most).objects(page, _SAME, 0)
    lying, standing = rules(turning.box(*box) for box in boxes)
    area = max(turning.width * turning.height, 1.0)
    return lying, standing, min(max(pictures) / area, 1.0)


def rules(boxes: Iterator[Box]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
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

    def __init__(self, boxes: list[Box], pictures: list[float], most: int) -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.boxes, self.pictures = boxes, pictures
        self.seen, self.most = 0, most
        self.sides = [ctypes.c_float() for _ in range(4)]
        self.into = [ctypes.byref(side) for side in self.sides]
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.point = [ctypes.c_float() for _ in range(2)]
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()

    def objects(self, holder: _Object, matrix: _Matrix, depth: int) -> None:
        raw, top = self.raw, depth == 0
        count = raw.FPDFPage_CountObjects(holder) if top else raw.FPDFFormObj_CountObjects(holder)
        self.seen += max(count, 0)
        if self.seen > self.most:
            what = Text(
                zh=f"一页里的图形超过{self.most:,}个", en=f"more than {self.most:,} drawn objects on one page"
            )
            raise faults.too_large(what, "page-objects")
        get, kind = raw.FPDFPage_GetObject if top else raw.FPDFFormObj_GetObject, raw.FPDFPageObj_GetType
        for index in range(count):
            thing = get(holder, index)
            what = kind(thing)
            if what == raw.FPDF_PAGEOBJ_PATH:
                self.path(thing, matrix)
            elif what == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, upper = self.bounds(thing, matrix)
                self.pictures.append((right - left) * (upper - bottom))
            elif what == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self.objects(thing, _times(self.matrix(thing), matrix), depth + 1)

    def bounds(self, thing: _Object, matrix: _Matrix) -> Box:
        self.raw.FPDFPageObj_GetBounds(thing, *self.into)
        a, b, c, d = self.sides
        left, bottom, right, top = a.value, b.value, c.value, d.value
        if matrix is _SAME:
            return left, bottom, right, top
        return _box([_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])

    def matrix(self, thing: _Object) -> _Matrix:
        values = self.raw.FS_MATRIX()
        self.raw.FPDFPageObj_GetMatrix(thing, values)
        return (values.a, values.b, values.c, values.d, values.e, values.f)

    def path(self, thing: _Object, matrix: _Matrix) -> None:
        raw = self.raw
        box = self.bounds(thing, matrix)
        width, height = box[2] - box[0], box[3] - box[1]
        if max(width, height) < _SHORT:
            return
        raw.FPDFPath_GetDrawMode(thing, self.fill, self.stroke)
        filled, stroked = bool(self.fill.value), bool(self.stroke.value)
        if not self._visible(thing, filled=filled, stroked=stroked):
            return
        if min(width, height) <= _THIN:
            self.boxes.append(box)
        elif stroked or raw.FPDFPath_CountSegments(thing) > 5:
            outlines = list(self._outlines(thing, _times(self.matrix(thing), matrix)))
            self.boxes += _edges(outlines) if stroked else _frames([_box(points) for points in outlines if points])

    def _visible(self, thing: _Object, *, filled: bool, stroked: bool) -> bool:
        if not (filled or stroked):
            return False
        ask = self.raw.FPDFPageObj_GetStrokeColor if stroked else self.raw.FPDFPageObj_GetFillColor
        ask(thing, *self.colour)
        red, green, blue, alpha = (part.value for part in self.colour)
        return alpha > 0 and min(red, green, blue) < _WHITE

    def _outlines(self, thing: _Object, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The points of each part of a path; curves are left out, they are no rules."""
        raw = self.raw
        count = raw.FPDFPath_CountSegments(thing)
        if count > _MOST_SEGMENTS:
            return
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                yield points
                points = []
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                return
            raw.FPDFPathSegment_GetPoint(segment, *self.point)
            points.append(_apply(matrix, self.point[0].value, self.point[1].value))
            if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
                points.append(points[0])
        yield points


def _edges(outlines: list[list[tuple[float, float]]]) -> Iterator[Box]:
    for points in outlines:
        for pair in pairwise(points):
            yield _box(list(pair))


def _frames(boxes: list[Box]) -> Iterator[Box]:
    """Thin filled boxes, and the edges of a frame: one box filled around another that is left open."""
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
