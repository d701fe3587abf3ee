"""Addresses below /bodies/, /meetings/, /outcomes/, /partners/ and /countries/; the roof names the prefixes."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.citations import cited_files
from amin_portal.publishing.exports import exports_of
from amin_portal.publishing.feeds import feed_of

from . import calendar_views, feeds, views

bodies = [
    path("", views.BodyList.as_view(), name="list"),
    *exports_of(views.BodyList),
    feed_of(views.BodyList, feeds.BODIES, _("Bodies")),
    path("<slug:slug>/", views.BodyDetail.as_view(), name="detail"),
    path("<slug:slug>/next/", views.BodyNeighbour.as_view(), {"which": "next"}, name="next"),
    path("<slug:slug>/latest/", views.BodyNeighbour.as_view(), {"which": "latest"}, name="latest"),
    path("<slug:slug>/calendar.ics", calendar_views.body, name="calendar"),
]
meetings = [
    path("", views.MeetingList.as_view(), name="list"),
    path("calendar.ics", calendar_views.meetings, name="calendar"),
    path("<slug:slug>.ics", calendar_views.meeting, name="event"),
    *exports_of(views.MeetingList),
    feed_of(views.MeetingList, feeds.MEETINGS, _("Meetings")),
    path("<slug:slug>/", views.MeetingDetail.as_view(), name="detail"),
    path("<slug:slug>/outcomes/<slug:part>/", views.OutcomeDetail.as_view(), name="outcome"),
    *cited_files("<slug:slug>/outcomes/<slug:part>", views.OutcomeCitation, "outcome-citation"),
]
outcomes = [
    path("", views.OutcomeList.as_view(), name="list"),
    *exports_of(views.OutcomeList),
    feed_of(views.OutcomeList, feeds.OUTCOMES, _("Outcomes")),
]
partners = [
    path("", views.PartnerList.as_view(), name="list"),
    *exports_of(views.PartnerList),
    feed_of(views.PartnerList, feeds.PARTIES, _("Partners")),
    path("<slug:slug>/", views.PartnerDetail.as_view(), name="detail"),
]
countries = [
    path("", views.CountryList.as_view(), name="list"),
    *exports_of(views.CountryList),
    feed_of(views.CountryList, feeds.PARTIES, _("Countries")),
    path("<slug:slug>/", views.CountryDetail.as_view(), name="detail"),
]
