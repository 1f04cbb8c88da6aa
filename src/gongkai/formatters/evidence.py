"""What a finding rests on, in words: its sums written out with their addends, and what would mend them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.bilingual import plain_number
from gongkai.finding import Addend, Alternative, Diagnostic, Proposal, Sum
from gongkai.formatters.positions import position
from gongkai.lang import Lang
from gongkai.place import Excerpt, Place

__all__ = ["candidates", "elsewhere", "equation", "evidence", "other_documents"]

# As many proposals are shown in one line.
_MANY = 8
_LONGEST_TERM = 18
# Of the places in other documents so many are shown; JSON has all.
_PLACES = 4
# Of another report's words, so many characters are shown around those that are meant.
_AROUND, _LONGEST_WORDS = 20, 160


def evidence(diagnostic: Diagnostic, lang: Lang) -> Iterator[str]:
    """Places in other documents, the equations, then the proposals, a line each."""
    yield from elsewhere(diagnostic, lang)
    for done in diagnostic.sums:
        yield from equation(done, lang)
    yield from candidates(diagnostic.candidates, lang)


def elsewhere(diagnostic: Diagnostic, lang: Lang) -> Iterator[str]:
    """The places in other documents that belong to a finding, with their words."""
    places = [place for place in diagnostic.related if place.path not in (None, diagnostic.path)]
    for place in places[:_PLACES]:
        label, at = place.where.label.of(lang), position(place.at, lang)
        excerpt = place.excerpt if place.excerpt and place.excerpt.text.strip() else None
        cell = f" ＝ {excerpt.text[excerpt.start : excerpt.end]}" if excerpt and place.where.column else ""
        yield (
            f"对照 {place.path}：{label}{cell}{f'（{at}）' if at else ''}"
            if lang == "zh"
            else f"compare {place.path}: {label}{cell}{f' ({at})' if at else ''}"
        )
        if excerpt and not cell:
            yield f"  {_words(excerpt)}"
    rest = len(places) - _PLACES
    if rest > 0:
        yield f"另有{rest}处" if lang == "zh" else f"{rest} more places"


def other_documents(diagnostic: Diagnostic) -> tuple[str, ...]:
    """The paths of the other documents that a finding shows, each once."""
    return tuple(dict.fromkeys(p.path for p in _places(diagnostic) if p.path and p.path != diagnostic.path))


def _places(diagnostic: Diagnostic) -> Iterator[Place]:
    yield from diagnostic.related
    for done in diagnostic.sums:
        yield from (addend.place for addend in (*done.left, *done.right))
    for way in diagnostic.candidates:
        yield from (proposal.place for proposal in way.proposals)


def _words(excerpt: Excerpt) -> str:
    """The words that are meant, in brackets, with a few around them."""
    text, start, end = excerpt.text, excerpt.start, excerpt.end
    last = min(end, start + _LONGEST_WORDS)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    cut = "…" if last < end else ""
    left, right = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    words = f"{left}{before}【{text[start:last]}{cut}】{after}{right}" if before or after else text[start:last] + cut
    return " ".join(words.split())


def equation(done: Sum, lang: Lang) -> Iterator[str]:
    """An equation in two lines: what it is and along what, and its two sides with their totals."""
    terms = (*done.left, *done.right)
    down = len({a.place.where.row for a in terms}) > 1 and len({a.place.where.column for a in terms}) == 1
    row, column = _parts(terms[0], lang)
    shared = column if down else row
    yield done.name.of(lang) + (f" · {shared}" if shared else "")
    files = _files(tuple(a.place.path for a in terms))
    labels = {a.place.where.label.of(lang) for a in terms}
    # 行政复议／总计 and 复议后起诉／总计 are both 总计: what is above them tells them apart.
    whole = not down and len({_parts(a, lang)[1] for a in terms}) < len(labels)
    left, right = (_side(side, lang, down=down, whole=whole, files=files) for side in (done.left, done.right))
    sign = "＝" if done.left_total == done.right_total else "≠" if done.relation == "=" else "＜"
    totals = f"{plain_number(done.left_total)} {sign} {plain_number(done.right_total)}"
    difference = plain_number(done.right_total - done.left_total)
    by = f"，相差 {difference}" if lang == "zh" else f", difference {difference}"
    yield f"{left} {sign} {right}" + ("" if done.left_total == done.right_total else f"   [{totals}{by}]")


def candidates(ways: tuple[Alternative, ...], lang: Lang) -> Iterator[str]:
    """What would mend it, each line one way to do so."""
    if not ways:
        return
    head = "提议（供核对，不会自动更改）：" if lang == "zh" else "Proposed (to be checked; nothing is changed): "
    told = [_together(each, lang) for each in ways]
    if len(told) == 1:
        yield head + told[0]
    else:
        yield head.rstrip()
        yield from (f"{n}) {way}" for n, way in enumerate(told, 1))


def _together(alternative: Alternative, lang: Lang) -> str:
    shown = [_proposal(each, lang) for each in alternative.proposals[:_MANY]]
    rest = len(alternative.proposals) - len(shown)
    if rest:
        shown.append(f"另有{rest}格" if lang == "zh" else f"{rest} more cells")
    return ("；" if lang == "zh" else "; ").join(shown)


def _proposal(proposal: Proposal, lang: Lang) -> str:
    current = proposal.current or ("空白" if lang == "zh" else "blank")
    why = "" if proposal.reason is None else proposal.reason.of(lang)
    reason = f"（{why}）" if lang == "zh" else f" ({why})"
    place = proposal.place
    file = f"{place.path} " if place.path else ""
    change = f"{current} → {plain_number(proposal.proposed)}"
    return f"{file}{place.where.label.of(lang)}: {change}{reason if why else ''}"


def _side(
    addends: tuple[Addend, ...], lang: Lang, *, down: bool, whole: bool, files: Mapping[str | None, str]
) -> str:
    shown = [a for a in addends if a.value != 0 or len(addends) == 1] or list(addends[:1])
    parts = [
        f"{_term(a, lang, down=down, whole=whole, files=files)} {'?' if a.value is None else plain_number(a.value)}"
        for a in shown
    ]
    rest = len(addends) - len(shown)
    if rest:
        parts.append(f"其余{rest}项为 0" if lang == "zh" else f"{rest} more: 0")
    return " + ".join(parts)


def _term(addend: Addend, lang: Lang, *, down: bool, whole: bool, files: Mapping[str | None, str]) -> str:
    """What tells the terms of one sum apart: the row's label down a column, else the column's, `whole` with the labels
    above it; the document, where they stand in several."""
    row, column = _parts(addend, lang, whole=whole)
    words = row if down else column
    if files:
        path = addend.place.path
        file = files[path] if path is not None else "本报告" if lang == "zh" else "this report"
        return f"{file} {_short(row)}" if down else file
    return _short(words)


def _files(paths: Sequence[str | None]) -> Mapping[str | None, str]:
    """What the documents of a sum's terms are called in it, without the folder that they share; none if there is but
    one document."""
    others = [path for path in dict.fromkeys(paths) if path is not None]
    if len(set(paths)) < 2:
        return {}
    shared = 0
    if len(others) > 1:
        same = 0
        while all(path[same : same + 1] == others[0][same : same + 1] != "" for path in others):
            same += 1
        shared = others[0].rfind("/", 0, same) + 1
    return {path: path[shared:] for path in others}


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_TERM else words[: _LONGEST_TERM - 1] + "…"


def _parts(addend: Addend, lang: Lang, *, whole: bool = False) -> tuple[str, str]:
    """The row's and the column's words in the label of a cell, without numbers; the column's without group labels,
    unless it is asked for as a `whole`."""
    label = addend.place.where.label.of(lang)
    row = _quoted(label) if "行“" in label or ", row " in label else ""
    last = label.split(" " if lang == "zh" else ", ")[-1]
    column = last.removesuffix("列").removeprefix("column ").strip("“”")
    return row, column if whole else column.split("／")[-1]


def _quoted(label: str) -> str:
    """The words in the first quotes, which may hold quotes themselves: 3.危及“三安全一稳定”."""
    start = label.index("“") + 1
    depth = 1
    for end in range(start, len(label)):
        depth += (label[end] == "“") - (label[end] == "”")
        if not depth:
            return label[start:end]
    return label[start:]
