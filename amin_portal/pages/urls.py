from django.urls import path

from . import views

pages = [
    path("", views.TextPageList.as_view(), name="list"),
    path("<slug:slug>/", views.TextPageDetail.as_view(), name="detail"),
]
