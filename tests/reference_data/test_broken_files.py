"""A file that is wrong stops the load with a sentence that says where and why, and nothing is written."""

import pytest
from django.core.management import CommandError, call_command

from amin_portal.reference_data.loading import load
from amin_portal.reference_data.reading import DataError
from meetings.models import Body

from .snapshots import changed, named, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def put(name, /, **values):
    """A change of one record of a file."""
    return lambda records: named(records, name).update(values)


def refusal(folder):
    """Why the files of `folder` are not loaded over the record, which stays as it is."""
    before = snapshot()
    with pytest.raises(DataError) as stopped:
        load(folder)
    assert changed(before, snapshot()) == []
    error = stopped.value
    return error.file, error.record, error.field, error.reason


BROKEN = {
    "missing field": (
        "bodies.json", lambda bodies: named(bodies, "wgmid").pop("cadence"),
        ("wgmid", "cadence", "is missing"),
    ),
    "misspelt field": (
        "bodies.json", lambda bodies: named(bodies, "wgmid").update(mandat=named(bodies, "wgmid")["mandate"]),
        ("wgmid", "mandat", "is not known here; is it misspelt?"),
    ),
    "misspelt field of a nested record": (
        "meetings.json", lambda meetings: named(meetings, "ammin-1")["outcomes"][1].update(txt="x"),
        ("ammin-1 > outcomes 2", "txt", "is not known here; is it misspelt?"),
    ),
    "wrong date": (
        "meetings.json", put("ammin-9", start="2023-11-31"),
        ("ammin-9", "start", "'2023-11-31': There is no 31 November 2023."),
    ),
    "no date at all": (
        "plans.json", put("amcap-ii", adopted_on="in December"),
        (
            "amcap-ii", "adopted_on",
            "'in December': Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04.",
        ),
    ),
    "succession in a circle": (
        "plans.json", put("amcap-i", predecessor="amcap-iii"),
        ("amcap-i", "predecessor", "names “amcap-iii”, which is not among the plans"),
    ),
    "unknown body": (
        "meetings.json", put("ammin-9", body="amin"),
        ("ammin-9", "body", "names “amin”, which is not among the bodies"),
    ),
    "unknown host": (
        "meetings.json", put("ammin-9", host_country="XX"),
        ("ammin-9", "host_country", "names “XX”, which is not among the parties"),
    ),
    "unknown document": (
        "meetings.json", lambda meetings: named(meetings, "ammin-1")["outcomes"][0].update(document="nosuch"),
        ("ammin-1 > outcomes 1", "document", "names “nosuch”, which is not among the documents"),
    ),
    "unknown plan": (
        "documents.json", put("amcap-i", plan="amcap-0"),
        ("amcap-i", "plan", "names “amcap-0”, which is not among the plans"),
    ),
    "unknown meeting": (
        "documents.json", put("amcap-i", meeting={"body": "ammin", "number": 99}),
        ("amcap-i", "meeting", "names “ammin-99”, which is not among the meetings"),
    ),
    "wrong choice": (
        "bodies.json", put("wgmid", kind="club"),
        ("wgmid", "kind", f"'club' is none of {', '.join(Body.Kind.values)}"),
    ),
    "number instead of text": (
        "figures.json", put("minerals-trade-2018", label=7),
        ("minerals-trade-2018", "label", "7 is not text"),
    ),
    "text instead of a number": (
        "figures.json", put("minerals-trade-2018", value="250"),
        ("minerals-trade-2018", "value", "'250' is not a number"),
    ),
    "nothing instead of true or false": (
        "figures.json", put("minerals-trade-2018", approximate=None),
        ("minerals-trade-2018", "approximate", "is null; write true or false"),
    ),
    "source that is none": (
        "bodies.json", put("wgmid", sources=["somebody told me"]),
        ("wgmid", "sources", "'somebody told me' is neither an address nor title, publisher, url and date"),
    ),
    "end before start": (
        "meetings.json", put("ammin-9", end="2023-11-20"),
        ("ammin-9", "end", "The end is before the start."),
    ),
    "two meetings of one ordinal": (
        "meetings.json", put("asomm-1", body="ammin"),
        ("asomm-1", "number", "This body already has a meeting with that ordinal."),
    ),
    "required text left empty": (
        "meetings.json", put("ammin-9", title=None),
        ("ammin-9", "title", "This field cannot be blank."),
    ),
    "duplicate slug": (
        "figures.json", lambda figures: figures.append(dict(figures[0])),
        ("minerals-trade-2018", "slug", "another record has it too"),
    ),
    "host that the Member State does not claim": (
        "member_states.json", lambda states: states[0].update(ammin_hosted=[3]),
        ("BN", "ammin_hosted", "says [3], meetings.json says []"),
    ),
    "two years of accession": (
        "member_states.json", lambda states: states[0].update(joined_year=1985),
        ("BN", "joined_year", "is not the year of joined_date"),
    ),
    "precision that is not that of the date": (
        "documents.json", put("amcap-i", date_precision="year"),
        ("amcap-i", "date_precision", "is not the precision of the date"),
    ),
    "key document that is none": (
        "editorial.json", lambda editorial: editorial["key_documents"].append("nosuch"),
        ("the whole file", "key_documents", "names “nosuch”, which is not among the documents"),
    ),
    "remark on an activity that is none": (
        "editorial.json", lambda editorial: editorial["activities"].append({"plan": "amdv", "activity": "Dinner"}),
        ("the whole file", "activities", "“Dinner” of amdv meets nothing in plans.json"),
    ),
    "no list": (
        "figures.json", lambda figures: figures.clear() or figures.append("x"),
        ("1", "-", "a record is an object in braces, not 'x'"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "change", "where"), BROKEN.values(), ids=BROKEN)
def test_broken_file_stops_the_load(edit, folder, file, change, where):
    edit(file, change)
    assert refusal(folder) == (file, *where)


UNREADABLE = {
    "missing file": (None, ("-", "-", "the file is missing")),
    "no JSON": (b'[\n{"slug": }\n]', ("line 2", "column 10", "this is not JSON: Expecting value")),
    "no UTF-8": (b'[{"slug": "\xe9"}]', ("-", "-", "the file is not UTF-8 (byte 11)")),
    "no list of records": (b'{"slug": "x"}', ("-", "-", "the file is not a list of records")),
}


@pytest.mark.parametrize(("content", "where"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("file", ["bodies.json", "figures.json"])
def test_unreadable_file_stops_the_load(folder, file, content, where):
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    assert refusal(folder) == (file, *where)


@pytest.mark.parametrize(("name", "text"), [("glossary.md", "# Glossary\n"), ("4-glossary.md", "Glossary\n")])
def test_page_without_number_or_heading_stops_the_load(folder, name, text):
    (folder / "pages" / name).write_text(text, encoding="utf-8")
    file, _record, field, _reason = refusal(folder)
    assert (file, field) == (f"pages/{name}", "title")


def test_page_that_is_not_utf8_stops_the_load(folder):
    (folder / "pages" / "4-glossary.md").write_bytes(b"# Gloss\xe9\n")
    assert refusal(folder)[0] == "pages/4-glossary.md"


def test_folder_that_is_none_stops_the_load(tmp_path):
    assert refusal(tmp_path / "nowhere")[-1] == "the file is missing"


def test_command_says_what_is_wrong_in_one_sentence(edit, folder):
    edit("bodies.json", put("wgmid", kind=None))
    with pytest.raises(CommandError) as stopped:
        call_command("load_reference_data", folder=folder)
    assert str(stopped.value) == (
        "Nothing was loaded. bodies.json, record “wgmid”, field “kind”: "
        "None is none of ministerial, senior_officials, plus_three, joint_working_group, working_group"
    )


def test_good_change_is_not_taken_over_with_a_bad_one(edit, folder):
    edit("bodies.json", put("wgmid", name="Another name"))
    edit("figures.json", put("minerals-trade-2018", year="last"))
    assert refusal(folder) == ("figures.json", "minerals-trade-2018", "year", "'last' is not a year")
