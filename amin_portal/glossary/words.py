"""The words that the record uses in a sense of its own, each said in a sentence or two."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Outcome


@dataclass(frozen=True)
class Word:
    """A word of the record, what it means here, and where it stands on the page of the glossary."""

    anchor: str
    word: str | Promise
    meaning: Promise


@dataclass(frozen=True)
class Group:
    anchor: str
    heading: Promise
    words: tuple[Word, ...]


def kind_of_outcome(kind: Outcome.Kind, meaning: Promise) -> Word:
    return Word(kind.value, kind.label, meaning)


WHO_MEETS = (
    Word("body", _("body"), _("The ministers, the senior officials or a working group, as an institution.")),
    Word("meeting", _("meeting"), _("One session of a body, or an event that it held, such as a workshop.")),
    Word("party", _("party"), _("A country or an organisation that takes part in the cooperation.")),
    Word("partner", _("partner"), _("Every party that is no Member State of ASEAN.")),
    Word(
        "host",
        _("host"),
        _("The party that held the meeting for the others. It is no place: an online meeting has a host and no city."),
    ),
    Word("venue", _("venue"), _("The building in which a meeting took place.")),
)

WHAT_WAS_DECIDED = (
    Word(
        "outcome",
        _("outcome"),
        _("One decision of a meeting, with an address of its own. Its kind is one of the nine verbs that follow."),
    ),
    kind_of_outcome(Outcome.Kind.ADOPTED, _("The meeting made a text its own: it holds from then on.")),
    kind_of_outcome(Outcome.Kind.ENDORSED, _("The meeting stood behind something that others had worked out.")),
    kind_of_outcome(Outcome.Kind.APPROVED, _("The meeting gave its consent, so that something can go ahead.")),
    kind_of_outcome(Outcome.Kind.SIGNED, _("Representatives of the parties put their names under a text.")),
    kind_of_outcome(Outcome.Kind.LAUNCHED, _("Something was opened at the meeting, or handed over to be used.")),
    kind_of_outcome(Outcome.Kind.TASKED, _("The meeting gave a piece of work to a body or to officials.")),
    kind_of_outcome(Outcome.Kind.AGREED, _("The participants settled on something that is not a text of its own.")),
    kind_of_outcome(Outcome.Kind.WELCOMED, _("The meeting spoke well of something, without deciding on it.")),
    kind_of_outcome(Outcome.Kind.NOTED, _("The meeting took note of something; that is neither a yes nor a no.")),
)

WHAT_IS_WRITTEN = (
    Word(
        "document",
        _("document"),
        _("A work such as a declaration, a study or minutes, whatever its versions and languages: its files."),
    ),
    Word(
        "paper",
        _("paper"),
        _("The part that a document played at one meeting: adopted, signed, tabled, issued there and so on."),
    ),
    Word("plan", _("plan"), _("An action plan, a work plan, a vision or a strategy.")),
    Word("phase", _("phase"), _("A stretch of years of a longer plan, kept in this record as a plan of its own.")),
    Word("strategic-area", _("strategic area"), _("One of the fields of work into which a plan is divided.")),
    Word(
        "action",
        _("action"),
        _(
            "Something that a plan undertakes. Where the lines of the plan are not known, it is a result that a source "
            "ties to the plan; its page says which of the two."
        ),
    ),
    Word("activity", _("activity"), _("Something done under a plan, or to be done: a workshop, a study, a project.")),
    Word(
        "progress-report",
        _("progress report"),
        _("What a source says of how far one plan, action or activity is; with evidence, or the reason why not."),
    ),
    Word("as-of", _("as of"), _("The date up to which a report speaks. What came later is not in it.")),
    Word("no-report", _("no report"), _("No report on record says how far it is. This does not mean: not started.")),
)

HOW_SURE = (
    Word(
        "not-known",
        _("not known"),
        _("No source that was seen says it. This does not mean that it did not happen."),
    ),
    Word("stated", _("stated"), _("A source says it.")),
    Word(
        "inferred",
        _("inferred"),
        _("No source says it, but it follows: an ordinal from the sequence, a link from date, partner and subject."),
    ),
    Word(
        "withdrawn",
        _("withdrawn"),
        _("Public once and taken back. The address then says when and why, and what replaces the record, if anything."),
    ),
    Word("revision", _("revision"), _("A number that grows by one with each change of a record or of its parts.")),
    Word(
        "permanent-address",
        _("permanent address"),
        _("An address that always leads to the record, even when the name or place of its page has changed."),
    ),
)

GROUPS = (
    Group("who-meets", _("Who meets, and where"), WHO_MEETS),
    Group("what-was-decided", _("What was decided"), WHAT_WAS_DECIDED),
    Group("what-is-written", _("What is written down and planned"), WHAT_IS_WRITTEN),
    Group("how-sure", _("How sure the record is"), HOW_SURE),
)
