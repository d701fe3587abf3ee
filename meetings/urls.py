"""Addresses below /bodies/, /meetings/, /outcomes/, /partners/ and /countries/; the roof names the prefixes."""

from django.urls import path

from amin_portal.publishing.citations import cited_files
from amin_portal.publishing.exports import exports_of

from . import views

bodies = [
    path("", views.BodyList.as_view(), name="list"),
    *exports_of(views.BodyList),
    path("<slug:slug>/", views.BodyDetail.as_view(), name="detail"),
    path("<slug:slug>/next/", views.BodyNeighbour.as_view(), {"which": "next"}, name="next"),
    path("<slug:slug>/latest/", views.BodyNeighbour.as_view(), {"which": "latest"}, name="latest"),
]
meetings = [
    path("", views.MeetingList.as_view(), name="list"),
    *exports_of(views.MeetingList),
    path("<slug:slug>/", views.MeetingDetail.as_view(), name="detail"),
    path("<slug:slug>/outcomes/<slug:part>/", views.OutcomeDetail.as_view(), name="outcome"),
    *cited_files("<slug:slug>/outcomes/<slug:part>", views.OutcomeCitation, "outcome-citation"),
]
outcomes = [path("", views.OutcomeList.as_view(), name="list"), *exports_of(views.OutcomeList)]
partners = [
    path("", views.PartnerList.as_view(), name="list"),
    *exports_of(views.PartnerList),
    path("<slug:slug>/", views.PartnerDetail.as_view(), name="detail"),
]
countries = [
    path("", views.CountryList.as_view(), name="list"),
    *exports_of(views.CountryList),
    path("<slug:slug>/", views.CountryDetail.as_view(), name="detail"),
]
