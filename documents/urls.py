"""Addresses below /documents/, /publications/, /links/ and /figures/; the roof names the prefixes."""

from django.urls import path

from . import views

documents = [
    path("", views.DocumentList.as_view(), name="list"),
    path("<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    path("<slug:slug>/v<int:version>/", views.VersionDetail.as_view(), name="version"),
    path("<slug:slug>/v<int:version>/<slug:language>.<slug:extension>", views.FileDetail.as_view(), name="file"),
    path("<slug:slug>/v<int:version>/<slug:language>/page-1.webp", views.PictureDetail.as_view(), name="picture"),
]
publications = [path("", views.PublicationList.as_view(), name="list")]
links = [path("", views.LinkList.as_view(), name="list")]
figures = [path("", views.FigureList.as_view(), name="list")]
