"""`update()` and `bulk_create()` leave no version: where they are used they write no content of a record, or say so."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOMS = ("amin_portal", "meetings", "documents", "plans")
KNOWN = {
    "amin_portal/search/index.py _write bulk_create",  # the index
    "amin_portal/search/index.py facets_of bulk_create",
    "amin_portal/publishing/previews.py preview update",  # when a preview link was opened
    "amin_portal/publishing/admin/previews.py _revoke update",
    "amin_portal/publishing/models/record.py _save_change update",  # that it was published: its time has come
    "amin_portal/publishing/models/record.py touch update",  # the revision
    "amin_portal/publishing/changes/keeping.py mark bulk_create",  # what the public was told
    "amin_portal/publishing/changes/keeping.py mark_everything bulk_create",
    "amin_portal/publishing/changes/keeping.py begin update",  # the release that compared
    "amin_portal/publishing/changes/keeping.py catch_up update",  # how many were told
    "amin_portal/publishing/changes/keeping.py compare bulk_update",  # in which words
    "amin_portal/backups/keys.py raise_public_numbers update",  # of a record that was restored
    "amin_portal/publishing/changes/keeping.py _keep bulk_create",
    "amin_portal/publishing/changes/keeping.py _keep_uses bulk_create",
    "amin_portal/publishing/models/version.py _raise update",  # the version of the record
    "amin_portal/publishing/models/history.py relate_new bulk_create",  # with the first version
    "amin_portal/reference_data/writing.py finish bulk_create",  # what the loader remembers
    "amin_portal/reference_data/writing.py finish update",  # the revision
    "documents/reading/queue.py let_wait update",  # what was read of a file
    "documents/reading/queue.py _write update",
    "documents/reading/queue.py _write bulk_create",
    "documents/link_checks/rounds.py keep update",  # when an address was visited
}


def writes(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Function and method of each call that writes rows without saving them; `dict.update(other)` is none."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    method = call.func.attr
                    if method in ("bulk_create", "bulk_update") or (method == "update" and call.keywords):
                        yield function.name, method


def test_every_write_that_leaves_no_version_is_known():
    found = set()
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            if "migrations" not in path.parts:
                place = Path(path).relative_to(settings.BASE_DIR)
                found |= {f"{place} {function} {method}" for function, method in writes(ast.parse(path.read_text()))}
    assert found == KNOWN
