"""The whole real record, told the quick way."""

import pytest

from amin_portal.api import COLLECTIONS
from tests.api.test_teller import both_ways

pytestmark = pytest.mark.django_db


def test_real_record_is_told_as_its_serializers_say(loaded):
    seen = 0
    for viewset in COLLECTIONS:
        quickly, slowly = both_ways(viewset)
        assert quickly == slowly
        seen += len(quickly)
    assert seen > 300
