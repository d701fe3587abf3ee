"""Addresses below /documents/, /publications/, /links/ and /figures/; the roof names the prefixes."""

from django.urls import path

from amin_portal.publishing.citations import cited_files
from amin_portal.publishing.exports import exports_of

from . import views

documents = [
    path("", views.DocumentList.as_view(), name="list"),
    *exports_of(views.DocumentList),
    path("<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    *cited_files("<slug:slug>", views.DocumentCitation, "citation"),
    path("<slug:slug>/v<int:version>/", views.VersionDetail.as_view(), name="version"),
    path("<slug:slug>/v<int:version>/<slug:language>.<slug:extension>", views.FileDetail.as_view(), name="file"),
    path("<slug:slug>/v<int:version>/<slug:language>/page-1.webp", views.PictureDetail.as_view(), name="picture"),
]
publications = [path("", views.PublicationList.as_view(), name="list"), *exports_of(views.PublicationList)]
links = [path("", views.LinkList.as_view(), name="list"), *exports_of(views.LinkList)]
figures = [path("", views.FigureList.as_view(), name="list"), *exports_of(views.FigureList)]
