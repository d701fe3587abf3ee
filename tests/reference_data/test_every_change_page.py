"""Every record of the real data can be opened in the admin."""

import pytest
from django.urls import reverse

from amin_portal.publishing.models import publishable_models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model._meta.label)
def test_change_page_of_every_record_opens(editor, model):
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    statuses = {one.slug: editor.get(reverse(address, args=[one.pk])).status_code for one in model.objects.all()}
    assert statuses == dict.fromkeys(statuses, 200)
