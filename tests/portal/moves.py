"""What happens to addresses when a record is renamed."""

from django.test import Client

from amin_portal.publishing.models import Publishable


def rename(record: Publishable, slug: str) -> None:
    record.slug = slug
    record.save()


def moved(client: Client, address: str) -> tuple[int, str | None]:
    """What the address answers and where it leads."""
    answer = client.get(address)
    return answer.status_code, answer.headers.get("Location")
