"""Addresses below /bodies/, /meetings/, /outcomes/, /partners/ and /countries/; the roof names the prefixes."""

from django.urls import path

from . import views

bodies = [
    path("", views.BodyList.as_view(), name="list"),
    path("<slug:slug>/", views.BodyDetail.as_view(), name="detail"),
    path("<slug:slug>/next/", views.BodyNeighbour.as_view(), {"which": "next"}, name="next"),
    path("<slug:slug>/latest/", views.BodyNeighbour.as_view(), {"which": "latest"}, name="latest"),
]
meetings = [
    path("", views.MeetingList.as_view(), name="list"),
    path("<slug:slug>/", views.MeetingDetail.as_view(), name="detail"),
    path("<slug:slug>/outcomes/<slug:part>/", views.OutcomeDetail.as_view(), name="outcome"),
]
outcomes = [path("", views.OutcomeList.as_view(), name="list")]
partners = [
    path("", views.PartnerList.as_view(), name="list"),
    path("<slug:slug>/", views.PartnerDetail.as_view(), name="detail"),
]
countries = [
    path("", views.CountryList.as_view(), name="list"),
    path("<slug:slug>/", views.CountryDetail.as_view(), name="detail"),
]
