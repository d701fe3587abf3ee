"""What goes out compressed: the same bytes to everybody, but for pages that somebody may have a secret in."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from amin_portal.compression import PoliteGZipMiddleware

TEXT = "Ministers met in Vientiane. " * 50


def lengths(**headers: str) -> set[int]:
    """Of forty compressed answers with these headers."""
    middleware = PoliteGZipMiddleware(lambda request: HttpResponse(TEXT, headers=headers))
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return {len(middleware(request).content) for _time in range(40)}


def test_public_answer_comes_out_the_same_each_time():
    assert len(lengths(**{"Cache-Control": "public, no-cache"})) == 1


@pytest.mark.parametrize(
    "headers", [{}, {"Cache-Control": "private, no-store"}, {"Cache-Control": "public", "Vary": "Cookie"}]
)
def test_length_of_an_answer_that_may_hold_a_secret_is_hidden(headers):
    assert len(lengths(**headers)) > 1


def test_what_must_not_be_transformed_is_left_alone():
    assert lengths(**{"Cache-Control": "public, no-transform"}) == {len(TEXT)}
