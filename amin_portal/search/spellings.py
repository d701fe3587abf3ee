"""Other spellings of what is searched for, so that Vietnam and Viet Nam, Hanoi and Ha Noi find the same."""

import re

from meetings.models import Party

PLACES = [["Ha Noi", "Hanoi"]]
MOST = 8


def spellings(words: str) -> list[str]:
    """`words` first, then the same with each name in it replaced by its other spellings; at most 8 in all."""
    parties = Party.objects.public().exclude(aliases=[]).values_list("name", "aliases")
    found = {words: None}
    for group in [*PLACES, *([name, *aliases] for name, aliases in parties)]:
        names = sorted(group, key=len, reverse=True)
        known = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
        for phrase in [phrase for phrase in found if known.search(phrase)]:
            found |= {known.sub(lambda _match, other=other: other, phrase): None for other in group}
        if len(found) >= MOST:
            break
    return list(found)[:MOST]
