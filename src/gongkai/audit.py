"""Noticing what code tries to do beside its work: to open files or sockets, or to start programs."""

from __future__ import annotations

import sys

__all__ = ["WATCH", "Watch"]


class Watch:
    """Notes attempts to open files, sockets or programs. An audit hook cannot be taken off, only told to sleep."""

    EVENTS = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.remove", "os.rename", "urllib.")

    def __init__(self) -> None:
        self.awake = False
        self.installed = False
        self.seen: list[str] = []

    def install(self) -> None:
        """Begin to listen. Once is enough."""
        if not self.installed:
            sys.addaudithook(self._note)
            self.installed = True

    def __enter__(self) -> None:
        self.seen = []
        self.awake = True

    def __exit__(self, *_: object) -> None:
        self.awake = False

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.awake and event.startswith(self.EVENTS):
            self.seen.append(f"{event} {arguments[0]!r}" if arguments else event)


WATCH = Watch()
"""The one of this process."""
