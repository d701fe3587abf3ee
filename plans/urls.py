"""Addresses below /plans/; the roof names the prefix."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.exports import exports_of
from amin_portal.publishing.feeds import feed_of

from . import feeds, views
from .comparing.views import compare
from .progress.views import PlanProgress

plans = [
    path("", views.PlanList.as_view(), name="list"),
    *exports_of(views.PlanList),
    feed_of(views.PlanList, feeds.PLANS, _("Plans")),
    path("compare/", compare, name="compare"),  # no plan has this slug: see Plan
    path("<slug:slug>/", views.PlanDetail.as_view(), name="detail"),
    path("<slug:slug>/feed.atom", feeds.plan, name="record-feed"),
    path("<slug:slug>/progress/", PlanProgress.as_view(), name="progress"),
    path("<slug:slug>/<slug:part>/", views.item, name="item"),
]
