"""What several readers of a worker ask for at once is made for one of them, and the others wait for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakValueDictionary

LONGEST = 5.0  # seconds of waiting; then a reader has it made as well

locks: WeakValueDictionary[str, Lock] = WeakValueDictionary()  # of what is being made now
looking = Lock()


@contextmanager
def one_maker(name: str) -> Iterator[None]:
    """Around a second look for what has this name, and the making of it.

    Whoever makes one thing may come to make another that is a part of it, never the other way round.
    """
    with looking:
        lock = locks.setdefault(name, Lock())
    is_mine = lock.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if is_mine:
            lock.release()
