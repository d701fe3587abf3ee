"""What a paragraph says that the meeting did, and by when."""

import pytest

from amin_portal.statements.dates import guess_due
from amin_portal.statements.verbs import guess_kind


def told(text: str) -> tuple:
    """The kind, and the words that told it."""
    guess = guess_kind(text)
    return ("none" if guess.is_no_outcome else guess.kind, [text[start:end] for start, end in guess.marks])


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The Ministers adopted AMCAP-IV.", "adopted", ["adopted"]),
        ("The 9th AMMin endorsed the Strategy (version 1: 2023).", "endorsed", ["endorsed"]),
        ("The Ministers in principle approved the fund.", "approved", ["approved"]),
        ("The Ministers signed the Ministerial Understanding.", "signed", ["signed"]),
        ("The Ministers witnessed the signing of the MoU.", "signed", ["witnessed the signing"]),
        ("The Ministers were pleased to launch the AMDIS.", "launched", ["launch"]),
        ("The AMDIS was officially launched.", "launched", ["launched"]),
        ("The Meeting requested the Secretariat to report.", "tasked", ["requested"]),
        ("The Ministers agreed to convene the 11th AMMin.", "agreed", ["agreed"]),
        ("We, the Ministers, do hereby agree:\n(a) to meet; and\n(b) to report.", "agreed", ["agree"]),
        ("The Meeting also welcomed the progress.", "welcomed", ["welcomed"]),
        ("The Ministers took note of the report.", "noted", ["took note"]),
        ("ADOPT the Action Plan;", "adopted", ["ADOPT"]),
        ("To endorse the Strategy.", "endorsed", ["endorse"]),
        ("The Declaration was adopted by the Ministers.", "adopted", ["adopted"]),
        ("The Ministers commended Lao PDR and welcomed the plan.", "welcomed", ["welcomed"]),
        ("The Meeting considered and adopted the plan.", "adopted", ["adopted"]),
        ("The Ministers noted that the AMDIS was launched in 2013.", "noted", ["noted"]),
        ("The Ministers noted the report and welcomed it.", "noted", ["noted", "welcomed"]),
        ("The Ministers welcomed the report and directed the ASOMM to act.", "tasked", ["welcomed", "directed"]),
        ("The Ministers welcomed it. They thanked all. The Meeting adopted it.", "adopted", ["welcomed", "adopted"]),
    ],
)
def test_kind_is_guessed_from_what_the_meeting_does(text, kind, words):
    assert told(text) == (kind, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Ministers adopted the plan and tasked the ASOMM to report.", ["adopted", "tasked"]),
        ("The Ministers:\n(a) adopted the plan; and\n(b) tasked the ASOMM.", ["adopted", "tasked"]),
        ("The Ministers underscored the role of minerals.", []),
        ("AMCAP-III, which was adopted by the Leaders, goes on.", []),
        ("The plan was adopted by the Summit.", []),
        ("The Ministers recalled that the AMDIS was launched in 2013.", []),
        ("The Ministers reaffirmed what was said, as agreed at the 8th AMMin.", []),
        ("Adopted in 2015, AMCAP-III has two phases.", []),
        ("The exchange of notes on a signed agreement goes on.", []),
        ("The Ministers exchanged views on the plan prepared by ASOMM and endorsed by SEOM.", []),
    ],
)
def test_kind_that_is_not_clear_is_left_open(text, words):
    assert told(text) == (None, words)


@pytest.mark.parametrize(
    "text",
    [
        "The Tenth AMMin was held on 2 October 2025 in Vientiane.",
        "The Meeting was attended by the Ministers of all Member States.",
        "The Ministers expressed their sincere appreciation to Lao PDR for the warm hospitality.",
        "The list of Ministers appears as Annex 1.",
        "We, the Ministers responsible for minerals, convened on 2 October 2025.",
    ],
)
def test_paragraph_about_the_meeting_itself_is_no_outcome(text):
    assert told(text)[0] == "none"


@pytest.mark.parametrize(
    ("text", "after", "due"),
    [
        ("to report by the end of 2026", 2025, "2026"),
        ("to report by December 2026", 2025, "2026-12"),
        ("no later than 31 December 2026", None, "2026-12-31"),
        ("to convene the 11th AMMin in 2027", 2025, "2027"),
        ("to convene the 11th AMMin in 2027", None, None),
        ("as adopted in 2021", 2025, None),
        ("by 2026-2030", 2025, None),
        ("by 31 February 2026, or before 2027", 2025, "2027"),
        ("by the ASEAN Summit", 2025, None),
    ],
)
def test_due_date_is_what_a_paragraph_names_as_such(text, after, due):
    found = guess_due(text, after)
    assert (found and found.isoformat()) == due
