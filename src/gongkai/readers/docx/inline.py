"""The text of one paragraph: runs, and all that may stand around them."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from gongkai.place import At
from gongkai.readers.docx.facts import Facts
from gongkai.readers.docx.names import VAL, mc, on, w, whole
from gongkai.readers.docx.styles import Styles
from gongkai.readers.package import damaged

__all__ = ["DEEPEST", "Inline", "alternative"]

# Wrappers inside wrappers: office programs write a few levels, an attack thousands.
DEEPEST = 60
# A drawing nests some fifteen levels down to its words, groups inside groups more.
_DEEPEST_DRAWING = 200

_R, _T, _TAB, _BR, _RPR = w("r"), w("t"), w("tab"), w("br"), w("rPr")
_TXBX = w("txbxContent")
_ALTERNATE = mc("AlternateContent")
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRIKES = (w("strike"), w("dstrike"))
_DELETED = frozenset((w("del"), w("moveFrom")))
_INSERTED = frozenset((w("ins"), w("moveTo")))
_NO_TEXT = frozenset(
    map(w, ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart",
    "permEnd", "sdtPr", "sdtEndPr", "smartTagPr", "fldData", "customXmlPr"))
)  # fmt: skip
_SIGNS = {w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_PICTURES = frozenset(
    ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
)
_DRAWN = frozenset((_ALTERNATE, w("drawing"), w("pict"), w("object")))


class Inline:
    """Collects the words of one paragraph after another.

    `fast` promises that no run is hidden or struck out in the whole file, so that its properties need not be looked at.
    `page` is the page reached so far; None when the file notes none.
    """

    def __init__(self, facts: Facts, styles: Styles, *, fast: bool, page: int | None) -> None:
        self.page = page
        self._facts, self._styles, self._fast = facts, styles, fast
        self._fields: list[bool] = []  # for each open field, whether its instruction (not its result) is read now
        self._instructions = 0  # how many of those are True
        self._pieces: list[str] = []
        self._boxes: list[Element] = []
        self._breaks: list[tuple[int, int]] = []
        self._here: Callable[[], At] = At

    def read(
        self, paragraph: Element, here: Callable[[], At], *, hidden: bool
    ) -> tuple[str, list[Element], list[tuple[int, int]]]:
        """The text with line breaks as "\\n", the text boxes anchored in it, and (offset, page) of page breaks.

        `hidden` says that the paragraph's style hides its words unless a run shows them.
        """
        self._pieces, self._boxes, self._breaks, self._here = [], [], [], here
        self._walk(paragraph, 0, hidden=hidden)
        return "".join(self._pieces), self._boxes, self._breaks

    def _walk(self, parent: Element, depth: int, *, hidden: bool) -> None:
        if depth > DEEPEST:
            raise damaged()
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, depth, hidden=hidden)
            elif tag in _NO_TEXT:
                continue
            elif tag in _DELETED:
                self._facts.note("tracked-deletions", self._here())
            elif tag == _MATH_TEXT:
                self._pieces.append(child.text or "")
            elif tag in _DRAWN:
                self._drawn(child)
            else:
                if tag in _INSERTED:
                    self._facts.note("tracked-insertions", self._here())
                self._walk(child, depth + 1, hidden=hidden)

    def _run(self, run: Element, depth: int, *, hidden: bool) -> None:
        pieces, struck = self._pieces, False
        if not self._fast:
            properties = run.find(_RPR)
            hidden = self._is_hidden(properties, hidden=hidden)
            struck = properties is not None and any(on(properties.find(name)) for name in _STRIKES)
        for child in run:
            tag = child.tag
            if tag == _T:
                if self._instructions:
                    continue
                if hidden:
                    self._facts.hide(child.text or "", self._here())
                elif struck:
                    self._facts.note("struck-text", self._here())
                else:
                    pieces.append(child.text or "")
            elif tag == _RPR:
                continue
            elif tag == _TAB:
                pieces.append("\t")
            elif tag == _BR:
                # A page or column break ends the line, too.
                pieces.append("\n")
            elif tag in _SIGNS:
                pieces.append(_SIGNS[tag])
            elif tag in _DRAWN:
                self._drawn(child)
            else:
                self._rare(child, tag, depth, hidden=hidden)

    def _rare(self, child: Element, tag: str, depth: int, *, hidden: bool) -> None:
        if tag == w("lastRenderedPageBreak"):
            if self.page is not None:
                self.page += 1
                self._breaks.append((sum(map(len, self._pieces)), self.page))
        elif tag == w("commentReference"):
            self._facts.note("comments", self._here())
        elif tag == w("fldChar"):
            self._field(child.get(w("fldCharType")))
        elif tag == w("sym"):
            code = child.get(w("char"), "")
            # Codes from F000 on are those of a symbol font; which sign they show only the font knows.
            if (number := whole(str(int(code, 16)) if _is_hex(code) else None)) and number < 0xD800:
                self._pieces.append(chr(number))
        elif tag == w("ruby") and (base := child.find(w("rubyBase"))) is not None:
            self._walk(base, depth + 1, hidden=hidden)

    def _field(self, mark: str | None) -> None:
        """A field is begin, instruction, separate, result, end; one may stand in another's instruction or result."""
        if mark == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif mark == "separate" and self._fields:
            self._instructions -= self._fields[-1]
            self._fields[-1] = False
        elif mark == "end" and self._fields:
            self._instructions -= self._fields.pop()

    def _is_hidden(self, properties: Element | None, *, hidden: bool) -> bool:
        if properties is None:
            return hidden
        vanish = properties.find(w("vanish"))
        if vanish is not None:
            return on(vanish)
        style = properties.find(w("rStyle"))
        return hidden or (style is not None and self._styles.get(style.get(VAL)).hidden)

    def _drawn(self, element: Element) -> None:
        """Keep the text boxes of a drawing. The copy for older programs counts only if there is no other."""
        pending = [(element, 0)]
        while pending:
            each, depth = pending.pop()
            if depth > _DEEPEST_DRAWING:
                raise damaged()
            if each.tag == _TXBX:
                self._boxes.append(each)
            elif each.tag in _PICTURES:
                self._facts.note("pictures", self._here())
            elif each.tag == _ALTERNATE:
                pending += [(version, depth + 1) for version in (alternative(each),) if version is not None]
            else:
                pending += [(inner, depth + 1) for inner in reversed(each)]


def alternative(element: Element) -> Element | None:
    """The version of a piece of markup to read: the first that has words, newest first."""
    for version in element:
        if next(version.iter(_T), None) is not None:
            return version
    return next(iter(element), None)


def _is_hex(code: str) -> bool:
    return 0 < len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code)
