"""The form of a record leads to its page, or to where staff see it before the public does."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests.factories.kinds import EVERY_KIND, IN_LISTS
from tests.factories.meetings import OutcomeFactory
from tests.pages import Reader

pytestmark = pytest.mark.django_db

every_kind = pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)


def view_on_site(client, record) -> list[str]:
    """Where the link of that name in the form leads, if there is one."""
    form = client.get(
        reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
    ).text
    before, link, _after = form.partition('class="viewsitelink"')
    return Reader(f"<a {before.rpartition('<a ')[2]}>").links if link else []


def through_the_admin(record) -> str:
    return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(record).pk, record.pk])


@every_kind
def test_form_of_a_public_record_leads_to_its_page(editor, make):
    record = make()
    assert view_on_site(editor, record) == [through_the_admin(record)]
    answer = editor.get(through_the_admin(record))
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{record.get_absolute_url()}")


@every_kind
@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_form_of_a_record_that_is_not_public_leads_to_its_preview(editor, make, hidden):
    record = make(**hidden)
    assert view_on_site(editor, record) == ([] if make in IN_LISTS else [record.get_preview_url()])


def test_form_of_a_published_part_of_a_draft_leads_to_its_preview(editor):
    outcome = OutcomeFactory(meeting__state="draft")
    (address,) = view_on_site(editor, outcome)
    assert address == f"{outcome.get_absolute_url()}?preview=1"
    assert editor.get(address).status_code == 200
