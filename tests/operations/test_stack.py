"""Python fetches no memory for its calls again and again."""

import resource
from concurrent.futures import ThreadPoolExecutor

import pytest

from amin_portal import wsgi
from amin_portal.stack import WORDS, with_room

DEEP = range(200)  # some of them end where a piece ends, wherever the test began
TIMES = 300
PAGES_OF_MEMORY = 50  # that may be touched for the first time; without room it is hundreds


def call_deep(depth: int) -> int:
    return call_deep(depth - 1) if depth else sum(map(twice, range(TIMES)))


def twice(number: int) -> int:
    return number * 2


def fetched() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in DEEP:
        call_deep(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_calls_fetch_no_memory_anew():
    """In a thread, as requests are answered: it has a stack of its own."""
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(with_room(fetched)).result() < PAGES_OF_MEMORY


def test_requests_have_room():
    assert wsgi.application.__code__.co_stacksize == WORDS


def test_function_with_room_is_the_same():
    def divide(one: int, by: int = 1) -> float:
        return one / by

    assert with_room(divide)(6, by=3) == 2
    with pytest.raises(ZeroDivisionError):
        with_room(divide)(6, by=0)
