"""English ordinals."""

import re

WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
SPELT_OUT = WORDS.split()
TENS = {2: "twent", 3: "thirt", 4: "fort", 5: "fift", 6: "sixt", 7: "sevent", 8: "eight", 9: "ninet"}


def ordinal_word(number: int) -> str:
    """1st, 2nd, 3rd, 4th ... 11th, 21st."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def spelt_out(number: int) -> str:
    """first, second ... twentieth, twenty-first; from 100 on as digits: 100th."""
    if 0 < number <= len(SPELT_OUT):
        return SPELT_OUT[number - 1]
    tens, unit = divmod(number, 10)
    if tens not in TENS:
        return ordinal_word(number)
    return f"{TENS[tens]}y-{SPELT_OUT[unit - 1]}" if unit else f"{TENS[tens]}ieth"


def with_next_ordinal(title: str, ordinal: int) -> str | None:
    """`title` with its first `ordinal` moved on by one, written as it was: "Tenth" becomes "Eleventh".

    None where the title does not name it.
    """
    for write in (ordinal_word, spelt_out):
        written = re.escape(write(ordinal)).replace("\\-", "[-\u2010\u2011\\s]")
        if found := re.search(rf"(?<!\w){written}(?!\w)", title, re.IGNORECASE):
            return title[: found.start()] + _cased(write(ordinal + 1), found[0]) + title[found.end() :]
    return None


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[0].isupper() else word
