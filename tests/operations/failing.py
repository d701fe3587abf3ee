"""Addresses of a portal whose pages fail."""

from django.http import HttpRequest
from django.urls import path

from amin_portal.urls import handler404, handler500

__all__ = ["handler404", "handler500", "urlpatterns"]


def fail(request: HttpRequest) -> None:
    raise RuntimeError("A fault of ours")


urlpatterns = [path("meetings/", fail, name="failing")]
