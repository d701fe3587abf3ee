"""What is measured.

Each worker writes what it counts into a file of its own below PROMETHEUS_MULTIPROC_DIR (deploy/gunicorn.conf.py), and
whichever is asked adds them up. Without that folder each tells of itself alone.
"""

from functools import lru_cache
from typing import Any

from prometheus_client import Counter, Histogram

from amin_portal.publishing.models import Publishable

METHODS = {"GET", "HEAD", "OPTIONS", "POST"}
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds

requests = Counter("portal_requests", "Requests by view, method and status.", ["view", "method", "status"])
seconds = Histogram("portal_request_seconds", "Until the answer was made, by view.", ["view"], buckets=BOUNDS)
answers = Counter(
    "portal_answers", "Answers by where they came from: reader (had it already), kept or view.", ["source"]
)
saves = Counter("portal_saves", "Records saved, by kind.", ["kind"])


@lru_cache(maxsize=4096)
def counters_of(view: str, method: str, status: int) -> tuple[Any, Any]:
    return requests.labels(view, method if method in METHODS else "other", str(status)), seconds.labels(view)


def count_request(view: str, method: str, status: int, took: float, source: str) -> None:
    how_many, how_long = counters_of(view, method, status)
    how_many.inc()
    how_long.observe(took)
    answers.labels(source).inc()


def count_save(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Publishable):
        saves.labels(sender._meta.label_lower).inc()
