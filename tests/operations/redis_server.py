"""A Redis of a test's own, which can be stopped and started."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from redis import Redis, RedisError

PROGRAM = shutil.which("redis-server") or ""


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.address = f"unix://{self.socket}?db=0"
        self.running: subprocess.Popen | None = None

    def start(self) -> None:
        if not PROGRAM:
            pytest.skip("redis-server is not installed")
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.socket.parent)]
        self.running = subprocess.Popen([PROGRAM, *options], stdout=subprocess.DEVNULL)  # noqa: S603
        until = time.monotonic() + 10
        while not self.answers():
            assert time.monotonic() < until, "redis-server does not start"
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            with Redis.from_url(self.address) as client:
                return client.ping()
        except RedisError:
            return False

    def stop(self) -> None:
        if self.running:
            self.running.kill()
            self.running.wait()
            self.running = None
