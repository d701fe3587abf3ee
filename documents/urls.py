"""Addresses below /documents/, /publications/, /links/ and /figures/; the roof names the prefixes."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.citations import cited_files
from amin_portal.publishing.exports import exports_of
from amin_portal.publishing.feeds import feed_of

from . import feeds, views

documents = [
    path("", views.DocumentList.as_view(), name="list"),
    *exports_of(views.DocumentList),
    feed_of(views.DocumentList, feeds.DOCUMENTS, _("Documents")),
    path("<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    path("<slug:slug>/feed.atom", feeds.document, name="record-feed"),
    *cited_files("<slug:slug>", views.DocumentCitation, "citation"),
    path("<slug:slug>/v<int:version>/", views.VersionDetail.as_view(), name="version"),
    path("<slug:slug>/v<int:version>/<slug:language>.<slug:extension>", views.FileDetail.as_view(), name="file"),
    path("<slug:slug>/v<int:version>/<slug:language>/page-1.webp", views.PictureDetail.as_view(), name="picture"),
]
publications = [
    path("", views.PublicationList.as_view(), name="list"),
    *exports_of(views.PublicationList),
    feed_of(views.PublicationList, feeds.DOCUMENTS, _("Publications")),
]
links = [
    path("", views.LinkList.as_view(), name="list"),
    *exports_of(views.LinkList),
    feed_of(views.LinkList, feeds.LINKS, _("Related links")),
]
figures = [
    path("", views.FigureList.as_view(), name="list"),
    *exports_of(views.FigureList),
    feed_of(views.FigureList, feeds.FIGURES, _("Key figures")),
]
