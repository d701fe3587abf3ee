"""What docs/deploy.md and docs/operations.md tell to type is there, and the two ways of serving agree."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
DEPLOY, OPERATIONS = (ROOT / "docs" / name for name in ("deploy.md", "operations.md"))
SETTINGS = set(re.findall(r"^# ([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
MANAGED = re.compile(r"\bmanage(?:\.py)? ([a-z_]+)((?: (?:--[a-z-]+|[0-9]+|[A-Z]+\b|/[\w./-]+))*)")


def commands(page: Path) -> list[str]:
    """The lines that are to be typed."""
    return [line.strip() for line in page.read_text().splitlines() if line.startswith("    ")]


def compose() -> dict:
    return yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())


@pytest.mark.parametrize("page", [DEPLOY, OPERATIONS], ids=["deploy", "operations"])
def test_commands_of_the_portal_take_what_is_typed(page):
    typed = MANAGED.findall(page.read_text())
    assert len(typed) >= 5
    for name, arguments in typed:
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert [word for word in arguments.split() if word.startswith("--") and word not in known] == []


@pytest.mark.parametrize("page", [DEPLOY, OPERATIONS], ids=["deploy", "operations"])
def test_files_that_are_named_are_there(page):
    named = re.findall(r"(?<![\w/.])(deploy/[\w./]*\w|requirements[\w-]*\.txt)", page.read_text())
    made_there = {"deploy/.env", "deploy/portal.env"}
    assert [name for name in named if name not in made_there and not (ROOT / name).exists()] == []


def test_every_unit_is_started():
    started = {
        word
        for line in commands(DEPLOY)
        if line.startswith("systemctl enable --now portal-")
        for word in line.split()[3:]
    }
    units = {path.name for path in (ROOT / "deploy/systemd").glob("portal-*.*") if path.is_file()}
    by_timers = {name.replace(".timer", ".service") for name in units if name.endswith(".timer")}
    assert started == units - by_timers


def test_settings_that_are_written_are_settings():
    written = {line.partition("=")[0] for line in commands(DEPLOY) if re.match(r"[A-Z_]+=", line)}
    assert "SECRET_KEY" in written
    assert written - SETTINGS == set()
    printed = " ".join(line for line in commands(DEPLOY) if line.startswith("printf") and line.endswith("> portal.env"))
    assert set(re.findall(r"([A-Z_]+)=", printed)) - SETTINGS == set()


def test_compose_asks_for_what_is_written_and_gives_what_is_read():
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "deploy/compose.yaml").read_text()))
    [printed] = [line for line in commands(DEPLOY) if line.startswith("printf") and line.endswith("> .env")]
    assert needed == set(re.findall(r"([A-Z_]+)=%s", printed))
    for name in ("portal", "migrate", "reader", "daily"):
        service = compose()["services"][name]
        assert set(service["environment"]) - SETTINGS == set()
        assert set(service["volumes"]) >= {"state:/var/lib/portal"}


def test_commands_in_a_container_find_the_backups():
    [service] = set(re.findall(r"docker compose exec (\w+) python manage\.py", OPERATIONS.read_text()))
    folders = {volume.rpartition(":")[2] for volume in compose()["services"][service]["volumes"]}
    assert folders == {"/var/lib/portal", "/srv/backups"}


def test_no_service_has_to_disable_what_its_image_asks():
    """`docker compose up --wait` fails for one that does."""
    text = (ROOT / "deploy/Containerfile").read_text()
    assert "HEALTHCHECK" not in text
    assert not [name for name, service in compose()["services"].items() if "disable" in service.get("healthcheck", {})]
    given = dict(re.findall(r"\b([A-Z_]+_ROOT)=(\S+)", text))
    assert {Path(root).parent.as_posix() for root in given.values()} == {"/var/lib/portal"}
