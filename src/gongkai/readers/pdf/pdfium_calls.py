"""PDFium's functions that are asked about every character and every drawn thing, on pointers that are made once.

pypdfium2's bindings make an object of each handle, number and pointer at each call, which costs more than most calls.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import Protocol, TypeAlias

__all__ = ["Handle", "Plain", "Pointer", "answers", "plain", "pointed", "pointer"]

Handle: TypeAlias = object  # a pointer object of pypdfium2
Pointer: TypeAlias = object  # what a plain function takes for a handle or a place to write to

_NUMBERS = (ctypes.c_int, ctypes.c_uint, ctypes.c_ulong)
# So many things are asked about before what was written of them is fetched.
_ROOM = 250

# The pointer of an address.
pointer = ctypes.c_void_p.from_param


class Plain(Protocol):
    """A function of pointers and numbers, which gives a number. An address is no number to it, and would be cut short."""

    def __call__(self, *told: Pointer) -> int: ...


@cache
def plain(name: str) -> Plain:
    """A function of PDFium that takes everything as it is, and gives an address for a handle."""
    import pypdfium2_raw as raw

    known = getattr(raw, name)
    same = type(known)(_address(known))
    same.restype = known.restype if known.restype in _NUMBERS else ctypes.c_void_p
    return same  # type: ignore[no-any-return] # the bindings are untyped


def pointed(handle: Handle) -> Pointer:
    """The pointer of a handle of pypdfium2."""
    return pointer(_address(handle))


def _address(handle: Handle) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type] # a handle is a pointer


def answers(
    name: str, unset: Sequence[float], numbers: str, asked: Sequence[Pointer], *, of: Pointer | None = None
) -> array[float]:
    """What a function says of each thing asked about, `of` the same page if that is given: all numbers in one array.

    The last parameters of such a function are one place to write to or several, each for an even share of the
    numbers that it says, of which `numbers` is the type (a code of `array`). `unset` is what stands where it says
    nothing, and as long as an answer.
    """
    found: array[float] = array(numbers)
    if not asked:
        return found
    function = plain(name)
    page = () if of is None else (repeat(of),)
    room = _room(name, tuple(unset), numbers, len(page) + 1)
    for start in range(0, len(asked), _ROOM):
        some = asked[start : start + _ROOM]
        room.found[:] = room.unset
        deque(map(function, *page, some, *room.places), maxlen=0)
        found += room.found[: len(some) * len(unset)]
    return found


class _Room:
    """What a function writes to, for `_ROOM` answers; as all of PDFium, for one thread at a time."""

    def __init__(self, unset: Sequence[float], numbers: str, shares: int) -> None:
        self.unset = array(numbers, unset) * _ROOM
        self.found = array(numbers, self.unset)
        begin, _ = self.found.buffer_info()
        whole = self.found.itemsize * len(unset)
        self.places = [
            [pointer(begin + at) for at in range(first, whole * _ROOM, whole)]
            for first in range(0, whole, whole // shares)
        ]


@cache
def _room(name: str, unset: tuple[float, ...], numbers: str, told: int) -> _Room:
    import pypdfium2_raw as raw

    return _Room(unset, numbers, len(getattr(raw, name).argtypes) - told)
