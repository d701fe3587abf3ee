"""The first load of an empty portal, all or nothing."""

import pytest

from amin_portal.publishing.models import publishable_models
from amin_portal.reference_data.loading import load
from amin_portal.reference_data.models import LoadedRecord
from amin_portal.reference_data.reading import DataError

from .snapshots import named

pytestmark = pytest.mark.django_db


def test_mistake_in_the_last_file_leaves_an_empty_portal_empty(edit, folder):
    edit("figures.json", lambda figures: named(figures, "minerals-trade-2018").update(year="last"))
    with pytest.raises(DataError, match="figures.json, record “minerals-trade-2018”, field “year”"):
        load(folder)
    models = (*publishable_models(), LoadedRecord)
    assert {model._meta.label: model.objects.count() for model in models} == {model._meta.label: 0 for model in models}
