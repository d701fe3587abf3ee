"""The examples of docs/api.md run as they stand there, against a portal that listens."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory

TEXT = Path(__file__).resolve().parents[2].joinpath("docs/api.md").read_text(encoding="utf-8")


def examples(language, address):
    (code,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return code.replace("http://127.0.0.1:8000", address)


def run(*command, folder):
    return subprocess.run(  # noqa: S603  (our own documentation)
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=60
    ).stdout


@pytest.mark.django_db(transaction=True)
def test_documented_examples_run_as_they_stand(live_server, tmp_path):
    body = BodyFactory(slug="ammin")
    OutcomeFactory(meeting=MeetingFactory(body=body, title="The ninth", start="2023-11-21"))
    lines = examples("sh", live_server.url).strip().splitlines()
    answers = [run("sh", "-c", line, folder=tmp_path) for line in lines]
    assert [one["title"] for one in json.loads(answers[0])["results"]] == ["The ninth"]
    assert (tmp_path / "documents.csv").read_text().startswith("uid,slug,url,web,kind,title,")
    assert answers[2].startswith("HTTP/1.1 400")
    assert "Did you mean “body”?" in answers[2]
    assert run(sys.executable, "-c", examples("python", live_server.url), folder=tmp_path) == "1 outcomes\n"
    if shutil.which("Rscript"):
        assert "2023" in run("Rscript", "-e", examples("r", live_server.url), folder=tmp_path)
