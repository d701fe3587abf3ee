import factory

from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

from .publishing import PublishedFactory, many


class PlanFactory(PublishedFactory):
    class Meta:
        model = Plan

    code = factory.Sequence(lambda n: f"AMCAP-{n}")
    title = factory.Sequence(lambda n: f"ASEAN Minerals Cooperation Action Plan {n}")
    kind = Plan.Kind.ACTION_PLAN
    start_year = 2021
    end_year = 2025
    supports = many("supports")
    outcomes = many("outcomes")


class StrategicAreaFactory(PublishedFactory):
    class Meta:
        model = StrategicArea

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Strategic area {n + 1}")


class ActionFactory(PublishedFactory):
    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Action {n} for better geological data")
    leads = many("leads")


class ActivityFactory(PublishedFactory):
    class Meta:
        model = Activity

    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda n: f"Workshop {n} on mine closure")
    kind = Activity.Kind.WORKSHOP
    start = "2022-05"
    also_serves = many("also_serves")
    leads = many("leads")
    partners = many("partners")
    documents = many("documents")


class ProgressReportFactory(PublishedFactory):
    """A report on an action; give `action=None` and another subject for one on that."""

    class Meta:
        model = ProgressReport

    action = factory.SubFactory(ActionFactory)
    as_of = "2023-11-23"
    status = ProgressReport.Status.COMPLETED
    narrative = factory.Sequence(lambda n: f"Reported as number {n}")
    evidence = many("evidence")
