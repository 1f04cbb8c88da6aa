"""What a standard's words come to is worked out once for each part of it, and never given for another."""

from __future__ import annotations

from gongkai.recognize.once import once


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
