"""The index follows every change at once, in the same transaction, and knows nothing that is not public."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from amin_portal.publishing.models import State
from amin_portal.search.engines import postgresql
from amin_portal.search.finding import Found
from amin_portal.search.index import update
from amin_portal.search.models import Entry, Facets, SameNames
from documents.models import FilePage
from documents.signals import pages_read
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import (
    BodyFactory,
    FormerNameFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
)
from tests.factories.plans import ActivityFactory, PlanFactory
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db


def titles(words: str, **chosen) -> list[str]:
    found = Found(words, chosen)
    hits = found.best(100)
    assert found.total == len(hits)  # what is counted is shown: no number tells of what is hidden
    return [str(hit.record) for hit in hits]


def words_kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        return cursor.fetchone()[0]


def file_with_pages(*texts: str, **kwargs) -> FilePage:
    file = UploadedFileFactory(**kwargs)
    pages = FilePage.objects.bulk_create(FilePage(file=file, number=n, text=text) for n, text in enumerate(texts, 1))
    pages_read.send(type(file), file=file)
    return pages


def test_record_is_found_while_it_is_published():
    document = DocumentFactory(title="Study on cassiterite", state=State.DRAFT)
    assert titles("cassiterite") == []
    document.publish()
    assert titles("cassiterite") == ["Study on cassiterite"]
    document.withdraw("By mistake")
    assert titles("cassiterite") == []
    assert words_kept() == Entry.objects.count() == 0


def test_record_is_found_by_its_present_words():
    document = DocumentFactory(title="Study on cassiterite")
    document.title = "Study on bauxite"
    document.save()
    assert (titles("cassiterite"), titles("bauxite")) == ([], ["Study on bauxite"])


def test_record_is_found_when_its_time_has_come():
    document = DocumentFactory(title="Study on cassiterite", publish_from=timezone.now() + timedelta(hours=1))
    assert titles("cassiterite") == []
    Entry.objects.update(visible_from=timezone.now() - timedelta(seconds=5))
    type(document).objects.update(publish_from=timezone.now() - timedelta(seconds=5))
    assert titles("cassiterite") == ["Study on cassiterite"]


def test_deleted_record_is_forgotten():
    OutcomeFactory(meeting=MeetingFactory(title="Meeting on cassiterite", ordinal=None), text="Tin for all")
    assert titles("cassiterite") == ["Meeting on cassiterite"]
    MeetingFactory._meta.model.objects.all().delete()
    assert (titles("cassiterite"), titles("tin")) == ([], [])
    assert words_kept() == Entry.objects.count()


@pytest.mark.parametrize("path", ["", "meeting", "meeting.body"])
def test_part_is_found_only_while_all_it_belongs_to_is_public(path):
    outcome = OutcomeFactory(text="Tin for all")
    assert len(titles("tin")) == 1
    whole = outcome
    for name in filter(None, path.split(".")):
        whole = getattr(whole, name)
    whole.withdraw("By mistake")
    assert titles("tin") == []
    whole.state = State.PUBLISHED
    whole.save()
    assert len(titles("tin")) == 1


@pytest.mark.parametrize("path", ["", "document"])
def test_page_is_found_only_while_file_and_document_are_public(path):
    (page,) = file_with_pages("Tin for all")
    assert len(titles("tin")) == 1
    whole = page.file.document if path else page.file
    whole.withdraw("By mistake")
    assert titles("tin") == []


def test_page_of_a_later_version_comes_first():
    document = DocumentFactory(title="Study")
    for version in (2, 3, 1):
        file_with_pages("Tin for all", document=document, version=version)
    assert [hit.owner.version for hit in Found("tin").best(3)] == [3, 2, 1]


def test_what_is_not_ranked_is_found_all_the_same(monkeypatch):
    monkeypatch.setattr(postgresql, "RANKED_OF_EACH_KIND", 2)
    DocumentFactory.create_batch(5, title="Study")
    found = Found("study")
    assert len({hit.record.pk for hit in [*found.best(3), *found.best(3, 3)]}) == found.total == 5


def test_change_that_is_undone_leaves_no_trace():
    DocumentFactory(title="Study on cassiterite")
    with transaction.atomic():
        DocumentFactory(title="Study on bauxite")
        assert titles("bauxite") == ["Study on bauxite"]
        transaction.set_rollback(True)
    assert titles("bauxite") == []
    assert words_kept() == Entry.objects.count()


def test_body_is_found_by_every_name_it_had():
    body = BodyFactory(name="New Group", acronym="NG")
    name = FormerNameFactory(name="Old Assembly", body=body)
    assert titles("assembly") == ["New Group (NG)"]
    name.delete()
    assert titles("assembly") == []


def test_meeting_is_found_by_the_present_acronym_of_its_body():
    meeting = MeetingFactory(title="The ninth session", ordinal=9, body=BodyFactory(acronym="OLDACR"))
    meeting.body.acronym = "NEWACR"
    meeting.body.save()
    assert titles("newacr 9") == ["The ninth session"]
    assert titles("oldacr 9") == []


def test_name_of_a_host_that_is_not_public_does_not_lead_to_its_meeting():
    host = MemberStateFactory(name="Atlantis")
    MeetingFactory(host=host, title="Session", ordinal=None)
    assert titles("atlantis", type="meetings") == ["Session"]
    host.withdraw("It sank")
    assert titles("atlantis") == []


def test_relation_changes_what_a_record_can_be_narrowed_down_by():
    document, body = DocumentFactory(title="Study"), BodyFactory()
    assert titles("study", body=body.pk) == []
    document.bodies.add(body)
    assert titles("study", body=body.pk) == ["Study"]
    document.bodies.clear()
    assert titles("study", body=body.pk) == []
    body.documents.add(document)
    assert titles("study", body=body.pk) == ["Study"]


def test_relation_from_the_other_side_changes_the_pages_of_files_too():
    (page,), body = file_with_pages("Tin for all"), BodyFactory()
    body.documents.add(page.file.document)
    assert len(titles("tin", body=body.pk)) == 1
    body.documents.clear()
    assert titles("tin", body=body.pk) == []


def test_name_that_goes_to_another_body_leaves_the_first():
    name = FormerNameFactory(name="Old Assembly", body=BodyFactory(name="First", acronym="F"))
    name.body = BodyFactory(name="Second", acronym="S")
    name.save()
    assert titles("assembly") == ["Second (S)"]


@pytest.mark.parametrize("words", ["แหล่งแร่", "ບໍ່ແຮ່", "the blue tin"])
def test_words_at_the_end_of_a_long_page_are_found(words):
    lines = "กระทรวงอุตสาหกรรมและการเหมืองแร่ของประเทศ ກະຊວງພະລັງງານ แม่น้ำสายใหญ่ และภูเขา the other "
    file_with_pages(lines * 60 + words)
    assert len(titles(f'"{words}"')) == 1


def test_year_finds_the_plan_whose_period_covers_it():
    PlanFactory(code="PLAN-A", title="Plan A", start_year=2021, end_year=2025)
    assert titles("2023") == ["PLAN-A"]
    assert titles("plan", year=2023, type="plans") == ["PLAN-A"]
    assert titles("2026") == []


def test_names_that_mean_the_same_take_effect_at_once():
    ActivityFactory(title="Course in Rangoon")
    assert titles("yangon") == []
    names = SameNames.objects.create(names=["Yangon", "Rangoon"])
    assert titles("yangon") == ["Course in Rangoon"]
    names.delete()
    assert titles("yangon") == []


def test_other_spelling_of_a_party_that_is_not_public_is_not_known():
    MemberStateFactory(name="Known", aliases=["Secret"], state=State.DRAFT)
    DocumentFactory(title="Known study")
    assert titles("secret") == []


def test_deferred_changes_are_written_at_the_end():
    with update.deferred():
        DocumentFactory(title="Study on cassiterite")
        assert titles("cassiterite") == []
    assert titles("cassiterite") == ["Study on cassiterite"]


def test_deferred_changes_that_failed_are_not_written():
    def fail() -> None:
        with update.deferred():
            DocumentFactory(title="Study on cassiterite")
            raise ZeroDivisionError

    pytest.raises(ZeroDivisionError, fail)
    assert Entry.objects.count() == 0


def rows() -> list[tuple]:
    entries = Entry.objects.order_by("kind", "object_id")
    return list(entries.values_list("kind", "object_id", "facets__key", "names", "day", "weight", "visible_from"))


def test_rebuilt_index_is_the_same(capsys):
    build_world()
    file_with_pages("Tin for all", "and more")
    followed, found = rows(), titles("quux")
    assert len(followed) > 20
    Entry.objects.filter(kind="plans").delete()
    Facets.objects.create(key="left over")
    call_command("rebuild_search")
    assert f"knows {len(followed)} records and pages" in capsys.readouterr().out
    assert rows() == followed
    assert sorted(titles("quux")) == sorted(found)
    assert words_kept() == len(followed)
    assert not Facets.objects.filter(key="left over").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_change_of_a_whole_costs_the_same_for_any_number_of_parts(count, django_assert_num_queries):
    meeting = MeetingFactory()
    OutcomeFactory.create_batch(count, meeting=meeting)
    meeting.venue = "Hall"
    turn = int(connection.vendor == "postgresql")
    with django_assert_num_queries(turn + 27):
        meeting.save()
