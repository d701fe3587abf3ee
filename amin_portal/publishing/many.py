"""Changes by the hundred: what is kept in step with the record may wait for the last of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

_waiting: list[Callable[[], AbstractContextManager]] = []


def wait_while_many_change(context: Callable[[], AbstractContextManager]) -> None:
    """Have `context` entered before many changes, and left after the last, inside their transaction."""
    if context not in _waiting:
        _waiting.append(context)


@contextmanager
def many_changes() -> Iterator[None]:
    """Around the changes, inside their transaction."""
    with ExitStack() as stack:
        for context in _waiting:
            stack.enter_context(context())
        yield
