"""The HTML of every kind of our pages before the Nu HTML checker.

Our style sheets are left out: its CSS checker does not know `@layer` before `@import`, nor `@view-transition`.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .pages import OURS, Kind
from .visits import NODE_MODULES

FOR_A_SHORT_LIFE = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")  # compiled once, on a larger stack
CHECKER = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture
def fetch(server, browser, tmp_path):
    """Writes the HTML of a kind of page, as the server sends it, to a file that is named after it."""
    context = browser.new_context()
    context.add_cookies([server.cookie])

    def write(kind: Kind) -> Path:
        answer = context.request.get(server.addresses[kind.name])
        assert answer.status == kind.status, kind.name
        file = tmp_path / f"{kind.name}.html"
        file.write_bytes(answer.body())
        return file

    yield write
    context.close()


def complaints(files: list[Path], *options: str) -> list[str]:
    """What the checker says of each file: name, line, message, place."""
    command = [shutil.which("java") or "java", *FOR_A_SHORT_LIFE, "-jar", str(CHECKER), "--format", "json", "--stdout"]
    command += ["--exit-zero-always", *options, *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 the files are our own
    return [
        f"{Path(said['url']).stem}:{said.get('lastLine', '')} {said['message']} {said.get('extract', '').strip()}"
        for said in json.loads(checked.stdout)["messages"]
    ]


def test_pages_are_valid_html(fetch):
    found = complaints([fetch(kind) for kind in OURS])
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_checker_finds_what_is_wrong(tmp_path):
    file = tmp_path / "wrong.html"
    file.write_text('<!DOCTYPE html><html lang="en"><title>Wrong</title>\n<p id="a"></p><p id="a"></p></html>')
    assert [said.split(" ", 1)[0] for said in complaints([file], "--errors-only")] == ["wrong:2"]
