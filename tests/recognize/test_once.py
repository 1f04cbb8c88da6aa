"""What a standard's words come to is worked out once for each part of it, and never given for another."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.recognize.once import once, once_together


class _Part:
    """A part of a standard: equal to every other one, and no key."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, words: str) -> None:
        self.words = words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Part)


def test_a_fact_is_worked_out_once_for_each_part() -> None:
    asked: list[str] = []

    @once
    def fact(part: _Part) -> str:
        asked.append(part.words)
        return part.words

    one, other = _Part("一"), _Part("二")
    assert [fact(one), fact(other), fact(one), fact(other)] == ["一", "二", "一", "二"]
    assert asked == ["一", "二"]


def test_a_part_that_comes_and_goes_is_never_taken_for_an_earlier_one() -> None:
    fact = once(lambda part: part.words)
    # Without anything to keep them alive, new objects would get the addresses of old ones.
    assert all(fact(_Part(str(n))) == str(n) for n in range(5000))


def test_a_fact_of_several_parts_is_worked_out_once_for_the_same_ones_in_the_same_order() -> None:
    asked: list[str] = []

    @once_together
    def fact(parts: Sequence[_Part]) -> str:
        asked.append("".join(part.words for part in parts))
        return asked[-1]

    one, other = _Part("一"), _Part("二")
    assert [fact([one, other]), fact((one, other)), fact([other, one]), fact([one])] == ["一二", "一二", "二一", "一"]
    assert asked == ["一二", "二一", "一"]


def test_several_parts_that_come_and_go_are_never_taken_for_earlier_ones() -> None:
    fact = once_together(lambda parts: [part.words for part in parts])
    assert all(fact([_Part(str(n)), _Part("")]) == [str(n), ""] for n in range(5000))
