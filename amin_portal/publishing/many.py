"""Changes by the hundred: what is kept in step with the record may wait for the last of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

Kind = TypeVar("Kind")


class Deferrable(Generic[Kind]):
    """Around a function that does something for records of a kind, named by their keys.

    It is done at once, or within `deferred()` at the end, once for all that was asked for meanwhile; where the changes
    fail, it is not done.
    """

    def __init__(self, do: Callable[[Kind, set[int]], None]) -> None:
        self.do = do
        self.waiting: ContextVar[dict[Kind, set[int]] | None] = ContextVar(do.__qualname__, default=None)

    def __call__(self, kind: Kind, keys: Iterable[int]) -> None:
        waiting = self.waiting.get()
        if waiting is None:
            self.do(kind, set(keys))
        else:
            waiting[kind].update(keys)

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Within another, at the end of that."""
        if self.waiting.get() is not None:
            yield
            return
        waiting: dict[Kind, set[int]] = defaultdict(set)
        token = self.waiting.set(waiting)
        try:
            yield
            while waiting:  # to do it may ask for more
                kind = next(iter(waiting))
                self.do(kind, waiting.pop(kind))
        finally:
            self.waiting.reset(token)


_waiting: list[Deferrable] = []


def defer_while_many_change(one: Deferrable) -> None:
    """Have this wait in `many_changes`; what it asks of others is for those that were named before it."""
    if one not in _waiting:
        _waiting.append(one)


@contextmanager
def many_changes() -> Iterator[None]:
    """Around the changes, inside their transaction."""
    with ExitStack() as stack:
        for one in _waiting:
            stack.enter_context(one.deferred())
        yield
