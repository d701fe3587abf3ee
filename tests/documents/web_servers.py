"""Small web servers on this machine that answer as they are told, well or badly."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[str, socket.socket], None]


def says(head: str, body: bytes = b"") -> Answer:
    """An answer with these lines of a head."""
    lines = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n"
    return lambda request, connection: connection.sendall(lines.encode() + body)


class WebServer:
    """Answers by `answers`, a path each; keeps the heads of what it was asked."""

    def __init__(self, answers: dict[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.answers, self.tls, self.requests = answers, tls, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    @property
    def methods(self) -> list[str]:
        return [request.split(" ", 1)[0] for request in self.requests]

    def _serve(self) -> None:
        with suppress(OSError):  # until it is closed
            while True:
                connection, _address = self.socket.accept()
                threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, self._secured(connection) as spoken:
            request = spoken.recv(65536).decode()
            self.requests.append(request)
            self.answers[request.split(" ", 2)[1]](request, spoken)
            spoken.shutdown(socket.SHUT_WR)

    def _secured(self, connection: socket.socket) -> socket.socket:
        return self.tls.wrap_socket(connection, server_side=True) if self.tls else connection


@contextmanager
def serving(answers: dict[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    server = WebServer(answers, tls)
    try:
        yield server
    finally:
        server.socket.close()
