"""Room for the calls of Python, kept for as long as something is done.

Python (3.11 and later) fetches the memory of its calls from the system in pieces of 16 KiB, and gives a piece back as
soon as the call that needed it returns. A loop that happens to call across the end of a piece fetches and gives back
one at each turn: a fifth of the time of a page. Source: `push_chunk` and `_PyThreadState_PopFrame` in Python/pystate.c.
"""

from collections.abc import Callable
from typing import Any

WORDS = 2**16  # half of 1 MiB, so that a whole one is fetched, and no two such calls share it


def with_room(function: Callable) -> Callable:
    """The same function; what it calls, a thousand calls deep, fits into one piece. Untouched memory costs nothing."""

    def called(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    called.__code__ = called.__code__.replace(co_stacksize=WORDS)
    return called
