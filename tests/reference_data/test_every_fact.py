"""The walk: with the real record loaded, every fact of the files is found on the page of its record, and said well."""

from collections import defaultdict

import pytest
from django.db.models import Model
from django.urls import resolve

from amin_portal.pages.models import TextPage
from amin_portal.publishing.models import publishable_models
from documents.models import KeyFigure, RelatedLink
from meetings.models import Outcome
from plans.models import Action, Activity, StrategicArea

from . import facts as rules
from .facts import facts, read
from .leftovers import empty_elements, machine_dates, spaced, workshop_words
from .site import Page, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(loaded) -> dict[str, Page]:
    return walk()


def unsaid(page: Page, record: dict, fields: dict) -> list[str]:
    """What of the record its page does not say."""
    return [str(fact) for fact in facts(record, fields) if not page.says(fact)]


def test_every_page_answers(site):
    leads_on = {address for address in site if address.startswith("/id/") or address.endswith(("/latest/", "/next/"))}
    statuses = {address: page.status for address, page in site.items()}
    assert statuses == {address: 302 if address in leads_on else 200 for address in site}
    assert len(site) > 800


def test_every_public_record_is_reached(site):
    missing = [
        record.get_absolute_url()
        for model in publishable_models()
        if model._meta.model_name not in ("documentfile",)  # led to on another site
        for record in model.objects.public()
        if record.get_absolute_url().partition("#")[0] not in site
    ]
    assert missing == []


def test_anchors_are_where_links_say(site):
    linked = {link for page in site.values() for link in page.links if link.startswith("/") and "#" in link}
    parts = [(link, page, anchor) for link in linked for page, anchor in [link.split("#", 1)] if page in site]
    assert [link for link, page, anchor in parts if f'id="{anchor}"' not in site[page].html] == []
    assert len(parts) > 50


@pytest.mark.parametrize(
    ("file", "prefix", "fields"),
    [
        ("bodies.json", "/bodies/", rules.BODY),
        ("meetings.json", "/meetings/", rules.MEETING),
        ("documents.json", "/documents/", rules.DOCUMENT),
        ("partners.json", "/partners/", rules.PARTNER),
        ("organisations.json", "/partners/", rules.ORGANISATION),
        ("plans.json", "/plans/", rules.PLAN),
    ],
)
def test_page_says_everything(site, file, prefix, fields):
    missing = {record["slug"]: unsaid(site[f"{prefix}{record['slug']}/"], record, fields) for record in read(file)}
    assert {slug: texts for slug, texts in missing.items() if texts} == {}


def test_page_of_a_member_state_says_everything(site):
    missing = {}
    for record in read("member_states.json"):
        (address,) = rules.party(record["code"], record)
        missing[record["name"]] = unsaid(site[address], record, rules.MEMBER_STATE)
    assert len(missing) == 11
    assert {name: texts for name, texts in missing.items() if texts} == {}


def own_page(site, record: Model) -> Page:
    return site[record.get_absolute_url()]


def items(name, file_of_plan):
    """The nested records of a plan under `name`, those of its areas too."""
    nested = (
        []
        if name == "strategic_areas"
        else [one for area in file_of_plan["strategic_areas"] for one in area.get(name, [])]
    )
    return [*file_of_plan[name], *nested]


@pytest.mark.parametrize(
    ("name", "model", "title", "fields"),
    [
        ("strategic_areas", StrategicArea, "name", rules.AREA),
        ("actions", Action, "title", rules.ACTION),
        ("activities", Activity, "title", rules.ACTIVITY),
    ],
)
def test_page_of_an_item_of_a_plan_says_everything(site, name, model, title, fields):
    missing, count = {}, 0
    for plan in read("plans.json"):
        for record in items(name, plan):
            page = own_page(site, model.objects.get(plan__slug=plan["slug"], **{title: record[title]}))
            missing[plan["slug"], record[title]] = unsaid(page, record, fields)
            count += 1
    assert {names: texts for names, texts in missing.items() if texts} == {}
    assert count == model.objects.count()


def test_page_of_an_outcome_says_everything(site):
    missing = {}
    for meeting in read("meetings.json"):
        for position, record in enumerate(meeting["outcomes"], start=1):
            page = own_page(site, Outcome.objects.get(meeting__slug=meeting["slug"], position=position))
            missing[meeting["slug"], position] = unsaid(page, record, rules.OUTCOME)
    assert {names: texts for names, texts in missing.items() if texts} == {}
    assert len(missing) == 42


@pytest.mark.parametrize(
    ("file", "address", "fields"), [("links.json", "/links/", rules.LINK), ("figures.json", "/figures/", rules.FIGURE)]
)
def test_list_says_everything(site, file, address, fields):
    records = [record for record in read(file) if record.get("url_verified", True)]
    missing = {record.get("slug", record.get("title")): unsaid(site[address], record, fields) for record in records}
    assert {name: texts for name, texts in missing.items() if texts} == {}


def test_link_that_was_not_verified_is_on_no_page(site):
    unverified = RelatedLink.objects.filter(
        title__in=[record["title"] for record in read("links.json") if not record["url_verified"]]
    )
    shown = {link for page in site.values() for link in page.links}
    public = RelatedLink.objects.public().first()
    assert public.url in site["/links/"].links
    assert unverified.count() == 12
    assert [
        link.title for link in unverified if link.get_absolute_url() in shown or link.url in site["/links/"].links
    ] == []


def test_editorial_additions_are_shown(site):
    editorial = read("editorial.json")
    for slug, names in editorial["aliases"].items():
        (address,) = rules.party(slug, {})
        assert (slug, [name for name in names if not site[address].says(name)]) == (slug, [])
    for slug, code in editorial["country_codes"].items():
        assert site[f"/partners/{slug}/"].says(code)
    for note in editorial["activities"]:
        page = own_page(site, Activity.objects.get(plan__slug=note["plan"], title=note["activity"]))
        wanted = [f"/documents/{slug}/" for slug in note.get("documents", [])]
        wanted += [f"/meetings/{note['event']}/"] if "event" in note else []
        wanted += [note["action"]] if "action" in note else []
        assert (note["activity"], [fact for fact in wanted if not page.says(fact)]) == (note["activity"], [])
    for told in editorial["reported_to"]:
        plan, _slash, title = told["subject"].partition("/")
        page = own_page(site, Action.objects.get(plan__slug=plan, title=title)) if title else site[f"/plans/{plan}/"]
        assert (told, f"/meetings/{told['meeting']}/" in page.links) == (told, True)
    headlines = KeyFigure.objects.filter(slug__in=editorial["headline_figures"])
    assert [figure.slug for figure in headlines if not site["/"].says(figure.label)] == []
    key_documents = {f"/documents/{slug}/" for slug in editorial["key_documents"]}
    assert key_documents - site["/documents/?is_key_document=true"].links == set()


def test_text_pages_are_shown_as_written(site):
    for page in TextPage.objects.all():
        shown = site[page.get_absolute_url()]
        words = page.title.split() + [word for word in page.body.split() if word.isalpha()]
        assert (page.slug, [word for word in words if not shown.says(word)]) == (page.slug, [])


# How it is said


FOR_DEVELOPERS = "/api/docs/"  # speaks of columns, null and dates as the API writes them


def left_over(site, find) -> dict[str, list[str]]:
    """What `find` finds, by the address of the page."""
    found = {address: find(page.html) for address, page in site.items() if address != FOR_DEVELOPERS}
    return {address: leftovers for address, leftovers in found.items() if leftovers}


def test_no_page_has_an_empty_place(site):
    assert left_over(site, empty_elements) == {}


def test_no_page_speaks_the_language_of_the_workshop(site):
    assert left_over(site, workshop_words) == {}


def test_dates_are_written_out(site):
    assert left_over(site, machine_dates) == {}
    assert machine_dates(site[FOR_DEVELOPERS].html) == ["2005-12", "2005-12-04"]


@pytest.mark.parametrize(
    ("find", "html", "found"),
    [
        (empty_elements, "<dl><dt>Host</dt><dd> \n </dd></dl>", ["dd"]),
        (empty_elements, "<ul class='x'></ul>", ["ul.x"]),
        (empty_elements, "<table class='meeting-years'><tr><th></th><td></td></table><td></td>", ["th", "td"]),
        (empty_elements, "<h2><span></span></h2><p><img alt=''></p><td><b>x</b></td>", ["h2"]),
        (workshop_words, "<p>None, TODO and adopted_at</p>", ["None", "TODO", "adopted_at"]),
        (workshop_words, "<title>None</title><p>Nonetheless, https://example.org/a_b/None</p>", ["None"]),
        (machine_dates, "<p>Since 2023-11 and on 2023-11-24, 2016-2020</p>", ["2023-11", "2023-11-24"]),
        (machine_dates, "<time datetime='2023-11-24'>today</time> https://example.org/2023-11-24/", []),
    ],
)
def test_what_is_left_over_is_recognised(find, html, found):
    assert find(html) == found


def kinds(site) -> dict[str, list[str]]:
    """The addresses of pages by the pattern that they fall under, the shortest page first."""
    found = defaultdict(list)
    for address in sorted((one for one in site if site[one].html), key=lambda one: len(site[one].html)):
        found[resolve(address.partition("?")[0]).route].append(address)
    return found


def test_pages_say_the_same_from_templates_as_they_were_written(site, client, settings):
    """The shortest, the longest and a middling page of each kind: no word is lost, none is glued to the next."""
    samples = {one for pages in kinds(site).values() for one in (pages[0], pages[len(pages) // 2], pages[-1])}
    (backend,) = settings.TEMPLATES
    plain = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    settings.TEMPLATES = [backend | {"OPTIONS": backend["OPTIONS"] | {"loaders": plain}}]
    differing = []
    for address in samples:
        written = client.get(address).text
        assert (address, len(written) > len(site[address].html)) == (address, True)
        if spaced(written) != spaced(site[address].html):
            differing.append(address)
    assert (differing, len(samples) > 40) == ([], True)
