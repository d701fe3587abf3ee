"""What several readers ask for at once is made for one of them."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from amin_portal.publishing import answers, one_maker
from amin_portal.publishing.answers import AnswersMiddleware
from amin_portal.publishing.conditional import Validators
from amin_portal.publishing.list_parts import once_for_version
from amin_portal.publishing.models.version import Version

READERS = 4
VERSION = Version(3, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["answers"].clear()
    yield
    caches["answers"].clear()


def all_at_once(ask):
    """What each of the readers gets, who all begin at the same moment."""
    start = Barrier(READERS)

    def one(number):
        start.wait()
        return ask(number)

    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(one, range(READERS)))


class Maker:
    """Makes the same each time, and takes a while."""

    def __init__(self):
        self.made = 0

    def __call__(self, request=None):
        self.made += 1
        Event().wait(0.1)
        return HttpResponse(f"number {self.made}")


def test_part_of_a_list_is_made_for_one_of_those_who_ask():
    request = SimpleNamespace(validators=Validators("digest", VERSION, datetime.date(2026, 1, 2)))
    maker = Maker()
    found = all_at_once(lambda number: once_for_version(request, "form", maker).content)
    assert (found, maker.made) == ([b"number 1"] * READERS, 1)


@pytest.fixture
def middleware(monkeypatch):
    """In front of a view that takes a while."""
    monkeypatch.setattr(answers, "view_of", lambda request: SimpleNamespace())
    monkeypatch.setattr(answers, "validators_of", lambda request: Validators.made(request, VERSION))
    monkeypatch.setattr(answers, "is_admitted", lambda request, view: True)
    return AnswersMiddleware(Maker())


def test_answer_is_made_for_one_of_those_who_ask(middleware):
    found = all_at_once(lambda number: middleware(RequestFactory().get("/meetings/")).content)
    assert (found, middleware.get_response.made) == ([b"number 1"] * READERS, 1)


def test_nobody_waits_for_another_answer(middleware, monkeypatch):
    monkeypatch.setattr(one_maker, "LONGEST", 60)
    all_are_at_it = Barrier(READERS, timeout=30)
    middleware.get_response = lambda request: HttpResponse(f"{all_are_at_it.wait()}")
    all_at_once(lambda number: middleware(RequestFactory().get(f"/meetings/{number}/")))
    assert not one_maker.locks


def test_nobody_waits_for_headers_alone(middleware, monkeypatch):
    monkeypatch.setattr(one_maker, "LONGEST", 60)
    all_are_at_it = Barrier(READERS, timeout=30)
    middleware.get_response = lambda request: HttpResponse(f"{all_are_at_it.wait()}")
    all_at_once(lambda number: middleware(RequestFactory().head("/meetings/")))


def test_answer_that_is_not_kept_is_made_for_each(middleware, monkeypatch):
    monkeypatch.setattr(answers, "LARGEST", 1)
    assert len(set(all_at_once(lambda number: middleware(RequestFactory().get("/meetings/")).content))) == READERS


def test_who_has_waited_long_enough_goes_ahead(middleware, monkeypatch):
    monkeypatch.setattr(one_maker, "LONGEST", 0.01)
    all_are_at_it = Barrier(READERS, timeout=30)
    middleware.get_response = lambda request: HttpResponse(f"{all_are_at_it.wait()}")
    found = all_at_once(lambda number: middleware(RequestFactory().get("/meetings/")).content)
    assert sorted(found) == [f"{number}".encode() for number in range(READERS)]


def test_next_one_makes_what_failed(middleware):
    maker, failures = middleware.get_response, []

    def fail_first(request):
        if not failures:
            failures.append(maker(request))
            raise ZeroDivisionError
        return maker(request)

    middleware.get_response = fail_first

    def ask(number):
        try:
            return middleware(RequestFactory().get("/meetings/")).content
        except ZeroDivisionError:
            return None

    found = all_at_once(ask)
    assert (found.count(None), set(found) - {None}, maker.made) == (1, {b"number 2"}, 2)
