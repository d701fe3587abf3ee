"""What all factories of records share."""

from typing import Any

import factory

from amin_portal.publishing.models import State


def source(title: str = "Joint Press Statement", url: str = "https://asean.org/statement") -> dict[str, str]:
    return {"title": title, "publisher": "ASEAN Secretariat", "url": url, "date": "2023-11-24"}


def many(relation: str) -> factory.PostGeneration:
    """A many-to-many relation, given to the factory as a list."""

    def fill(record: Any, create: bool, related: list | None, **kwargs: Any) -> None:
        if create and related:
            getattr(record, relation).set(related)

    return factory.PostGeneration(fill)


class PublishedFactory(factory.django.DjangoModelFactory):
    """A published record; `revision` is as the database has it when the factory is done."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    state = State.PUBLISHED
    sources = factory.LazyFunction(lambda: [source()])

    @classmethod
    def _after_postgeneration(cls, instance: Any, create: bool, results: dict | None = None) -> None:
        if create and results:
            instance.refresh_from_db(fields=["revision", "updated_at"])
