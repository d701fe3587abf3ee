"""What pages say to programs that read them is what they say to people, and no more."""

import html
import json
import re

import pytest

from amin_portal.publishing.models import State
from documents.models import Document
from meetings.models import Body, Meeting, Party
from plans.models import Activity
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActivityFactory, PlanFactory
from tests.factories.world import build_world
from tests.pages import plain

from .doors import LISTS, doors

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
OTHERS = ["/", "/about/", "/glossary/", "/accessibility/", "/search/", "/data/", "/api/docs/"]
PROPERTIES = ["title", "description", "type", "url", "image", "site_name"]


def told(page):
    """The blocks of JSON-LD by their type."""
    blocks = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL))
    return {block["@type"]: block for block in blocks}


def told_of(client, record):
    """What is told of the record itself, but for what is told of every record."""
    [about] = [block for kind, block in told(client.get(record.get_absolute_url())).items() if kind != "BreadcrumbList"]
    record.refresh_from_db()
    common = {"@context": "https://schema.org", "@id": f"{SITE}/id/{record.uid}"}
    common |= {"url": SITE + record.get_absolute_url()}
    assert common.items() <= about.items()
    changed = about.pop("dateModified", record.updated_at.isoformat(timespec="seconds"))
    assert changed == record.updated_at.isoformat(timespec="seconds")
    return {name: value for name, value in about.items() if name not in common}


def shared(page):
    found = re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page.text)
    assert len(dict(found)) == len(found)
    return {name: html.unescape(content) for name, content in found}


def steps(page):
    """The breadcrumbs that people see, without what the page adds to explain its acronyms."""
    navigation = re.search(r'<nav class="breadcrumbs".*?</nav>', page.text, re.DOTALL)
    found = re.findall(r"<li[^>]*>(.*?)</li>", navigation[0], re.DOTALL) if navigation else []
    return [plain(re.sub(r"<[^>]*>", "", step)) for step in found]


def test_every_page_says_what_it_is_and_where_it_stands(client):
    world = build_world()
    pages = [page for page in doors(world)["page"] if page.endswith("/")]  # and none of them a file
    assert len(pages) > 12
    for address in [*OTHERS, *(f"/{name}/" for name in LISTS), *pages]:
        page = client.get(address)
        properties, head = shared(page), page.text.partition("</head>")[0]
        assert (address, list(properties)) == (address, PROPERTIES)
        assert properties["url"] == SITE + address
        assert properties["image"] == f"{SITE}/static/img/mark.png"
        assert len(re.findall('<meta name="description"', head)) == 1
        assert '<meta name="twitter:card" content="summary">' in head
        path = told(page).get("BreadcrumbList", {"itemListElement": []})["itemListElement"]
        shown = steps(page)
        assert (address, [step["name"] for step in path]) == (address, shown if len(shown) > 2 else [])
        assert {step["item"].startswith(f"{SITE}/") for step in path[:-1]} <= {True}
        assert "null" not in json.dumps(told(page))


def test_home_says_how_to_search_and_the_data_how_to_be_had(client):
    site, data = told(client.get("/"))["WebSite"], told(client.get("/data/"))["Dataset"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/search/?q={{search_term_string}}"
    assert (data["url"], "distribution" in data) == (f"{SITE}/data/", False)
    assert data["includedInDataCatalog"]["url"] == f"{SITE}/data/catalogue.jsonld"


def test_meeting_is_told_as_an_event_as_far_as_it_is_known(client):
    body = BodyFactory(name="ASEAN Senior Officials Meeting on Minerals", acronym="ASOMM")
    mentioned = {"@type": "Organization", "name": str(body), "url": SITE + body.get_absolute_url()}
    series = {"body": body, "host": MemberStateFactory(), "title": "16th Senior Officials Meeting"}
    meeting = MeetingFactory(
        **series, ordinal=16, start="2023-11", end=None, mode="hybrid", city="Phnom Penh", venue="", summary="",
        status=Meeting.Status.POSTPONED,
    )  # fmt: skip
    assert told_of(client, meeting) == {
        "@type": "Event",
        "name": "16th Senior Officials Meeting",
        "alternateName": "16th ASOMM",
        "startDate": "2023-11",
        "eventStatus": "https://schema.org/EventPostponed",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Phnom Penh",
                "address": {"@type": "PostalAddress", "addressLocality": "Phnom Penh"},
            },
            {"@type": "VirtualLocation", "name": "Online"},
        ],
        "organizer": mentioned,
    }
    little = MeetingFactory(title="Workshop", body=body, ordinal=None, start=None, end=None, mode="unknown", city="")
    assert told_of(client, little) == {
        "@type": "Event",
        "name": "Workshop",
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": mentioned,
    }


def test_document_is_told_with_its_newest_files_and_nothing_that_is_not_public(client):
    hidden = DocumentFactory(title="Hidden compendium", state=State.DRAFT)
    document = DocumentFactory(
        title="Study of Nickel", kind=Document.Kind.STUDY, date="2024", language="en", licence="CC BY 4.0",
        part_of=hidden, publishers=[PartyFactory(name="Hidden fund", state=State.DRAFT), PartyFactory(name="ASEAN")],
    )  # fmt: skip
    UploadedFileFactory(document=document, version=1)
    UploadedFileFactory(document=document, version=3, state=State.DRAFT)
    file = UploadedFileFactory(document=document, version=2)
    publisher = Party.objects.get(name="ASEAN")
    assert told_of(client, document) == {
        "@type": "Report",
        "name": "Study of Nickel",
        "genre": "study",
        "datePublished": "2024",
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": "ASEAN", "url": SITE + publisher.get_absolute_url()},
        "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": SITE + file.get_absolute_url(),
            "encodingFormat": "application/pdf",
            "inLanguage": "en",
            "version": "2",
            "sha256": file.sha256,
        },
    }


def test_other_records_are_told_as_what_they_are(client):
    body = BodyFactory(name="Ministers", acronym="AMMin", kind=Body.Kind.MINISTERIAL, established="2005-08-04")
    assert told_of(client, body) == {
        "@type": "Organization", "name": "Ministers", "alternateName": "AMMin", "foundingDate": "2005-08-04",
    }  # fmt: skip
    country = MemberStateFactory(name="Viet Nam", country_code="VN", aliases=["Vietnam"], note="", cooperation="")
    assert told_of(client, country) == {
        "@type": "Country", "name": "Viet Nam", "alternateName": "Vietnam", "identifier": "VN",
    }  # fmt: skip
    plan = PlanFactory(title="Fourth plan", code="AMCAP-IV", start_year=2026, end_year=None, summary="")
    assert told_of(client, plan) == {
        "@type": "CreativeWork", "name": "Fourth plan", "alternateName": "AMCAP-IV", "genre": "action plan",
        "temporalCoverage": "2026/..",
    }  # fmt: skip
    workshop = ActivityFactory(title="Workshop", kind=Activity.Kind.WORKSHOP, start="2024-05", city="Hanoi", plan=plan)
    assert (told_of(client, workshop)["@type"], told_of(client, workshop)["startDate"]) == ("Event", "2024-05")
    study = ActivityFactory(title="Study", kind=Activity.Kind.STUDY, plan=plan)
    assert told_of(client, study)["isPartOf"]["url"] == SITE + plan.get_absolute_url()
    outcome = OutcomeFactory()
    assert told_of(client, outcome)["recordedAt"]["url"] == SITE + outcome.meeting.get_absolute_url()


def test_document_says_what_it_is_contained_in(client):
    compendium = DocumentFactory(title="Compendium")
    found = told_of(client, DocumentFactory(part_of=compendium))["isPartOf"]
    assert (found["name"], found["url"]) == ("Compendium", SITE + compendium.get_absolute_url())


def test_no_title_ends_the_script(client):
    title = "</script><script>alert(1)</script> & “more” <!--"
    document = DocumentFactory(title=title, short_title="")
    page = client.get(document.get_absolute_url())
    assert told(page)["DigitalDocument"]["name"] == title
    assert told(page)["BreadcrumbList"]["itemListElement"][-1]["name"] == title
    assert shared(page)["title"] == title
    assert "<script>" not in page.text


def test_nothing_is_told_of_what_only_staff_may_see_or_of_what_is_gone(client, editor):
    draft = DocumentFactory(state=State.DRAFT)
    page = editor.get(draft.get_absolute_url())
    assert (page.status_code, list(told(page))) == (200, ["BreadcrumbList"])
    withdrawn = DocumentFactory()
    withdrawn.withdraw("By mistake")
    for address, status in ((withdrawn.get_absolute_url(), 410), ("/no-such-page/", 404)):
        page = client.get(address)
        assert (page.status_code, shared(page), list(told(page))) == (status, {}, [])
