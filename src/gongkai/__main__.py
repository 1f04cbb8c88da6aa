"""The `gongkai` command as a process of its own, made for a run of a tenth of a second; also `python -m gongkai`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

__all__ = ["COLLECTING", "run"]

# How rarely cyclic garbage is looked for: a run over one report ends before it is.
COLLECTING = (200_000, 20, 20)
# Of a run that ends without output by Ctrl-C or the signal to end: what is left to write, perhaps nobody reads.
STOPPED = (130, 143)


def run() -> None:
    """Run the command line and end the process.

    The interpreter is not taken down object by object, which costs more than checking a report; what was registered for
    the exit is done all the same.
    """
    gc.set_threshold(*COLLECTING)
    _open_closed()
    _buffer_output()
    from gongkai.late import late

    try:
        with late("inspect"):  # click's
            from gongkai.cli import main
        main()
    except SystemExit as left:
        threads = sys.modules.get("threading")
        if threads and threads.active_count() > 1:  # they may still have work to finish
            raise
        code = left.code if isinstance(left.code, int) else 3
    except KeyboardInterrupt:  # before the command began, or when it had ended
        code = 130
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter calls at its end
    if code not in STOPPED:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            code = 3
    os._exit(code)


def _open_closed() -> None:
    """Give the process the standard files that it was started without (`>&-`, some services): else the next file that is
    opened would be taken for one of them. What is printed there is for nobody; the exit code tells all the same."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # For as long as the process lives; pathlib is not loaded yet.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _buffer_output() -> None:
    """Give standard output a buffer where it was taken away (PYTHONUNBUFFERED, common in containers): a file without one
    writes what fits, and what does not fit on a full disk or into a closed pipe is lost without an error."""
    out = sys.stdout
    if hasattr(out, "buffer") and hasattr(out.buffer, "readall"):  # a raw file
        sys.stdout = open(  # noqa: SIM115 - for as long as the process lives
            out.fileno(), "w", encoding=out.encoding, errors=out.errors, buffering=1, closefd=False
        )


if __name__ == "__main__":
    run()
