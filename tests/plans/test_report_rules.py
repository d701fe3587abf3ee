"""What a progress report may say, and what staff must give with a status that they publish."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amin_portal.publishing.models import State
from amin_portal.publishing.partial_dates import PartialDate
from plans.models import ProgressReport
from tests.desk.forms import errors, save, shown_values
from tests.factories.documents import DocumentFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory

GROUNDS = "A status is published with its evidence, or with the reason why there is none."
LIST = "/admin/plans/progressreport/"


def form_of(report: ProgressReport) -> str:
    return reverse("admin:plans_progressreport_change", args=[report.pk])


def stored(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.get(pk=report.pk)


def draft(**values) -> ProgressReport:
    return ProgressReportFactory(state=State.DRAFT, **values)


def notices(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


# What it says


def report_as_of(when) -> ProgressReport:
    return ProgressReport(action=ActionFactory(), as_of=when)


@pytest.mark.django_db
@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_report_is_of_today_or_before_however_vague_its_date(precision):
    today = timezone.localdate()
    report_as_of(PartialDate(today, precision)).full_clean()
    to_come = {"day": timedelta(days=1), "month": timedelta(days=32), "year": timedelta(days=367)}[precision]
    date = PartialDate(today + to_come, precision)
    with pytest.raises(ValidationError) as refused:
        report_as_of(date).full_clean()
    message = f"{date} is still to come: a report says how it stood on a day that has been."
    assert refused.value.message_dict == {"as_of": [message]}


@pytest.mark.django_db
def test_day_of_the_portal_counts():
    with timezone.override("Pacific/Kiritimati"):  # 26 hours before the other
        today = timezone.localdate()
        report_as_of(today).full_clean()
    with timezone.override("Etc/GMT+12"), pytest.raises(ValidationError):
        report_as_of(today).full_clean()


@pytest.mark.django_db
def test_report_without_date_is_taken():
    report_as_of(None).full_clean()


@pytest.mark.django_db
def test_narrative_is_not_a_document():
    ProgressReport(action=ActionFactory(), narrative="x" * 5000).full_clean()
    with pytest.raises(ValidationError) as refused:
        ProgressReport(action=ActionFactory(), narrative="x" * 30_000).full_clean()
    assert refused.value.message_dict == {
        "narrative": ["A report has up to 5,000 characters. Name the document that says more as evidence."]
    }


def test_form_says_in_words_what_is_wrong(editor):
    report = draft()
    answer = save(editor, form_of(report), percent="101", as_of="2 October 2099")
    assert errors(answer) == {
        "percent": ["The percentage is over 100."],
        "as_of": ["2 October 2099 is still to come: a report says how it stood on a day that has been."],
    }


# What is published


@pytest.mark.parametrize("given", [{}, {"reason_without_evidence": "  "}])
def test_status_is_not_published_without_evidence_or_reason(editor, given):
    report = draft(narrative="")
    answer = save(editor, form_of(report), narrative="Presented.", _publish="", **given)
    assert errors(answer) == {"reason_without_evidence": [GROUNDS]}
    assert (stored(report).state, stored(report).narrative) == (State.DRAFT, "")


def test_status_is_published_with_a_reason(editor):
    report = draft()
    save(editor, form_of(report), reason_without_evidence="Reported orally.", _publish="")
    assert stored(report).state == State.PUBLISHED


def test_status_is_published_with_evidence(editor):
    report = draft()
    save(editor, form_of(report), evidence=[DocumentFactory().pk], _publish="")
    assert (stored(report).state, stored(report).evidence.count()) == (State.PUBLISHED, 1)


def test_report_without_status_needs_no_evidence(editor):
    report = draft(status="", narrative="Nearly half of it is done.")
    save(editor, form_of(report), _publish="")
    assert stored(report).state == State.PUBLISHED


def test_draft_is_kept_and_handed_in_without_evidence(editor):
    report = draft()
    save(editor, form_of(report), narrative="Presented.", _submit="")
    assert (stored(report).state, stored(report).narrative) == (State.IN_REVIEW, "Presented.")


def test_list_publishes_those_that_are_ready_and_names_the_others(editor):
    ready, lacking = draft(reason_without_evidence="Reported orally."), [draft() for _ in range(7)]
    chosen = {"action": "publish_selected", "_selected_action": [one.pk for one in (ready, *lacking)]}
    answer = editor.post(LIST, chosen, follow=True)
    assert notices(answer) == [
        *(f"{one} stays as it is: {GROUNDS}" for one in lacking[:5]),
        "So do 2 more.",
        "1 record is public.",
    ]
    assert [stored(one).state for one in (ready, *lacking)] == [State.PUBLISHED, *[State.DRAFT] * 7]


def test_plan_is_published_without_its_reports_that_lack_evidence(editor):
    plan = PlanFactory(state=State.DRAFT)
    action = ActionFactory(plan=plan, state=State.DRAFT)
    lacking, ready = draft(action=action), draft(action=None, plan=plan, reason_without_evidence="Reported orally.")
    answer = editor.post(
        "/admin/plans/plan/", {"action": "publish_selected", "_selected_action": [plan.pk]}, follow=True
    )
    assert notices(answer) == [f"{lacking} stays as it is: {GROUNDS}", "1 record is public."]
    assert [stored(one).state for one in (lacking, ready)] == [State.DRAFT, State.PUBLISHED]


def test_form_of_a_plan_publishes_it_without_its_reports_that_lack_evidence(editor):
    plan = PlanFactory(state=State.DRAFT)
    lacking = draft(action=None, plan=plan)
    answer = editor.post(*_filled(editor, plan), follow=True)
    assert f"{lacking} stays as it is: {GROUNDS}" in notices(answer)
    assert (stored(lacking).state, type(plan).objects.get().state) == (State.DRAFT, State.PUBLISHED)


def _filled(editor, plan):
    address = reverse("admin:plans_plan_change", args=[plan.pk])
    return address, shown_values(editor, address) | {"_publish": ""}


# What was published without evidence before


def test_report_on_record_without_evidence_can_be_put_right(editor):
    report = ProgressReportFactory()
    save(editor, form_of(report), narrative="Presented at the meeting.")
    assert (stored(report).narrative, stored(report).state) == ("Presented at the meeting.", State.PUBLISHED)


def test_other_status_of_a_public_report_needs_evidence(editor):
    report = ProgressReportFactory()
    assert errors(save(editor, form_of(report), status="delayed")) == {"reason_without_evidence": [GROUNDS]}
    save(editor, form_of(report), status="delayed", reason_without_evidence="Reported orally.")
    assert stored(report).status == "delayed"


def test_public_report_does_not_lose_its_evidence(editor):
    report = ProgressReportFactory()
    report.evidence.add(DocumentFactory())
    assert errors(save(editor, form_of(report), evidence=[])) == {"reason_without_evidence": [GROUNDS]}
    assert stored(report).evidence.count() == 1


def test_public_report_among_the_parts_of_its_action_obeys_the_same_rule(editor):
    report = ProgressReportFactory()
    address = reverse("admin:plans_action_change", args=[report.action_id])
    assert errors(save(editor, address, **{"reports-0-status": "delayed"})) == {
        "reports-0-reason_without_evidence": [GROUNDS]
    }
    assert stored(report).status == "completed"


def test_list_is_narrowed_down_by_plan_and_by_what_bears_a_report_out(editor):
    plan = PlanFactory()
    of_plan = ProgressReportFactory(action=None, plan=plan, reason_without_evidence="Reported orally.")
    of_action = ProgressReportFactory(action=ActionFactory(plan=plan))
    other = ProgressReportFactory()
    other.evidence.add(DocumentFactory())

    def found(query: str) -> set[ProgressReport]:
        return {*editor.get(f"{LIST}?{query}").context["cl"].result_list}

    assert found(f"of_plan={plan.pk}") == {of_plan, of_action}
    assert found("grounds=evidence") == {other}
    assert found("grounds=reason") == {of_plan}
    assert found("grounds=none") == {of_action}
    for nonsense in ("of_plan=9%00", f"of_plan={'9' * 40}", "of_plan=x", "grounds=x"):
        assert found(nonsense) == {of_plan, of_action, other}
