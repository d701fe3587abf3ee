"""Slugs from titles in any language, made on the server."""

from django.utils.text import slugify

LATIN = str.maketrans({"Đ": "D", "đ": "d", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "ß": "ss", "+": " plus "})
LONGEST = 80


def slug_from(title: str, fallback: str) -> str:
    """`title` in lower case ASCII, cut at a word, or `fallback` where nothing of it is left (Thai, Lao, Khmer)."""
    slug = slugify(title.translate(LATIN))
    if len(slug) > LONGEST:
        slug = slug[:LONGEST].rsplit("-", 1)[0]
    return slug or fallback
