"""Addresses below /plans/; the roof names the prefix."""

from django.urls import path

from amin_portal.publishing.exports import exports_of

from . import views

plans = [
    path("", views.PlanList.as_view(), name="list"),
    *exports_of(views.PlanList),
    path("<slug:slug>/", views.PlanDetail.as_view(), name="detail"),
    path("<slug:slug>/<slug:part>/", views.item, name="item"),
]
