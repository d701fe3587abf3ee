"""What docs/security.md says is shown by tests that there are."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

TEXT = Path(settings.BASE_DIR, "docs/security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ROWS = [line.split(" | ") for line in TEXT.splitlines() if re.match(r"\| V\d", line)]


def functions(file: str) -> set[str]:
    tree = ast.parse(Path(settings.BASE_DIR, file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("file", sorted({file for file, _name in NAMED}))
def test_every_test_that_is_named_is_there(file):
    assert {name for of, name in NAMED if of == file} - functions(file) == set()


def test_every_chapter_is_told_of_and_names_what_shows_it():
    assert [row[0].split()[1] for row in ROWS] == [f"V{number}" for number in range(1, 15)]
    assert [row[0] for row in ROWS if "::test_" not in row[2]] == []
