"""The guide for staff: on the desk as in the documentation, for staff alone."""

import re
from pathlib import Path

from django.conf import settings

from tests.pages import headings

GUIDE = Path(settings.BASE_DIR, "docs", "secretariat.md")
ADDRESS = "/admin/guide/"


def test_guide_stands_on_the_desk(editor):
    page = editor.get(ADDRESS)
    assert headings(page) == ["The secretariat’s desk: a guide on one page"]
    assert re.findall("<h2>(.*?)</h2>", page.text.partition('class="guide"')[2]) == re.findall(
        "^## (.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_guide_is_for_staff(client, db):
    assert client.get(ADDRESS)["Location"] == f"/admin/login/?next={ADDRESS}"


def test_pictures_of_the_guide_are_there_and_no_others():
    named = re.findall(r"\]\(images/desk/(.*?)\)", GUIDE.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(path.name for path in (GUIDE.parent / "images" / "desk").iterdir())
