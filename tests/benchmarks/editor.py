"""Somebody who saves a document by its form in the admin, over and over, with another number in its title each time."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

from lxml import html

from .gunicorn import HEADERS
from .portal import HOST

WORD = "Aabenchmark"  # stands before all other titles, and is found by itself
NUMBERED = f"{WORD} edition {{:05}}"
CSRF_FIELD = "csrfmiddlewaretoken"


class Editor:
    """`answered` holds the number of the last save that was answered: whoever asks from then on must see it."""

    def __init__(self, port: int, cookies: str, document: int, answered: Any) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.path, self.answered = cookies, f"/admin/documents/document/{document}/change/", answered

    def save(self) -> float:
        """The next number; seconds until the answer. Raises AssertionError where nothing was saved."""
        number = self.answered.value + 1
        fields = self.form() | {"title": NUMBERED.format(number)}
        body = urlencode([*fields.items(), ("_save", "Save")])
        begun = monotonic()
        response = self.ask("POST", body, {"Content-Type": "application/x-www-form-urlencoded"})
        taken = monotonic() - begun
        page = response.read()
        if response.status != 302:
            errors = html.fromstring(page).xpath("//*[contains(@class, 'errorlist')]//li/text()")
            raise AssertionError(f"A save answered {response.status}: {errors}")
        self.answered.value = number
        return taken

    def form(self) -> dict[str, str]:
        """What a browser would send back."""
        response = self.ask("GET")
        page = html.fromstring(response.read())
        (form,) = page.xpath("//form[@id='document_form']")
        self.token = next(
            value.partition(";")[0]
            for name, value in response.getheaders()
            if name.lower() == "set-cookie" and "csrf" in value.lower()
        )
        return dict(form.form_values())

    def ask(self, method: str, body: str = "", headers: dict[str, str] | None = None) -> HTTPResponse:
        cookies = f"{self.cookies}; {self.token}" if method == "POST" else self.cookies
        about = {"Cookie": cookies, "Origin": f"https://{HOST}", "Referer": f"https://{HOST}{self.path}"}
        self.connection.request(method, self.path, body or None, HEADERS | about | (headers or {}))
        return self.connection.getresponse()


def saves(editor: Editor, number: int, every: float) -> Iterator[float]:
    """So many, one each so many seconds."""
    for _save in range(number):
        begun = monotonic()
        yield editor.save()
        sleep(max(0, begun + every - monotonic()))


def go_on(port: int, cookies: str, document: int, answered: Any, seconds: float, out: Any) -> None:
    """In a process of its own: save once a second, and put the list of the times into the queue."""
    editor = Editor(port, cookies, document, answered)
    end, taken = monotonic() + seconds, []
    try:
        while monotonic() < end:
            taken += saves(editor, 1, 1)
        out.put(taken)
    except Exception as error:  # noqa: BLE001  (whatever it is, the other process tells of it)
        out.put(f"{type(error).__name__}: {error}")
