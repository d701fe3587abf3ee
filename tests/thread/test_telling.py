"""The thread in words and as a picture."""

import datetime
import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from amin_portal.thread.drawing import draw
from amin_portal.thread.graph import Graph
from amin_portal.thread.telling import tell
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + datetime.timedelta(days=1)


@pytest.fixture
def action():
    meeting = MeetingFactory(
        body=BodyFactory(acronym="AMMin", name="Ministers"), ordinal=8, start="2021-10-08", end="2021-10-08"
    )
    outcome = OutcomeFactory(meeting=meeting, kind="adopted", text="Third plan")
    document = DocumentFactory(title="Third plan, text", date="2021-10-08")
    MeetingDocumentFactory(meeting=meeting, document=document, outcome=outcome, role="adopted")
    plan = PlanFactory(code="Plan III", document=document, start_year=2021, end_year=2025)
    action = ActionFactory(plan=plan, title="Awards")
    later = MeetingFactory(body=meeting.body, ordinal=9, start="2023-11-21", end="2023-11-24")
    ActivityFactory(plan=plan, action=action, title="Ceremony", start="2023-11-23", end=None, event=later)
    ProgressReportFactory(action=action, as_of="2023-11-23", status="ongoing", meeting=later)
    return action


def lines(steps, depth=0) -> list[str]:
    found = []
    for step in steps:
        meeting = f" [{step.meeting.short_title}]" if step.meeting else ""
        role = f", {step.role}" if step.role else ""
        when = f", {step.when}" if step.when else ""
        found.append(f"{'  ' * depth}{step.name}: {step.words}{role}{when}{meeting}")
        found += lines(step.below, depth + 1)
    return found


def test_thread_is_told_from_the_record_back_to_its_origin_and_on_to_what_became_of_it(action):
    thread = tell(Graph.around(action))
    assert lines(thread.before) == [
        "Plan: Plan III, 2021–2025",
        "  Text: Third plan, text, 8 October 2021",
        "    Outcome: Adopted: Third plan, adopted, 8 October 2021 [8th AMMin]",
    ]
    assert lines(thread.after) == [
        "Activity: Ceremony, 23 November 2023 [9th AMMin]",
        "Report: under way, as of 23 November 2023 [9th AMMin]",
    ]


def test_each_record_stands_once_in_the_thread_of_a_meeting(action):
    meeting = action.reports.get().meeting
    told = [step.record for step in tell(Graph.around(meeting)).steps]
    assert len(told) == len(set(told)) == 4


@pytest.mark.parametrize(
    ("make", "before", "after"),
    [
        (DocumentFactory, ["No meeting on record dealt with this document."], []),
        (
            lambda: PlanFactory(document=None),
            ["When and where it was adopted is not known.", "No document with its text is on record."],
            ["No report on it is on record."],
        ),
        (OutcomeFactory, [], ["What became of it is not on record."]),
        (
            lambda: OutcomeFactory(follows=None, tasked_bodies=[BodyFactory()]),
            [],
            ["No document of this outcome is known."],
        ),
        (ActionFactory, [], ["No report on it is on record."]),
        (ActivityFactory, [], ["No report on it is on record."]),
        (BodyFactory, [], []),
    ],
)
def test_what_is_not_on_record_is_said(make, before, after):
    thread = tell(Graph.around(make()))
    assert (thread.missing_before, thread.missing_after) == (before, after)


def test_phases_say_when_they_were_adopted_for_their_whole():
    plan = PlanFactory()
    PlanFactory(part_of=plan)
    assert "When and where it was adopted is not known." not in tell(Graph.around(plan)).missing_before


def test_picture_shows_each_dated_record_once_and_a_plan_as_its_years(action):
    picture = draw(tell(Graph.around(action)))
    assert [str(lane.name) for lane in picture.lanes] == ["Decided", "Written", "Planned", "Done", "Reported"]
    assert (picture.bars, picture.dots.count("M"), picture.links.count("L")) == ("M0 86h1000", 4, 2)
    assert [tick.year for tick in picture.ticks if not 2021 <= tick.year <= 2025] == []
    assert picture.start is None
    assert draw(tell(Graph.around(action.plan))).start.path == "M0 86h1000"


def test_no_picture_of_what_a_line_says_as_well():
    assert draw(tell(Graph.around(ActionFactory(plan=PlanFactory(start_year=2021))))) is None


def test_pages_show_the_list_the_picture_and_nothing_that_is_read_out_twice(action, client):
    page = client.get(action.get_absolute_url()).content.decode()
    assert page.count('id="thread-heading"') == 1
    assert re.search(r'<svg width="100%"\s+height="180"\s+aria-hidden="true">', page)
    start, end = page.index('class="thread-picture"'), page.index("</figure>")
    assert "<a " not in page[start:end]


def test_tag_shows_no_later_record(action):
    request = RequestFactory().get("/")
    template = engines["django"].from_string("{% load thread %}{% thread until=until %}")
    known = template.render({"object": action, "until": action.reports.get().as_of.first.replace(year=2022)}, request)
    assert ("Ceremony" in known, "Third plan, text" in known) == (False, True)


def test_record_that_several_papers_link_stands_once_with_all_that_it_was():
    outcome, document = OutcomeFactory(), DocumentFactory(title="Charter")
    for role in ("signed", "adopted"):
        MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, document=document, role=role)
    (step,) = tell(Graph.around(outcome)).after
    assert (step.words, step.role) == ("Charter", "adopted, signed")
    assert [one.record for one in tell(Graph.around(document)).steps] == [outcome]


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"state": "in_review"}, {"publish_from": TOMORROW}])
def test_paper_of_an_outcome_that_is_not_public_still_links_document_and_meeting(hidden):
    outcome = OutcomeFactory(**hidden)
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, role="adopted")
    thread = tell(Graph.around(paper.document))
    assert (lines(thread.before), thread.missing_before) == (
        [f"Meeting: {outcome.meeting.title}, adopted, {outcome.meeting.dates}"],
        [],
    )
    assert paper.document in [step.record for step in tell(Graph.around(outcome.meeting)).steps]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": "delayed", "narrative": "Funds are short."}, "delayed, as of 2 May 2024"),
        ({"status": "", "narrative": "Nearly half\nis done."}, "“Nearly half is done.”, as of 2 May 2024"),
        ({"status": "", "narrative": "much " * 99}, f"“{'much ' * 17}much…”, as of 2 May 2024"),
        ({"status": "", "narrative": ""}, "without a status, as of 2 May 2024"),
    ],
)
def test_report_without_a_status_is_told_by_its_first_words(said, words):
    plan = PlanFactory()
    ProgressReportFactory(plan=plan, action=None, as_of="2024-05-02", **said)
    assert [step.words for step in tell(Graph.around(plan)).after] == [words]


def test_event_of_the_same_title_is_not_named_behind_its_activity(client):
    event = MeetingFactory(title="Workshop on tin", ordinal=None)
    action = ActionFactory()
    ActivityFactory(title="Workshop on tin", event=event, plan=action.plan, action=action)
    page = client.get(action.get_absolute_url()).content.decode()
    start = page.index('id="thread-heading"')
    assert page[start : page.index("</section>", start)].count("Workshop on tin") == 1


def test_document_that_a_later_meeting_considered_was_dealt_with():
    outcome = OutcomeFactory(meeting=MeetingFactory(start="2023-05-01", end=None))
    document = DocumentFactory(date="2020")
    assert tell(Graph.around(document)).missing_before == ["No meeting on record dealt with this document."]
    MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, document=document, role="considered")
    thread = tell(Graph.around(document))
    assert ([step.record for step in thread.after], thread.missing_before) == ([outcome], [])


def test_meeting_is_not_named_again_behind_what_stands_below_it(action):
    meeting, body = action.reports.get().meeting, action.reports.get().meeting.body
    OutcomeFactory(meeting=meeting, text="Fourth plan")
    for start in (meeting, body):
        steps = [step for step in tell(Graph.around(start)).steps if step.meeting == meeting]
        assert {step.other_meeting for step in steps} == {None}
    assert [step.other_meeting for step in tell(Graph.around(action)).after] == [meeting, meeting]


def test_report_says_what_it_is_on_where_that_is_not_the_line_above(action):
    report = action.reports.get()
    ProgressReportFactory(action=action, as_of="2023-11-21", status="", narrative="Begun.", meeting=report.meeting)
    told = {step.words for step in tell(Graph.around(report.meeting)).steps if step.record in action.reports.all()}
    assert told == {"Awards: under way, as of 23 November 2023", "Awards: “Begun.”, as of 21 November 2023"}


@pytest.mark.parametrize(
    ("day", "said"), [(None, []), (datetime.date(2022, 1, 1), ["No report on it by then is on record."])]
)
def test_past_state_says_that_nothing_was_reported_by_then(action, day, said):
    assert tell(Graph.around(action, until=day)).missing_after == said
