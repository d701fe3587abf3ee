"""What machines ask of the portal: whether it lives, whether it can serve, what it measures.

Answered before anything else looks at the request: whoever asks from beside the worker knows neither the host's name
nor TLS.
"""

import time

from django.http import HttpRequest, HttpResponse, JsonResponse

from . import readiness
from .scraping import metrics

AGAIN_AFTER = 1.0  # seconds for which a verdict holds, however many ask
NOT_HELD_AGAINST = {"caches"}
last = {"until": 0.0, "told": {}}


def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives and answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 where all that is needed to serve is there, else 503, with a verdict on each part."""
    if time.monotonic() >= last["until"]:
        last["told"] = readiness.verdicts()
        last["until"] = time.monotonic() + AGAIN_AFTER
    told = last["told"]
    is_ready = all(told[name] == readiness.OK for name in told.keys() - NOT_HELD_AGAINST)
    return JsonResponse(
        {"ready": is_ready, "parts": told}, status=200 if is_ready else 503, headers={"Cache-Control": "no-store"}
    )


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
