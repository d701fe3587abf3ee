"""The portal served by gunicorn, over the database of the test, with two workers."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from .processes import environment, kill

LISTENS = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")


class Served:
    def __init__(self, port: int, process: subprocess.Popen) -> None:
        self.port = port
        self.process = process

    def get(self, path: str, seconds: float = 20, **headers: str) -> tuple[int, str]:
        """Status and text, over a connection of its own, so that any of the workers may answer."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            asked.close()


@contextmanager
def served(workers: int = 2, threads: int = 4) -> Iterator[Served]:
    command = [sys.executable, "-m", "gunicorn", "amin_portal.wsgi", "--no-control-socket", "--bind", "127.0.0.1:0"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--workers", str(workers), "--threads", str(threads)],
        cwd=settings.BASE_DIR,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        port = next(int(found[1]) for line in process.stderr if (found := LISTENS.search(line)))
        yield Served(port, process)
    finally:
        kill(process)
