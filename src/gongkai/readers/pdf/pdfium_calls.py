"""PDFium's functions that are asked about every character and every drawn thing, on plain numbers.

pypdfium2's bindings take and give an object for each handle and pointer; to make one costs more than most calls.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol, TypeAlias

__all__ = ["Address", "Handle", "Plain", "address", "answers", "plain"]

Handle: TypeAlias = object  # a pointer object of pypdfium2
Address: TypeAlias = int

_NUMBERS = (ctypes.c_int, ctypes.c_uint, ctypes.c_ulong)


class Plain(Protocol):
    """A function of whole numbers, which may be addresses; `argtypes` has one type for each of them."""

    argtypes: Sequence[object]

    def __call__(self, *told: int) -> int: ...


@cache
def plain(name: str) -> Plain:
    """A function of PDFium that takes and gives an address for each handle and pointer."""
    from pypdfium2 import raw

    known = getattr(raw, name)
    same = type(known)(address(known))
    same.argtypes = [kind if kind in _NUMBERS else ctypes.c_void_p for kind in known.argtypes]
    same.restype = known.restype if known.restype in _NUMBERS else ctypes.c_void_p
    return same  # type: ignore[no-any-return] # the bindings are untyped


def address(handle: Handle) -> Address:
    """Where a handle of pypdfium2 points to."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type] # a handle is a pointer


def answers(
    name: str, unset: Sequence[float], numbers: str, asked: Sequence[int], *, of: Address = 0
) -> array[float]:
    """What a function says of each thing asked about, `of` the same page if that is given: all numbers in one array.

    The last parameters of such a function are one address or several to write to, each for an even share of the
    numbers that it says, of which `numbers` is the type (a code of `array`). `unset` is what stands where it says
    nothing, and as long as an answer.
    """
    function = plain(name)
    told: list[Iterable[int]] = [[of] * len(asked), asked] if of else [asked]
    found = array(numbers, unset) * len(asked)
    begin, _ = found.buffer_info()
    whole = found.itemsize * len(unset)
    share = whole // (len(function.argtypes) - len(told))
    places = [range(begin + shift, begin + shift + whole * len(asked), whole) for shift in range(0, whole, share)]
    deque(map(function, *told, *places), maxlen=0)
    return found
