"""A turn that hangs is stopped; the others, and whatever alarm was set outside, are not touched."""

from __future__ import annotations

import signal
import time

import pytest

from gongkai.guard import Overtime, limited, turns

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm signals on this system")


def _wait(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_a_turn_that_takes_too_long_is_stopped_and_the_next_goes_on() -> None:
    with turns(0.1) as turn:
        turn.running = object()
        with pytest.raises(Overtime):
            _wait(5)
        turn.running = object()
        turn.running = None


def test_many_short_turns_may_take_longer_together() -> None:
    with turns(0.2) as turn:
        for _ in range(6):
            turn.running = object()
            _wait(0.05)
            turn.running = None


def test_every_turn_has_its_own_limit() -> None:
    with turns(0.1) as turn:
        for _ in range(2):
            turn.running = object()
            with pytest.raises(Overtime):
                _wait(5)


def test_between_turns_nothing_is_limited() -> None:
    with turns(0.05) as turn:
        turn.running = object()
        turn.running = None
        _wait(0.2)


def test_an_alarm_set_outside_still_rings() -> None:
    with limited(0.3):
        with limited(0.1):
            pass
        with pytest.raises(Overtime):
            _wait(5)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
