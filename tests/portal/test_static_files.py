"""In production a template that names a file which was not collected is a 500."""

import posixpath
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from amin_portal.stylesheets import StylesheetFinder, written_out

NAMED = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]")
ADDRESS = re.compile(r"""url\(["']?([^"')]+)""")
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def named_files() -> list[str]:
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    return sorted({name for template in templates for name in NAMED.findall(template.read_text())})


@pytest.mark.django_db
def test_every_file_that_a_template_names_is_collected_under_its_hash(collected, client):
    assert "css/portal.css" in named_files()
    for name in named_files():
        hashed = staticfiles_storage.url(name).removeprefix(settings.STATIC_URL)
        assert hashed != name
        assert (collected / hashed).is_file()
    assert staticfiles_storage.url("css/portal.css") in client.get("/").text


def test_style_sheet_is_collected_whole_and_names_files_under_their_hashes(collected):
    portal = (collected / staticfiles_storage.stored_name("css/portal.css")).read_text()
    named = ADDRESS.findall(portal)
    plain = ADDRESS.findall(written_out(StylesheetFinder.index))
    assert ("@import" in portal, len(named)) == (False, len(plain))
    for hashed, name in zip(named, plain, strict=True):
        wanted = staticfiles_storage.stored_name(posixpath.normpath(f"css/{name}"))
        assert posixpath.normpath(f"css/{hashed}") == wanted
        assert (collected / wanted).is_file()


@pytest.mark.django_db
def test_what_the_explorer_of_the_api_needs_is_collected_and_the_other_one_is_not(collected, client):
    folders = {path.name for path in (collected / "drf_spectacular_sidecar").iterdir()}
    assert folders == {"swagger-ui-dist"}
    for name in ("swagger-ui.css", "swagger-ui-bundle.js"):
        assert (
            staticfiles_storage.url(f"drf_spectacular_sidecar/swagger-ui-dist/{name}")
            in client.get("/api/docs/try/").text
        )
