"""Lookups: several values, what is not on record, from and up to; on pages in words."""

import pytest

from amin_portal.api import COLLECTIONS
from meetings.models import Body, Meeting
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, PartyFactory

pytestmark = pytest.mark.django_db

LOOKUPS = {
    "bodies": "kind__in parent__in parent__isnull established__gte established__lte established__isnull concluded__gte "
    "concluded__lte concluded__isnull periodicity_months__gte periodicity_months__lte periodicity_months__isnull",
    "parties": "country_code__in kind__in body__in body__isnull member_from__gte member_from__lte member_from__isnull",
    "meetings": "body__in kind__in host__in host__isnull mode__in status__in ordinal__gte ordinal__lte ordinal__isnull "
    "start__gte start__lte start__isnull end__gte end__lte end__isnull",
    "agenda-items": "meeting__in",
    "outcomes": "kind__in body__in meeting__in follow_up__in due__gte due__lte due__isnull",
    "documents": "kind__in body__in body__isnull publisher__in publisher__isnull partner__in partner__isnull "
    "date__gte date__lte language__in date__isnull",
    "files": "language__in media_type__in sha256__in document__in version__gte version__lte size__gte size__lte "
    "size__isnull pages__gte pages__lte pages__isnull",
    "links": "category__in country__in country__isnull",
    "figures": "year__gte year__lte",
    "plans": "kind__in part_of__in part_of__isnull document__in document__isnull start_year__gte start_year__lte "
    "start_year__isnull end_year__gte end_year__lte end_year__isnull",
    "areas": "plan__in lead_body__in lead_body__isnull number__gte number__lte",
    "actions": "plan__in lead__in lead__isnull basis__in start_year__gte start_year__lte start_year__isnull "
    "end_year__gte end_year__lte end_year__isnull",
    "activities": "plan__in kind__in country__in country__isnull partner__in partner__isnull event__in event__isnull "
    "start__gte start__lte start__isnull end__gte end__lte end__isnull",
    "reports": "status__in meeting__in meeting__isnull as_of__gte as_of__lte as_of__isnull percent__gte percent__lte "
    "percent__isnull",
}


@pytest.fixture
def record():
    """Three meetings: one with a host that nobody may know of, one without any, one with all."""
    ammin, asomm = BodyFactory(acronym="AMMin"), BodyFactory(acronym="ASOMM")
    MeetingFactory(title="all", body=ammin, host=MemberStateFactory(slug="viet-nam"), ordinal=3, start="2023-11-21")
    MeetingFactory(title="behind", body=asomm, host=MemberStateFactory(state="draft"), ordinal=2, start="2022")
    MeetingFactory(title="none", body=BodyFactory(acronym="WG"), host=None, ordinal=None, start=None, end=None)
    for number, title in enumerate(["none", "behind", "all"]):
        Meeting.objects.filter(title=title).update(updated_at=f"2024-01-0{number + 1}T00:00Z", kind="meeting")


def test_every_collection_takes_these_lookups():
    found = {
        viewset.model.collection: {name for name in viewset.filterset_class.base_filters if "__" in name}
        for viewset in COLLECTIONS
    }
    every = {"updated_at__gte", "updated_at__lte"}
    assert found == {name: {*names.split(), *every} for name, names in LOOKUPS.items()}


def test_lookups_find_what_they_say(client, record):
    for query, found in {
        "body__in=ammin,asomm": ["all", "behind"],
        "body__in=ammin": ["all"],
        "body__in=ammin,ammin": ["all"],
        "kind__in=workshop,conference": [],
        "host__isnull=true": ["behind", "none"],  # as the record says: null
        "host__isnull=false": ["all"],
        "ordinal__gte=2": ["all", "behind"],
        "ordinal__lte=2": ["behind"],
        "ordinal__isnull=true": ["none"],
        "start__isnull=true": ["none"],
        "start__gte=2022-06": ["all", "behind"],
        "updated_at__gte=2024-01-02T00:00Z": ["all", "behind"],
        "updated_at__lte=2024-01-02T00:00Z": ["behind", "none"],
        "updated_at__gte=0001-01-01": ["all", "behind", "none"],  # in UTC it is before all time
        "updated_at__gte=9999-12-31T23:59:59-14:00": [],
        "ordinal__gte=99999999999999999999": [],
        "body__in=": ["all", "behind", "none"],
    }.items():
        answer = client.get(f"/api/v1/meetings/?{query}&ordering=title").json()
        assert (query, [one["title"] for one in answer["results"]]) == (query, found)


def test_lookups_of_several_records_find_each_once(client):
    bodies = BodyFactory.create_batch(2)
    DocumentFactory(title="both", bodies=bodies, kind="study", publishers=[PartyFactory(state="draft")])
    DocumentFactory(title="neither", kind="report")
    for query, found in {
        f"body__in={bodies[0].slug},{bodies[1].slug}": ["both"],
        "body__isnull=true": ["neither"],
        "body__isnull=false": ["both"],
        "publisher__isnull=true": ["both", "neither"],
        "kind__in=publication,declaration": ["both", "neither"],
    }.items():
        answer = client.get(f"/api/v1/documents/?{query}&ordering=title").json()
        assert (query, [one["title"] for one in answer["results"]]) == (query, found)


def test_lookup_that_cannot_be_read_is_refused(client, record):
    Body.objects.filter(slug="asomm").update(state="draft")
    for query, allowed in {
        "kind__in=meeting,feast": sorted(Meeting.Kind.values),
        "body__in=ammin,asomm": ["ammin", "wg"],
        "body__in=ammin,": ["ammin", "wg"],
        "body__in=%00": ["ammin", "wg"],
        "host__isnull=perhaps": ["false", "true"],
        "ordinal__gte=x": [],
        "start__isnull=1": ["false", "true"],
        "updated_at__gte=yesterday": [],
        f"body__in={'ammin,' * 101}": ["ammin", "wg"],
    }.items():
        answer = client.get(f"/api/v1/meetings/?{query}")
        (error,) = answer.json()["errors"]
        assert (query, answer.status_code, sorted(error["allowed"])) == (query, 400, allowed)


def test_null_character_is_refused_in_a_list_of_words(client):
    assert client.get("/api/v1/documents/?language__in=en,%00").status_code == 400


def test_page_takes_lookups_says_them_and_hands_them_on_with_its_form(client, record):
    ammin, asomm = Body.objects.get(slug="ammin"), Body.objects.get(slug="asomm")
    page = client.get("/meetings/?body__in=ammin,asomm&host__isnull=false&ordinal__gte=2")
    assert [meeting.title for meeting in page.context["object_list"]] == ["all"]
    assert [(str(pill.label), str(pill.value)) for pill in page.context["pills"]] == [
        ("Body", f"{ammin} or {asomm}"),
        ("Host", "on record"),
        ("Ordinal, from", "2"),
    ]
    assert [(field.name, field.value()) for field in page.context["filter"].form.hidden_fields()] == [
        ("body__in", "ammin,asomm"),
        ("host__isnull", "false"),
        ("ordinal__gte", "2"),
    ]
    plain = client.get("/meetings/").context["filter"].form
    assert [name for name in plain.fields if "__" in name] == ["start__gte", "start__lte"]
