"""What staff delete of the loaded record stays deleted, and the rest can still be loaded."""

import pytest
from django.db.models import CASCADE

from amin_portal.pages.models import TextPage
from amin_portal.publishing.models import publishable_models
from amin_portal.reference_data.loading import load
from amin_portal.reference_data.models import LoadedRecord
from documents.models import Document, DocumentFile, KeyFigure, MeetingDocument, RelatedLink
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def remove(record):
    """Delete a record as staff would: first what holds on to it, or its hold."""
    for relation in record._meta.related_objects:
        if relation.on_delete is None:  # many-to-many
            continue
        others = relation.related_model._base_manager.filter(**{relation.field.name: record})
        if relation.field.null and relation.on_delete is not CASCADE:
            others.update(**{relation.field.name: None})
        else:
            for other in others:
                remove(other)
    record.delete()


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (TextPage, "overview"),
        (Party, "republic-of-korea"),
        (Party, "viet-nam"),
        (Party, "asean"),
        (Body, "wgmid"),
        (Meeting, "ammin-9"),
        (Meeting, "amdis-training-2010"),
        (Outcome, "ammin-9/1"),
        (Document, "amcap-iv"),
        (Document, "poster-2017"),
        (DocumentFile, "cari-paper-24/v1"),
        (MeetingDocument, "ammin-9/amexs-1/3"),
        (RelatedLink, "ASEAN Minerals Database and Information System (AMDIS)"),
        (KeyFigure, "minerals-trade-2018"),
        (Plan, "amcap-iii-phase-2"),
        (Plan, "asean-igf-work-plan-2019-2021"),
        (StrategicArea, "amcap-i/1"),
        (Action, "amcap-i/ASEAN mineral database and information system"),
        (Action, "amcap-iii-phase-2/ASEAN Mineral Awards for best practices"),
        (Activity, "amcap-iii-phase-2/ASEAN Mining Conference 2024"),
        (ProgressReport, "amcap-iii-phase-2/report 1"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_record_deleted_by_staff_stays_away_with_its_parts_and_is_named(model, key):
    memory = LoadedRecord.objects.get(model=model._meta.label, key=key)
    remove(model.objects.get(uid=memory.uid))
    left = [model.objects.count() for model in publishable_models()]
    result = load()
    assert f"{model._meta.verbose_name} {key} was deleted by staff" in result.left_alone
    assert [model.objects.count() for model in publishable_models()] == left
