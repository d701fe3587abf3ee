"""What the pages of documents cost: as many queries for three things around them as for one."""

import pytest

from amin_portal.search.index import update
from documents.models import Document
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
)
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActivityFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


@update.deferred()
def around_a_document(count):
    document = DocumentFactory(supersedes=DocumentFactory(), part_of=DocumentFactory())
    PlanFactory(document=document)
    for _ in range(count):
        document.publishers.add(PartyFactory())
        document.partners.add(PartyFactory())
        document.bodies.add(BodyFactory())
        DocumentFileFactory(document=document)
        DocumentFactory(supersedes=document)
        DocumentFactory(part_of=document)
        item = AgendaItemFactory()
        outcome = OutcomeFactory(meeting=item.meeting, agenda_item=item)
        MeetingDocumentFactory(document=document, meeting=item.meeting, outcome=outcome, agenda_item=item)
        ActivityFactory(documents=[document], country=MemberStateFactory())
        for subject in ({}, {"action": None, "plan": PlanFactory()}, {"action": None, "activity": ActivityFactory()}):
            ProgressReportFactory(evidence=[document], **subject)
    return document


@pytest.mark.parametrize("count", [1, 3])
def test_document_costs_the_same_however_much_is_around_it(client, django_assert_num_queries, count):
    address = around_a_document(count).get_absolute_url()
    with django_assert_num_queries(48):
        assert client.get(address).status_code == 200


@update.deferred()
def rows_of_documents(count):
    for _ in range(count):
        document = DocumentFactory(kind=Document.Kind.STUDY, publishers=[PartyFactory()])
        MeetingDocumentFactory(document=document)
        PlanFactory(document=document)


def rows_of_links(count):
    for _ in range(count):
        RelatedLinkFactory(country=MemberStateFactory())


def rows_of_figures(count):
    KeyFigureFactory.create_batch(count)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "fill", "queries"),
    [
        ("/documents/", rows_of_documents, 15),
        ("/publications/", rows_of_documents, 15),
        ("/links/", rows_of_links, 7),
        ("/figures/", rows_of_figures, 5),
    ],
)
def test_list_costs_the_same_for_any_number(client, django_assert_num_queries, address, fill, queries, count):
    fill(count)
    with django_assert_num_queries(queries):
        assert len(client.get(address).context["object_list"]) == count
