"""Accounts: every change in the record bears the name of one, so none is ever deleted."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin import KeysOnly

admin.site.unregister([User, Group])


class AccountForm(KeysOnly, UserChangeForm):
    """Django's, which would fail for what is no key of a role or a permission."""


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """What the accounts with a role may do."""

    form = KeysOnly


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An account is closed by unticking “active”. Only a superuser may touch a superuser, or make one."""

    form = AccountForm
    list_display = ["username", "email", "first_name", "last_name", "roles", "is_active", "last_login"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
