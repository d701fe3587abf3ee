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
        known = re.compile(
            "|".join(rf"\b{re.escape(name)}\b" for name in sorted(group, key=len, reverse=True)), re.IGNORECASE
        )
        if known.search(words):
            found |= {known.sub(lambda _match, other=other: other, words): None for other in group}
    return list(found)[:MOST]
