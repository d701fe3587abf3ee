"""A wire between the portal and its database, which can be cut and mended."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Passes on whatever is sent to `port`, both ways, until it is cut: then connections end, and none is let in."""

    def __init__(self, host: str, port: int) -> None:
        self.far_end = (host, port)
        self.open_ends: list[socket.socket] = []
        self.entrance: socket.socket | None = None
        self.port = 0
        self.mend()

    def mend(self) -> None:
        self.entrance = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        self.port = self.entrance.getsockname()[1]
        threading.Thread(target=self.let_in, args=[self.entrance], daemon=True).start()

    def cut(self) -> None:
        for end in [self.entrance, *self.open_ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open_ends.clear()

    def let_in(self, entrance: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = entrance.accept()
                far = socket.create_connection(self.far_end)
                self.open_ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=pass_on, args=[source, target], daemon=True).start()


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
