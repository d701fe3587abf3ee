"""The body whose meetings come in files, and their host."""

import pytest

from tests.factories.meetings import BodyFactory, MemberStateFactory


@pytest.fixture
def ammin():
    return BodyFactory(acronym="AMMin", name="ASEAN Ministerial Meeting on Minerals")


@pytest.fixture
def lao():
    return MemberStateFactory(name="Lao PDR", country_code="LA", aliases=["Laos"])
