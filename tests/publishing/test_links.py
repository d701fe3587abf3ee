"""No chain of records leads back to where it began: it is refused with a sentence, and read without harm."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amin_portal.publishing.models import links, publishable_models
from amin_portal.publishing.models.links import chains, followed
from documents.models import Document
from plans.charts import parts_below_wholes
from plans.models import Action, Plan
from plans.resources import ActionResource
from tests.desk.forms import errors, save
from tests.desk.test_bulk_fields import confirm, look
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, StrategicAreaFactory
from tests.spreadsheets.files import said, write

pytestmark = pytest.mark.django_db

CHAINS = [
    (ActionFactory, "continues"),
    (ActivityFactory, "continues"),
    (BodyFactory, "parent"),
    (BodyFactory, "successor"),
    (DocumentFactory, "part_of"),
    (DocumentFactory, "supersedes"),
    (OutcomeFactory, "follows"),
    (PlanFactory, "part_of"),
    (PlanFactory, "predecessor"),
]
every_chain = pytest.mark.parametrize(("make", "name"), [*CHAINS, (DocumentFactory, "replaced_by")])


def in_a_row(make, name, count) -> list:
    """Records of which each leads to the one before it."""
    made = [make(replaced_by=None)]
    for _more in range(count - 1):
        made.append(make(**{name: made[-1]}))
    return made


def close(record, name, other) -> None:
    """A circle that no rule of ours let in."""
    table, column = record._meta.db_table, record._meta.get_field(name).column
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [other.pk, record.pk])  # noqa: S608


def test_every_link_of_a_kind_to_itself_is_a_chain():
    found = {(model, link.name) for model in publishable_models() for link in chains(model)}
    named = {(make._meta.model, name) for make, name in CHAINS}
    assert found == named | {(model, "replaced_by") for model in publishable_models()}


@every_chain
@pytest.mark.parametrize("count", [1, 2, 4])
def test_circle_is_refused_with_a_sentence_that_names_it(make, name, count):
    records = in_a_row(make, name, count)
    setattr(records[0], name, records[-1])
    names = " → ".join(f"“{str(record)[:60]}”" for record in [records[0], *reversed(records)])
    for refuse in (records[0].full_clean, records[0].save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {name: [f"This would lead round in a circle: {names}."]}
    assert type(records[0]).objects.filter(pk=records[0].pk, **{f"{name}__isnull": True}).exists()


def test_of_a_long_circle_its_beginning_and_its_end_are_named():
    plans = [PlanFactory(code="P0")]
    for number in range(1, 9):
        plans.append(PlanFactory(code=f"P{number}", predecessor=plans[-1]))
    plans[0].predecessor = plans[-1]
    with pytest.raises(ValidationError, match="circle: “P0” → “P8” → “P7” → “P6” → … → “P1” → “P0”"):
        plans[0].save()


def test_chain_may_branch_and_meet_and_be_turned_round():
    first, second, third = in_a_row(PlanFactory, "predecessor", 3)
    PlanFactory(predecessor=first, part_of=third)
    third.predecessor = None
    third.save()
    first.predecessor = third
    first.full_clean()
    first.save()
    assert followed(Plan._meta.get_field("predecessor"), second.pk) == [second.pk, first.pk, third.pk]


def test_chain_longer_than_can_be_followed_is_refused(monkeypatch):
    monkeypatch.setattr(links, "LONGEST", 3)
    plans = in_a_row(PlanFactory, "predecessor", 5)
    plan = PlanFactory()
    plan.predecessor = plans[2]
    plan.save()
    plan.predecessor = plans[4]
    with pytest.raises(ValidationError, match="a chain of more than 3 links, too long to be followed"):
        plan.save()


@pytest.mark.parametrize("count", [1, 30])
def test_chain_is_followed_in_one_query_whatever_its_length(count, django_assert_num_queries):
    last = in_a_row(DocumentFactory, "supersedes", count)[-1]
    with django_assert_num_queries(1):
        assert len(followed(Document._meta.get_field("supersedes"), last.pk)) == count


def test_links_that_stay_are_not_followed_again():
    _first, second = in_a_row(DocumentFactory, "supersedes", 2)
    second.summary = "Another one"
    with CaptureQueriesContext(connection) as queries:
        second.full_clean()
        second.save()
    assert [query["sql"] for query in queries if "RECURSIVE" in query["sql"]] == []


def test_second_of_two_who_would_close_a_circle_together_is_refused():
    """Both looked while there was none; the link is followed again when the turn is held."""
    one, two = PlanFactory(code="A"), PlanFactory(code="B")
    mine, theirs = Plan.objects.get(pk=one.pk), Plan.objects.get(pk=two.pk)
    mine.predecessor, theirs.predecessor = two, one
    mine.full_clean()
    theirs.full_clean()
    mine.save()
    with pytest.raises(ValidationError, match="“B” → “A” → “B”"):
        theirs.save()


def test_record_of_a_circle_that_is_there_already_can_be_edited_and_set_right():
    first, second = in_a_row(PlanFactory, "predecessor", 2)
    close(first, "predecessor", second)
    third = PlanFactory(predecessor=first)
    first = Plan.objects.get(pk=first.pk)
    first.summary = "Still to be written."
    first.full_clean()
    first.save()
    first.predecessor = None
    first.save()
    assert followed(Plan._meta.get_field("predecessor"), third.pk) == [third.pk, first.pk]


def test_no_plan_supports_itself():
    plan = PlanFactory()
    for relation in (plan.supports, plan.supported_by):
        with pytest.raises(ValidationError, match="A record cannot be linked to itself here"), transaction.atomic():
            relation.add(PlanFactory(), plan)
    other = PlanFactory(supports=[plan])
    plan.supports.add(other)
    assert [*plan.supports.all()] == [*plan.supported_by.all()] == [other]


# Where staff write


def form_of(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def test_form_says_that_it_would_be_a_circle(editor):
    first, second = in_a_row(PlanFactory, "predecessor", 2)
    answer = save(editor, form_of(first), predecessor=second.pk)
    said = f"This would lead round in a circle: “{first}” → “{second}” → “{first}”."
    assert errors(answer) == {"predecessor": [said]}
    answer = save(editor, form_of(first), supports=[first.pk])
    assert errors(answer) == {"supports": ["A record cannot be linked to itself here."]}


def test_withdrawal_says_that_it_would_be_a_circle(editor):
    first, second = DocumentFactory(title="First"), DocumentFactory(title="Second")
    first.withdraw("Issued in error", replaced_by=second)
    sent = {"reason": "Issued in error", "replaced_by": first.pk}
    page = editor.post(reverse("admin:documents_document_withdraw", args=[second.pk]), sent)
    assert "replaced_by" in page.context["form"].errors
    assert Document.objects.get(pk=second.pk).state == "published"


def test_field_of_many_records_is_not_set_in_a_circle(editor):
    first, second = in_a_row(PlanFactory, "part_of", 2)
    page = confirm(editor, look(editor, [first], "part_of", second.pk))
    said = f"{first}: This would lead round in a circle: “{first}” → “{second}” → “{first}”."
    assert page.context["problems"] == [said]
    page = confirm(editor, look(editor, [first, second], "part_of", PlanFactory().pk))
    assert page.status_code == 302


def test_import_refuses_a_circle_that_its_rows_close():
    plan = PlanFactory(slug="amcap-x")
    for slug in ("one", "two"):
        ActionFactory(plan=plan, slug=slug, title=slug.title())
    outcome = write(
        ActionResource,
        ["plan", "slug", "continues"],
        ["amcap-x", "one", "amcap-x/two"],
        ["amcap-x", "two", "amcap-x/one"],
    )
    message = "This would lead round in a circle: “Two” → “One” → “Two”."
    assert said(outcome) == [("C3", "continues", message)]
    assert not Action.objects.exclude(continues=None).exists()


def test_action_in_an_area_of_another_plan_is_refused_with_a_sentence_everywhere(editor):
    action, stranger = ActionFactory(), StrategicAreaFactory(number=77)
    refusal = "This belongs to another plan."
    assert errors(save(editor, form_of(action), area=stranger.pk)) == {"area": [refusal]}
    page = confirm(editor, look(editor, [action], "area", stranger.pk))
    assert page.context["problems"] == [f"{action}: {refusal}"]
    plan = action.plan.slug
    outcome = write(ActionResource, ["plan", "slug", "area"], [plan, action.slug, "77"])
    assert said(outcome) == [("C2", "area", "There is no strategic area “77”.")]
    assert Action.objects.get().area is None


# Where it is read


def test_pages_of_a_circle_that_is_there_already_are_answered(client):
    for make, name in CHAINS:
        records = in_a_row(make, name, 3)
        close(records[0], name, records[-1])
        for record in records:
            address = record.get_absolute_url().partition("#")[0]
            assert client.get(address).status_code == 200, (address, name)
            assert client.get(f"/api/v1/{record.collection}/{record.uid}/").status_code == 200
    for page in ("/", "/bodies/", "/plans/", "/documents/", "/outcomes/", "/glossary/", "/sitemap.xml"):
        assert client.get(page).status_code == 200


def test_bodies_in_a_circle_are_all_shown(client):
    bodies = in_a_row(BodyFactory, "parent", 3)
    close(bodies[0], "parent", bodies[-1])
    page = client.get("/").text
    assert [page.count(f'<a href="{body.get_absolute_url()}">{body}</a>') for body in bodies] == [1, 1, 1]


def test_plans_in_a_circle_are_all_shown():
    plans = in_a_row(PlanFactory, "part_of", 3)
    close(plans[0], "part_of", plans[-1])
    assert sorted(plan.pk for plan, _is_part in parts_below_wholes(Plan.objects.all())) == [plan.pk for plan in plans]
