"""What a paragraph says that the meeting did, guessed from its verbs. What is not clear is left to whoever looks.

Only what the meeting itself does counts: "the Ministers adopted", "and tasked", "was signed". A verb that tells of
something else is none: "the plan adopted in 2021", "which was endorsed by".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.models import Outcome

Kind = Outcome.Kind
VERBS = {
    Kind.ADOPTED: r"adopt(?:ed|s)?",
    Kind.ENDORSED: r"endorse[ds]?",
    Kind.APPROVED: r"approve[ds]?",
    Kind.SIGNED: r"sign(?:ed|s)?|witnessed\s+the\s+signing",
    Kind.LAUNCHED: r"launch(?:ed|es)?|inaugurate[ds]?|witnessed\s+the\s+launch(?:ing)?",
    Kind.TASKED: r"task(?:ed|s)?|direct(?:ed|s)?|instruct(?:ed|s)?|mandate[ds]?|request(?:ed|s)?|assign(?:ed|s)?",
    Kind.AGREED: r"agree[ds]?|decide[ds]?|resolve[ds]?",
    Kind.WELCOMED: r"welcome[ds]?",
    Kind.NOTED: r"note[ds]?|(?:takes?|took)\s+note",
}
WEAK = (Kind.WELCOMED, Kind.NOTED)
"""They lead up to what was decided, where something was."""

LED_UP = (
    r"\w+ly|also|further|likewise|then|hereby|have|has|had|do|did|in\s+principle|(?:were\s+)?pleased\s+to"
    r"|with\s+[\w\s]{3,40}?"
)
ADVERBS = rf"(?:\s+(?:{LED_UP}),?)*\s*$"
REACH = 160  # letters before a verb that say whose it is
MEETING = r"(?:ministers?|meeting|we|senior\s+officials|ammin|asomm|asomm\+3|heads\s+of\s+delegation|parties)"
BY_THE_MEETING = re.compile(rf"\b{MEETING}(?:\s*\([^)]{{1,60}}\))?,?{ADVERBS}", re.IGNORECASE)
SUBJECT = re.compile(rf"\W*(?:in\s+this\s+regard,?\s+)?(?:the\s+)?(?:\w+\s+){{0,3}}?{MEETING}\b", re.IGNORECASE)
COORDINATED = re.compile(rf"(?:,|;|\band|\bas\s+well\s+as){ADVERBS}", re.IGNORECASE)
PASSIVE = re.compile(rf"(?P<before>\S+)\s+(?:was|were|is|are)(?:\s+being)?{ADVERBS}", re.IGNORECASE)
AT_THE_START = re.compile(rf"^\W*(?:to)?{ADVERBS}", re.IGNORECASE)
AN_ITEM = re.compile(rf"\n\W*(?:\w{{1,4}}[.)])?(?:\s*to)?{ADVERBS}", re.IGNORECASE)
ELSEWHERE = re.compile(r"\s+(?:by|at|during|under|as)\b|\s+(?:in|on)\s+(?:\d|[A-Z])")
"""What follows a verb that tells of something else: adopted in 2021, endorsed by the Summit."""
BY_OTHERS = re.compile(r"\s+by\b(?!\s+the\s+(?:ministers|meeting))", re.IGNORECASE)
RELATIVE = re.compile(r"\b(?:which|that|who|whose|as)$", re.IGNORECASE)
SENTENCE = re.compile(r"[^.;!?]+(?:[.;!?](?!\s+[A-Z\u201c(]|\s*$)[^.;!?]*)*")

NO_OUTCOME = re.compile(
    r"\b(?:was|were)\s+(?:held|convened|chaired|co-chaired|opened|attended|preceded|also\s+present|in\s+attendance)\b"
    r"|\b(?:were|was)\s+also\s+in\s+attendance\b"
    r"|\bexpress(?:ed)?\s+(?:\w+\s+){0,5}?(?:appreciation|gratitude|thanks)\b[^.]{0,200}?"
    r"\b(?:hospitality|arrangements?|hosting|chairmanship)\b"
    r"|\b(?:appears?|is\s+attached)\s+as\s+annex\b|\b(?:met|convened)\s+(?:in|on|at|for|the)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Guess:
    """`kind` is None where it is not clear. `marks`: from where to where stand the words that tell it."""

    kind: Kind | None
    is_no_outcome: bool
    marks: tuple[tuple[int, int], ...]
    found: tuple[Kind, ...] = ()


def guess_kind(text: str) -> Guess:
    """One thing decided is what the paragraph is about, whatever was welcomed or noted on the way to it."""
    acts = [*_acts(text)]
    kinds = tuple(dict.fromkeys(kind for kind, _mark in acts))
    strong = [kind for kind in kinds if kind not in WEAK]
    marks = tuple(mark for _kind, mark in acts)
    if kinds:
        kind = strong[0] if len(strong) == 1 else None if strong else kinds[0]
        return Guess(kind, False, marks, kinds)
    told = [found.span() for found in NO_OUTCOME.finditer(text)]
    return Guess(None, bool(told), tuple(told))


def _acts(text: str) -> Iterator[tuple[Kind, tuple[int, int]]]:
    """The verbs of what the meeting does, in their order."""
    for sentence in SENTENCE.finditer(text):
        is_its_own = bool(SUBJECT.match(sentence[0]))
        found = [(match, kind) for kind, verb in PATTERNS.items() for match in verb.finditer(sentence[0])]
        for match, kind in sorted(found, key=lambda one: one[0].start()):
            if _is_act(sentence[0], match, is_its_own):
                is_its_own = True
                yield kind, (sentence.start() + match.start(), sentence.start() + match.end())


def _is_act(sentence: str, verb: re.Match, is_its_own: bool) -> bool:
    """`is_its_own`: the sentence tells what the meeting does; what was done to something is told on the way then."""
    before, after = sentence[max(verb.start() - REACH, 0) : verb.start()], sentence[verb.end() : verb.end() + REACH]
    if BY_THE_MEETING.search(before):
        return True
    if passive := PASSIVE.search(before):
        return not (is_its_own or RELATIVE.search(passive["before"]) or BY_OTHERS.match(after))
    if ELSEWHERE.match(after):
        return False
    return bool(_is_first(before, verb.start()) or (is_its_own and COORDINATED.search(before)))


def _is_first(before: str, place: int) -> bool:
    """Of its sentence, or of an item of a list."""
    return bool(place < REACH and AT_THE_START.search(before)) or bool(AN_ITEM.search(before))


PATTERNS = {kind: re.compile(rf"\b(?:{verb})\b", re.IGNORECASE) for kind, verb in VERBS.items()}
