"""Staff write down names that mean the same."""

import pytest

from amin_portal.search.models import SameNames


@pytest.mark.parametrize("names", ["Yangon", "Ha Noi\nha-noi", "–\n-"])
def test_one_name_alone_is_refused(editor, names):
    page = editor.post("/admin/search/samenames/add/", {"names": names})
    assert "Write at least two names that differ" in page.text
    assert not SameNames.objects.filter(names__icontains="Yangon").exists()


def test_names_are_kept_one_a_line(editor):
    editor.post("/admin/search/samenames/add/", {"names": "Yangon\r\nRangoon\r\n"})
    assert ["Yangon", "Rangoon"] in list(SameNames.objects.values_list("names", flat=True))
