"""Records of the real data can be opened in the admin, from the beginning to the end of each kind."""

import pytest
from django.urls import reverse

from amin_portal.publishing.models import publishable_models

OPENED = 8  # of each kind, at least, evenly spread: a form takes a tenth of a second

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model._meta.label)
def test_change_pages_open(editor, model):
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    records = list(model.objects.order_by("pk"))
    some = records[:: max(1, len(records) // OPENED)]
    statuses = {one.slug: editor.get(reverse(address, args=[one.pk])).status_code for one in some}
    assert statuses == dict.fromkeys(statuses, 200)
