"""Documents by the hundred thousand, the same for the same number and seed on every machine."""

import hashlib
import random
import uuid
from itertools import accumulate

from django.db import transaction

from amin_portal.publishing.models import State
from amin_portal.search.index import rebuild
from documents.models import Document
from tests.factories.meetings import BodyFactory, MemberStateFactory

WORDS = 18_000
WORDS_OF_A_DOCUMENT = 300
SEED = 2005
AT_ONCE = 2_000
SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aeo"]


def vocabulary() -> list[str]:
    """Words of three syllables or four, the frequent ones first."""
    chance = random.Random(SEED)  # noqa: S311
    words = {"".join(chance.choices(SYLLABLES, k=chance.choice((3, 4)))) for _number in range(WORDS * 2)}
    return sorted(words, key=lambda word: hashlib.sha256(word.encode()).digest())[:WORDS]


def build(number: int) -> str:
    """Make so many documents and their index; give the checksum of all their words."""
    chance, words = random.Random(SEED), vocabulary()  # noqa: S311
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(words))))  # few are frequent, most are rare
    bodies, countries = BodyFactory.create_batch(9), MemberStateFactory.create_batch(11)
    checksum = hashlib.sha256()
    with transaction.atomic():
        for start in range(0, number, AT_ONCE):
            made = []
            for place in range(start, min(start + AT_ONCE, number)):
                text = chance.choices(words, cum_weights=weights, k=WORDS_OF_A_DOCUMENT)
                checksum.update(" ".join(text).encode())
                made.append(
                    Document(
                        uid=uuid.UUID(int=place + 1),
                        slug=f"document-{place}",
                        title=" ".join(text[:6]).capitalize(),
                        summary=" ".join(text[6:]),
                        kind=chance.choice(Document.Kind.values),
                        date=f"{chance.randint(1996, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                        state=State.PUBLISHED,
                    )
                )
            Document.objects.bulk_create(made)
            Document.bodies.through.objects.bulk_create(
                Document.bodies.through(document=one, body=chance.choice(bodies)) for one in made
            )
            Document.publishers.through.objects.bulk_create(
                Document.publishers.through(document=one, party=chance.choice(countries)) for one in made
            )
    rebuild()
    return checksum.hexdigest()[:12]
