"""How gunicorn serves the portal, on any machine: gunicorn --config deploy/gunicorn.conf.py amin_portal.wsgi

What differs from machine to machine comes from the environment; .env.example names it.
"""

import gc
import multiprocessing
import os
import tempfile
from typing import Any

# What workers count lies in files that all of them read. This must be known before anything is counted.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="portal-metrics-"))
from prometheus_client import values  # noqa: E402

place = {"of_worker": "first"}  # by it the files are named: who takes the place of a worker counts on from there
values.ValueClass = values.MultiProcessValue(process_identifier=lambda: place["of_worker"])

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or multiprocessing.cpu_count())
worker_class = "gthread"
threads = 4  # while one waits for the database or the storage, others go on
preload_app = True  # workers share the memory of what was loaded, and a wrong setting is told once
worker_tmp_dir = "/dev/shm"  # noqa: S108 where a worker says that it lives: never on a slow disk
timeout = 60  # seconds without a sign of life, after which a worker is replaced
graceful_timeout = 30  # seconds for what has begun, when it is told to end
keepalive = 75  # seconds, longer than the proxy keeps a connection: the proxy is the one to close it
max_requests = 100_000  # then a worker is replaced, should anything it loaded leak
max_requests_jitter = 20_000  # not all of them at once
limit_request_line = 8_190  # a list can be asked for with many filters
limit_request_fields = 60
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
control_socket_disable = True
accesslog = None  # the portal writes its own, which says nothing of who asked
errorlog = "-"
loglevel = "warning"
form = (
    "amin_portal.operations.logs.Line" if os.environ.get("LOG_FORMAT") == "line" else "amin_portal.operations.logs.Json"
)
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"form": {"()": form}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "form"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": ["stderr"], "propagate": False}},
}


def when_ready(server: Any) -> None:
    """What was loaded stays: the workers need not look through it for what nobody needs, nor copy it by looking.

    Django loads the addresses, and the pages behind them, when it is asked for the first; then every worker would.
    """
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    taken = {getattr(one, "place", None) for one in server.WORKERS.values()}
    worker.place = next(number for number in range(len(taken) + 1) if number not in taken)


def post_fork(server: Any, worker: Any) -> None:
    place["of_worker"] = str(worker.place)
