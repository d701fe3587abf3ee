"""Measurements for Prometheus, at an address that is not there for the public."""

import hmac
import ipaddress
import os
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from amin_portal.publishing.models import RecordVersion
from documents.models import DocumentFile
from documents.reading.queue import uploads

from .journal import journal


class Now:
    """What the database says at the moment of asking."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            version = RecordVersion.objects.filter(pk=1).first()
            waiting = uploads().filter(text_state=DocumentFile.TextState.UNREAD).count()
        except DatabaseError:
            yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily("portal_files_waiting", "Uploaded files that wait to be read.", waiting)
        if version:
            yield GaugeMetricFamily("portal_record_version", "The version of the record.", version.number)
        if version and version.next_due:
            due = version.next_due.timestamp()
            yield GaugeMetricFamily("portal_next_due_seconds", "When more becomes public by itself (Unix time).", due)


def metrics(request: HttpRequest) -> HttpResponse:
    """Everything measured, for whoever has the token or asks from an allowed network; for others nothing is here."""
    if not is_admitted(request):
        return HttpResponseNotFound("Nothing has this address.\n", content_type="text/plain; charset=utf-8")
    journal.write()
    registry = CollectorRegistry()
    registry.register(Now())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
        text = generate_latest(registry)
    else:
        text = generate_latest(REGISTRY) + generate_latest(registry)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def is_admitted(request: HttpRequest) -> bool:
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if settings.METRICS_TOKEN and hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return True
    try:
        asker = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    came_through_proxy = "HTTP_X_FORWARDED_FOR" in request.META  # then the proxy asks, for whomever
    return not came_through_proxy and any(asker in network for network in settings.METRICS_ALLOWED_NETWORKS)
