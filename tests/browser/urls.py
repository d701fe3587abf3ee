"""The addresses of the portal, and one page that fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from amin_portal.urls import handler404, handler500
from amin_portal.urls import urlpatterns as portal

__all__ = ["handler404", "handler500", "urlpatterns"]


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("The page that is there to fail")


urlpatterns = [*portal, path("failing/", failing, name="failing")]
