from typing import Any

import factory
from django.contrib.auth.models import Permission, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")


class StaffFactory(UserFactory):
    """Staff with the `permissions` named: `["meetings.view_meeting"]`."""

    is_staff = True

    @factory.post_generation
    def permissions(user: User, create: bool, names: list[str] | None, **kwargs: Any) -> None:  # noqa: N805
        for name in names or ():
            app, codename = name.split(".")
            user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True
