"""Browsers in which somebody of a role is signed in."""

from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.accounts import StaffFactory


def browser_of(role: str | None, username: str = "") -> Client:
    """Without a role: staff who may do nothing. The name is that of the role, unless another is given."""
    client, user = Client(), StaffFactory(username=username or (role or "nobody").lower())
    if role:
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client
