"""Pictures of twelve kinds of page for the documentation: `make screenshots` writes them into docs/images/.

Each is the top of the page: on a desk and on a phone, by day and by night.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

IMAGES = Path(__file__).parent.parent.parent / "docs" / "images"
TWELVE = {
    "home": "home",
    "meetings": "meeting-list",
    "meeting": "meeting",
    "outcome": "outcome",
    "plans": "plan-list",
    "plan": "plan",
    "action": "action",
    "document": "document",
    "body": "body",
    "country": "country",
    "search": "search-hits",
    "glossary": "glossary",
}
SCREENS = {"desk": (1280, 900), "phone": (390, 844)}
QUALITY = 40  # of 100: letters stay sharp, and all pictures together take less than a megabyte and a half


@pytest.mark.parametrize("name", TWELVE)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_picture_is_taken(visit, name, theme, screen):
    width, height = SCREENS[screen]
    page = visit(TWELVE[name], theme, width, height).page
    file = IMAGES / f"{name}-{screen}-{theme}.webp"
    Image.open(BytesIO(page.screenshot())).save(file, quality=QUALITY, method=6)
    assert file.stat().st_size > 0
