"""Paths that are filled in are those that `reverse` makes."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from amin_portal.publishing.paths import path_to

ASKED = [
    ("links:list", []),
    ("documents:detail", ["amcap-iv"]),
    ("documents:detail", ["90000000"]),
    ("documents:file", ["amcap-iv", 2, "pt-TL", "pdf"]),
    ("meetings:outcome", ["ammin-9", "d1"]),
    ("api:files-detail", [uuid.UUID(int=7)]),
    ("search", []),
]


@pytest.mark.parametrize(("name", "args"), ASKED)
def test_path_is_that_of_the_portal_wherever_it_is_served(name, args):
    assert path_to(name, *args) == reverse(name, args=args)
    set_script_prefix("/100%/")
    try:
        assert path_to(name, *args) == reverse(name, args=args)
        assert path_to(name, *args).startswith("/100%25/")
    finally:
        set_script_prefix("/")
    assert path_to(name, *args) == reverse(name, args=args)


@pytest.mark.parametrize("slug", ["", "a/b", "a b", "ü", "%73", "a\n", "../x"])
def test_what_is_no_part_of_an_address_is_refused_as_ever(slug):
    with pytest.raises(NoReverseMatch):
        path_to("documents:detail", slug)


def test_unknown_name_is_refused():
    with pytest.raises(NoReverseMatch):
        path_to("documents:nowhere", "x")
