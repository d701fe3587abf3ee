from django.urls import path

from . import views

app_name = "dumps"
urlpatterns = [
    path("", views.index, name="list"),
    path("catalogue.jsonld", views.catalogue, name="catalogue"),
    path("<slug:name>.zip", views.file, name="file"),
    path("<slug:name>.json", views.manifest, name="manifest"),
]
