"""What records are related to: all of it, in order, through the door, by queries that do not grow in number."""

import pytest
from django.db.models import Prefetch

from amin_portal.publishing.models.compiled import KEYS, Compiled
from amin_portal.publishing.models.lists import Listed, fetch_linked, listed
from documents.models import Document, DocumentFile
from meetings.models import Body, Meeting, Outcome
from plans.models import Plan
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


def test_lists_are_those_of_the_door_in_its_order():
    b, a, hidden = BodyFactory(name="B"), BodyFactory(name="A"), BodyFactory(name="C", state="draft")
    for bodies in ([a, b, hidden], [b], [hidden], []):
        DocumentFactory(bodies=bodies)
    expected = {
        document.pk: list(document.bodies.all())
        for document in Document.objects.public().prefetch_related(Prefetch("bodies", Body.objects.public()))
    }
    found = {document.pk: document.bodies.all() for document in Document.objects.public().linked("bodies")}
    assert found == expected
    assert sorted(map(len, expected.values())) == [0, 0, 1, 2]


def test_lists_are_found_from_the_other_side_too():
    body = BodyFactory()
    inside, outside = DocumentFactory(bodies=[body]), DocumentFactory(state="draft", bodies=[body])
    assert [one.documents.all() for one in Body.objects.public().linked("documents")] == [[inside]]
    assert outside in body.documents.all()


def test_one_that_names_a_record_is_found_from_it_or_is_none():
    with_plan, with_draft, without = DocumentFactory.create_batch(3)
    plan = PlanFactory(document=with_plan)
    PlanFactory(document=with_draft, state="draft")
    documents = Document.objects.public().linked("plan").in_bulk()
    found = [getattr(documents[one.pk], "plan", None) for one in (with_plan, with_draft, without)]
    assert found == [plan, None, None]
    assert found[0].document is documents[with_plan.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_relation_costs_the_same_for_any_number_and_owners_are_known(django_assert_num_queries, count):
    body = BodyFactory()
    for document in DocumentFactory.create_batch(count, bodies=[body]):
        DocumentFileFactory(document=document)
    with django_assert_num_queries(4):  # documents; files, bodies, partners
        records = list(Document.objects.public().linked("files", "files__document", "bodies", "partners"))
        assert [record.files.all()[0].document for record in records] == records
    assert len({id(one) for record in records for one in record.bodies.all()}) == 1
    assert [record.partners.all() for record in records] == [[]] * count


@pytest.mark.parametrize("size", [1, 2, 100])
def test_relations_are_fetched_for_records_that_come_in_pieces(django_assert_num_queries, size):
    meetings = MeetingFactory.create_batch(3, host=MemberStateFactory(state="draft"))
    found = Meeting.objects.public().linked("host", "body").order_by("pk").iterator(chunk_size=size)
    assert [(one, one.host, one.body) for one in found] == [(one, None, one.body) for one in meetings]


def test_what_is_prefetched_behind_a_linked_record_does_not_lead_past_the_door():
    MeetingFactory(host=MemberStateFactory(state="draft"))
    meetings = Meeting.objects.public().linked("host").prefetch_related("host__bodies")
    assert [[one.host for one in some] for some in (meetings, meetings.iterator(chunk_size=5))] == [[None], [None]]


def test_way_that_comes_back_to_a_record_leaves_what_was_fetched_behind_it():
    """From a document to its plan and to the document of that: the same one, with the same papers."""
    outcome = OutcomeFactory(follows=OutcomeFactory(state="draft"))
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)
    PlanFactory(document=paper.document)
    ways = ("plan", "meeting_papers", "meeting_papers__outcome", "plan__document", "plan__document__meeting_papers")
    document = Document.objects.public().linked(*ways, "meeting_papers__outcome__follows").get()
    assert [one.outcome.follows for one in document.meeting_papers.all()] == [None]
    assert document.plan.document.meeting_papers.all() is document.meeting_papers.all()


def test_values_are_given_without_what_is_linked(django_assert_num_queries):
    meeting = MeetingFactory()
    with django_assert_num_queries(1):
        assert list(Meeting.objects.public().linked("body").values_list("pk")) == [(meeting.pk,)]


def test_list_of_a_relation_answers_as_its_manager_does_and_nothing_further():
    outcome = OutcomeFactory()
    meeting = Meeting.objects.public().linked("outcomes").get()
    found = meeting.outcomes
    assert (found.count(), found.exists(), found.first(), list(found.all())) == (1, True, outcome, [outcome])
    with pytest.raises(AttributeError):
        found.filter(pk=outcome.pk)
    assert (Listed().count(), Listed().exists(), Listed().first()) == (0, False, None)


def test_what_was_not_fetched_is_not_taken_for_an_empty_list(django_assert_num_queries):
    assert listed(DocumentFactory(), "files") is None
    with django_assert_num_queries(0):
        fetch_linked([], ["files", "files__document"])


def test_compiled_query_asks_the_clock_and_the_state_anew_each_time():
    asked = Compiled(Plan.objects.public().filter(pk__in=KEYS))
    plan = PlanFactory(state="draft")
    assert asked.records([plan.pk]) == []
    Plan.objects.filter(pk=plan.pk).update(state="published")
    assert (asked.records([plan.pk]), asked.records([]), asked.records([plan.pk + 1])) == ([plan], [], [])


def test_compiled_query_gives_records_as_a_query_set_does():
    OutcomeFactory(text="100 % of “it”", sources=[{"title": "A", "publisher": "B", "url": "", "date": ""}])
    ours = Compiled(Outcome.objects.filter(pk__in=KEYS)).records([Outcome.objects.get().pk])[0]
    theirs = Outcome.objects.get()
    assert {name: value for name, value in vars(ours).items() if name != "_state"} == {
        name: value for name, value in vars(theirs).items() if name != "_state"
    }
    assert (ours._state.db, ours._state.adding) == (theirs._state.db, False)


def test_compiled_query_gives_what_is_joined_too(django_assert_num_queries):
    """With what that is joined to, and nothing where there is nothing."""
    hosted, plain = MeetingFactory(host=PartyFactory(), body__parent=BodyFactory()), MeetingFactory()
    asked = Compiled(Meeting.objects.select_related("host", "body__parent").filter(pk__in=KEYS).order_by("pk"))
    with django_assert_num_queries(1):
        found = [(one.host, one.body, one.body.parent) for one in asked.records([hosted.pk, plain.pk])]
    assert found == [(hosted.host, hosted.body, hosted.body.parent), (None, plain.body, None)]


@pytest.mark.parametrize("rule", [{"pk": 1}, {"document__in": KEYS, "pk__in": KEYS}])
def test_query_without_one_place_for_keys_is_not_compiled(rule):
    with pytest.raises(ValueError, match="no one place"):
        Compiled(DocumentFile.objects.filter(**rule))
