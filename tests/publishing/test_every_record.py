"""What holds for every kind of record, so that a new one cannot forget it."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, UniqueConstraint

from amin_portal.publishing.models import Publishable, publishable_models
from amin_portal.publishing.models.part import Part

RECORDS = publishable_models()
every_record = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.label)


def foreign_keys(model):
    """The foreign keys to other records, without the one that all have."""
    fields = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [field for field in fields if issubclass(field.related_model, Publishable) and field.name != "replaced_by"]


def test_every_kind_of_record_is_known():
    assert [model._meta.label for model in RECORDS] == [
        "pages.TextPage",
        "meetings.Body",
        "meetings.Party",
        "meetings.Meeting",
        "meetings.AgendaItem",
        "meetings.Outcome",
        "documents.Document",
        "documents.DocumentFile",
        "documents.MeetingDocument",
        "documents.RelatedLink",
        "documents.KeyFigure",
        "plans.Plan",
        "plans.StrategicArea",
        "plans.Action",
        "plans.Activity",
        "plans.ProgressReport",
    ]


@every_record
def test_record_inherits_the_constraints_of_all_records(model):
    prefix = f"{model._meta.app_label}_{model._meta.model_name}"
    names = {constraint.name for constraint in model._meta.constraints if isinstance(constraint, CheckConstraint)}
    assert {f"{prefix}_withdrawn_says_why", f"{prefix}_has_slug"} - names == set()


@every_record
def test_slug_is_unique_in_the_portal_or_in_its_whole(model):
    wanted = tuple(filter(None, (model.slug_scope, "slug")))
    unique = [constraint.fields for constraint in model._meta.constraints if isinstance(constraint, UniqueConstraint)]
    assert [fields for fields in unique if "slug" in fields] == [wanted]


@every_record
def test_record_belongs_to_whatever_it_cannot_be_without(model):
    needed = {field.name for field in foreign_keys(model) if not field.null}
    assert needed - set(model.belongs_to) == set()


@every_record
def test_record_belongs_to_whatever_it_is_a_part_of(model):
    assert set(model.wholes) - set(model.belongs_to) == set()


def shortest(model, path):
    """`action__plan` is `plan`, where a check of each save keeps the action within the same plan."""
    hops = path.split("__")
    for position in range(len(hops) - 2, -1, -1):
        holder = model
        for hop in hops[:position]:
            holder = holder._meta.get_field(hop).related_model
        if hops[position] in holder.same_whole and hops[position + 1] == holder.slug_scope:
            del hops[position]
    return "__".join(hops)


@every_record
def test_record_belongs_to_whatever_its_parents_belong_to(model):
    needed = set()
    for path in model.belongs_to:
        parent = model
        for hop in path.split("__"):
            parent = parent._meta.get_field(hop).related_model
        needed |= {shortest(model, f"{path}__{further}") for further in parent.belongs_to}
    assert needed - set(model.belongs_to) == set()


@every_record
def test_address_is_made_only_of_what_must_be_public(model):
    assert set(model.address_needs) - set(model.belongs_to) == set()


@every_record
def test_what_must_stay_in_one_whole_is_known_from_both_sides(model):
    below = {
        relation.get_accessor_name()
        for relation in model._meta.related_objects
        if relation.field.name in getattr(relation.related_model, "same_whole", ())
    }
    assert set(model.placed_here) == below


@every_record
def test_what_is_of_the_same_whole_has_the_same_slug_scope(model):
    assert {model._meta.get_field(name).related_model.slug_scope for name in model.same_whole} - {
        model.slug_scope
    } == set()


@every_record
def test_neither_field_nor_relation_hides_what_every_record_can_do(model):
    names = {relation.get_accessor_name() for relation in model._meta.related_objects}
    for field in model._meta.get_fields():
        names |= {field.name, getattr(field, "attname", field.name)}
    shared = {name for field in Publishable._meta.get_fields() for name in (field.name, field.attname)}
    assert names & set(dir(Publishable)) - shared == set()


@every_record
def test_door_of_a_record_can_be_opened_in_one_query(model, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(model.objects.public()) == []


def test_collections_have_names_of_their_own():
    names = [model.collection for model in RECORDS if model.collection]
    assert len(names) == len(set(names)) == 14


@every_record
def test_rule_with_a_sentence_names_the_field_where_a_form_shows_it(model):
    fields = {field.name for field in model._meta.fields}
    spoken = [
        rule for rule in model._meta.constraints if rule.violation_error_message != rule.default_violation_error_message
    ]
    assert spoken
    assert [rule.name for rule in spoken if rule.violation_error_code not in fields] == []


def test_every_choice_is_told_in_its_words():
    fields = [(model, field) for model in apps.get_models() if issubclass(model, Part) for field in model._meta.fields]
    chosen = [(model, field) for model, field in fields if field.choices]
    assert len(chosen) > 40
    for model, field in chosen:
        told = [
            getattr(model(**{field.attname: value}), f"get_{field.name}_display")() for value, _ in field.flatchoices
        ]
        assert told == [str(words) for _value, words in field.flatchoices]
        assert getattr(model(**{field.attname: "?"}), f"get_{field.name}_display")() == "?"
